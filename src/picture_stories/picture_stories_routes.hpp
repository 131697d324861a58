// How one asks for picture stories.
#pragma once

#include "http/route.hpp"
#include "picture_stories/answers.hpp"
#include "picture_stories/preview_routes.hpp"

namespace fabula::picture_stories {

struct ListSessions {
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{Field<&ListSessions::project_id>{"project_id"}};
};

struct AnalyseWish {
    std::string story_text;
    std::optional<ProjectId> project_id;
    std::optional<std::int64_t> num_scenes;

    static constexpr auto fields = FieldList{
        Field<&AnalyseWish::story_text>{"story_text", {.length_max = kStoryCharactersMax}},
        Field<&AnalyseWish::project_id>{"project_id", {.help = "instead of a text"}},
        Field<&AnalyseWish::num_scenes>{
            "num_scenes",
            {.min = 1, .max = kScenesMax, .help = "absent: as many as are recommended"}}};
};

class PictureStoryRoutes {
public:
    PictureStoryRoutes(PictureStoryService& stories, providers::ConnectionsService& connections)
        : stories_(stories), previews_(stories, connections) {}

    http::RouteTable table();

private:
    UnderstoodStory analyse(http::Call& call, const AnalyseWish& in);
    StatusAnswer generate(http::Call& call, const GenerateWish& in);
    StatusAnswer status(http::Call& call);
    ApproveAnswer approve(http::Call& call, const ApproveWish& in);
    http::Reply download(http::Call& call, const DownloadWish& in);
    http::Page<StatusAnswer> list(http::Call& call, const ListSessions& in);
    StatusAnswer cancel(http::Call& call);
    Json remove(http::Call& call);
    StatusAnswer restore(http::Call& call);

    PictureStoryService& stories_;
    PreviewRoutes previews_;  // The second dialect's.
};

}  // namespace fabula::picture_stories
