// Full-text search over everything that a person may read, with quotes.
#pragma once

#include "cast/cast.hpp"
#include "comments/comments.hpp"
#include "shots/shots.hpp"

namespace fabula {

// `scene` is what stands in a script, `node` a card of the outline that is not in the text.
enum class SearchKind { Scene, Character, WorldItem, World, Shot, Node, Comment, Project };

template <>
struct EnumNames<SearchKind> {
    static constexpr std::array<std::string_view, 8> names{
        "scene", "character", "world_item", "world", "shot", "node", "comment", "project"};
};

enum class SearchSetting { Int, Ext };

template <>
struct EnumNames<SearchSetting> {
    static constexpr std::array<std::string_view, 2> names{"int", "ext"};
};

namespace search {

inline constexpr std::size_t kQuestionMax = 500;        // Code points.
inline constexpr std::size_t kShownOfEach = 5;          // Of each kind, where no kind is asked for.
inline constexpr std::int64_t kCountedMax = 300;        // Of each kind; beyond it "more".
inline constexpr std::int64_t kCountedOfOneMax = 1000;  // Where one kind is asked for.

// A stretch of a quote.
struct QuotePart {
    std::string text;
    bool hit = false;

    static constexpr auto fields =
        FieldList{Field<&QuotePart::text>{"text"},
                  Field<&QuotePart::hit>{"hit", {.help = "what was asked for"}}};
};

struct SearchResult {
    SearchKind kind = SearchKind::Scene;
    std::string id;  // Of the scene, character, …; of a comment its own.
    std::optional<ProjectId> project_id;
    std::string project_title;
    std::string title;
    std::string context;  // What it is in: of a shot its scene, of an entry its world.
    std::string part;     // What the quote is from.
    std::string speaker;
    std::vector<QuotePart> quote;
    std::string url;

    static constexpr auto fields = FieldList{
        Field<&SearchResult::kind>{"kind"},
        Field<&SearchResult::id>{"id"},
        Field<&SearchResult::project_id>{"project_id"},
        Field<&SearchResult::project_title>{"project_title"},
        Field<&SearchResult::title>{"title"},
        Field<&SearchResult::context>{"context", {.help = "what it is in: scene, world, author"}},
        Field<&SearchResult::part>{
            "part", {.help = "what the quote is from: dialogue, action, description, …"}},
        Field<&SearchResult::speaker>{"speaker", {.help = "who says what is quoted"}},
        Field<&SearchResult::quote>{"quote"},
        Field<&SearchResult::url>{"url", {.help = "the page that shows it, at its place"}}};
};

struct SearchGroup {
    SearchKind kind = SearchKind::Scene;
    std::int64_t count = 0;
    bool more = false;

    static constexpr auto fields =
        FieldList{Field<&SearchGroup::kind>{"kind"}, Field<&SearchGroup::count>{"count"},
                  Field<&SearchGroup::more>{"more", {.help = "there are more than count"}}};
};

struct SearchAnswer {
    std::vector<SearchResult> results;
    std::vector<SearchGroup> groups;
    std::int64_t waiting = 0;
    std::optional<std::string> next_cursor;

    static constexpr auto fields = FieldList{
        Field<&SearchAnswer::results>{"results"},
        Field<&SearchAnswer::groups>{"groups", {.help = "how many there are of each kind"}},
        Field<&SearchAnswer::waiting>{
            "waiting", {.help = "scripts and records that are still to be read: what is missing"}},
        Field<&SearchAnswer::next_cursor>{"next_cursor"}};
};

}  // namespace search
}  // namespace fabula
