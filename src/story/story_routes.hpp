// How one asks for projects.
#pragma once

#include "http/route.hpp"
#include "story/story_service.hpp"

namespace fabula::story {

struct ListProjects {
    bool deleted = false;

    static constexpr auto fields =
        FieldList{Field<&ListProjects::deleted>{"deleted", {.help = "those in the bin instead"}}};
};

class StoryRoutes {
public:
    explicit StoryRoutes(StoryService& stories) : stories_(stories) {}

    http::RouteTable table();

private:
    http::Page<Project> list(http::Call& call, const ListProjects& in);
    Project get(http::Call& call);
    Project update(http::Call& call, const Patch<Project>& in);
    void remove(http::Call& call);
    Project restore(http::Call& call);
    ProjectStats stats(http::Call& call);
    http::Page<BinEntry> list_bin(http::Call& call);
    void purge(http::Call& call);

    StoryService& stories_;
};

}  // namespace fabula::story
