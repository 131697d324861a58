// How one asks for projects.
#pragma once

#include "http/route.hpp"
#include "story/story_service.hpp"

namespace fabula::story {

struct ListProjects {
    bool deleted = false;
    bool archived = false;
    bool is_template = false;
    std::optional<ProjectKind> kind;
    std::string words;
    ProjectSort sort = ProjectSort::Created;

    static constexpr auto fields = FieldList{
        Field<&ListProjects::deleted>{"deleted", {.help = "those in the bin instead"}},
        Field<&ListProjects::archived>{"archived", {.help = "those in the archive instead"}},
        Field<&ListProjects::is_template>{"is_template", {.help = "the templates instead"}},
        Field<&ListProjects::kind>{"kind"},
        Field<&ListProjects::words>{
            "q", {.length_max = 200, .help = "each word stands in title, logline or genre"}},
        Field<&ListProjects::sort>{"sort",
                                   {.help = "created and updated: newest first; title: from A"}}};
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
    Project archive(http::Call& call);
    Project unarchive(http::Call& call);
    Project set_cover(http::Call& call, http::Upload& upload);
    ProjectStats stats(http::Call& call);
    http::Page<BinEntry> list_bin(http::Call& call);
    void purge(http::Call& call);

    StoryService& stories_;
};

}  // namespace fabula::story
