// How one asks for scripts and their outline.
#pragma once

#include "http/route.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

struct ListOfProject {
    ProjectId project_id;

    static constexpr auto fields =
        std::tuple{Field<&ListOfProject::project_id>{"project_id", {.required = true}}};
};

struct ListPages {
    std::optional<Paper> paper;  // The project's where absent.
    std::int64_t from = 1;
    std::int64_t count = 10;

    static constexpr auto fields = std::tuple{
        Field<&ListPages::paper>{"paper"},
        Field<&ListPages::from>{"from", {.min = 1, .max = 100'000, .help = "first page number"}},
        Field<&ListPages::count>{"count", {.min = 1, .max = 50, .help = "how many pages"}}};
};

struct PageSheet {
    std::optional<Paper> paper;
    bool numbers = false;  // Scene numbers in both margins.
    bool outlines = false;

    static constexpr auto fields = std::tuple{
        Field<&PageSheet::paper>{"paper"},
        Field<&PageSheet::numbers>{"numbers", {.help = "scene numbers in both margins"}},
        Field<&PageSheet::outlines>{"outlines", {.help = "letters as shapes, for <img>"}}};
};

class ScriptRoutes {
public:
    explicit ScriptRoutes(ScriptService& scripts) : scripts_(scripts) {}

    http::RouteTable table();

private:
    http::Page<Script> list(http::Call& call, const ListOfProject& in);
    Script get(http::Call& call);
    http::Reply text(http::Call& call);
    // {"pages": […], "page_count": n, "next_cursor": …}: elements by page, as convert writes them.
    Json pages(http::Call& call, const ListPages& in);
    // One page as SVG; "0.svg" is the title page.
    http::Reply sheet(http::Call& call, const PageSheet& in);
    http::Page<Node> list_nodes(http::Call& call, const ListOfProject& in);
    Node get_node(http::Call& call);

    ScriptService& scripts_;
};

}  // namespace fabula::script
