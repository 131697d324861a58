// How one asks for scripts and their outline.
#pragma once

#include "http/route.hpp"
#include "script/change_service.hpp"
#include "script/find_text.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

struct ListChanges {
    std::int64_t after = 0;

    static constexpr auto fields = FieldList{
        Field<&ListChanges::after>{"after", {.min = 0, .help = "the version that is known"}}};
};

struct ListPages {
    std::optional<Paper> paper;  // The project's where absent.
    std::int64_t from = 1;
    std::int64_t count = 10;
    std::optional<std::int64_t> cursor;
    std::optional<std::int64_t> limit;

    static constexpr auto fields = FieldList{
        Field<&ListPages::paper>{"paper"},
        Field<&ListPages::cursor>{"cursor", {.min = 1, .help = "next_cursor of the part before"}},
        Field<&ListPages::limit>{"limit", {.min = 1, .max = 50, .help = "as count"}},
        Field<&ListPages::from>{"from", {.min = 1, .max = 100'000, .help = "first page number"}},
        Field<&ListPages::count>{"count", {.min = 1, .max = 50, .help = "how many pages"}}};
};

struct ReadText {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;

    static constexpr auto fields =
        FieldList{Field<&ReadText::from>{"from", {.min = 0, .help = "UTF-16 units"}},
                  Field<&ReadText::to>{"to", {.min = 0, .help = "absent: to the end"}}};
};

// Throws Invalid for a place behind the text or inside of a character.
std::string cut_range(std::string text, const ReadText& range);

struct ListElements {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
    std::optional<NodeId> scene_id;
    std::int64_t limit = 200;
    std::optional<std::int64_t> cursor;

    static constexpr auto fields =
        FieldList{Field<&ListElements::from>{"from", {.min = 0, .help = "UTF-16 units"}},
                  Field<&ListElements::to>{"to", {.min = 0, .help = "absent: to the end"}},
                  Field<&ListElements::scene_id>{"scene_id", {.help = "only those of this scene"}},
                  Field<&ListElements::limit>{"limit", {.min = 1, .max = 2000}},
                  Field<&ListElements::cursor>{
                      "cursor", {.min = 0, .help = "next_cursor of the part before"}}};
};

struct SearchScript {
    std::string q;
    std::int64_t limit = 50;
    std::int64_t cursor = 0;

    static constexpr auto fields =
        FieldList{Field<&SearchScript::q>{
                      "q", {.length_max = 200, .help = "words of a line, whatever their case"}},
                  Field<&SearchScript::limit>{"limit", {.min = 1, .max = 200}},
                  Field<&SearchScript::cursor>{
                      "cursor", {.min = 0, .help = "next_cursor of the part before"}}};
};

struct ScriptStats {
    std::optional<Paper> paper;  // The project's where absent.

    static constexpr auto fields = FieldList{Field<&ScriptStats::paper>{"paper"}};
};

struct PageSheet {
    std::optional<Paper> paper;
    bool numbers = false;  // Scene numbers in both margins.
    bool outlines = false;

    static constexpr auto fields = FieldList{
        Field<&PageSheet::paper>{"paper"},
        Field<&PageSheet::numbers>{"numbers", {.help = "scene numbers in both margins"}},
        Field<&PageSheet::outlines>{"outlines", {.help = "letters as shapes, for <img>"}}};
};

class ScriptRoutes {
public:
    ScriptRoutes(ScriptService& scripts, ScriptChangeService& changes)
        : scripts_(scripts), changes_(changes) {}

    http::RouteTable table();

private:
    // The whole text as it is stored, or the range that ?from= and ?to= name.
    http::Reply text(http::Call& call, const ReadText& in);
    // {"version", "length", "elements": […], "next_cursor"}: those that stand in a range or a
    // scene.
    Json elements(http::Call& call, const ListElements& in);
    // {"pages": […], "page_count": n, "next_cursor": …}: elements by page, as convert writes them.
    Json pages(http::Call& call, const ListPages& in);
    // {"version", "matches": […], "next_cursor"}; places are those of that version.
    Json search(http::Call& call, const SearchScript& in);
    // Numbers of the script, as convert writes them.
    Json stats(http::Call& call, const ScriptStats& in);
    // One page as SVG; "0.svg" is the title page.
    http::Reply sheet(http::Call& call, const PageSheet& in);
    http::Page<CommittedChange> list_changes(http::Call& call, const ListChanges& in);
    TextState state(http::Call& call);
    ChangeAnswer change(http::Call& call, const ChangeRequest& in);

    ScriptService& scripts_;
    ScriptChangeService& changes_;
};

}  // namespace fabula::script
