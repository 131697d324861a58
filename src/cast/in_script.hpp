// What a text knows of the people of a story, read from one opened script.
#pragma once

#include <map>
#include <set>

#include "base/text.hpp"
#include "cast/cast.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/statistics.hpp"
#include "script/script_service.hpp"

namespace fabula::cast {

// A name that speaks in the script and is no character's yet.
struct FoundName {
    std::string name;
    std::int64_t speeches = 0;

    static constexpr auto fields =
        FieldList{Field<&FoundName::name>{"name"}, Field<&FoundName::speeches>{"speeches"}};
};

// One speech: a cue with all that is said under it.
struct SpokenLine {
    std::optional<NodeId> scene_id;
    std::string scene_number;
    std::string scene_title;
    std::int64_t page = 0;
    std::string cue;   // As it is written, with extensions: "MARIE (V.O.)".
    std::string text;  // Parentheticals in brackets; lines apart by line ends.
    std::int64_t from = 0;
    std::int64_t to = 0;

    static constexpr auto fields =
        FieldList{Field<&SpokenLine::scene_id>{"scene_id"},
                  Field<&SpokenLine::scene_number>{"scene_number"},
                  Field<&SpokenLine::scene_title>{"scene_title", {.length_max = 20'000'000}},
                  Field<&SpokenLine::page>{"page"},
                  Field<&SpokenLine::cue>{"cue", {.length_max = 20'000'000}},
                  Field<&SpokenLine::text>{"text", {.length_max = 20'000'000}},
                  Field<&SpokenLine::from>{"from", {.help = "UTF-16 units of the script's text"}},
                  Field<&SpokenLine::to>{"to"}};
};

struct ScenePresence {
    NodeId scene_id;
    std::string scene_number;
    std::string title;
    std::int64_t eighths = 0;
    std::int64_t speeches = 0;
    bool named = false;  // Speaks, or the action names them.

    static constexpr auto fields = FieldList{
        Field<&ScenePresence::scene_id>{"scene_id"},
        Field<&ScenePresence::scene_number>{"scene_number"},
        Field<&ScenePresence::title>{"title", {.length_max = 20'000'000}},
        Field<&ScenePresence::eighths>{"eighths", {.help = "of a page"}},
        Field<&ScenePresence::speeches>{"speeches"},
        Field<&ScenePresence::named>{"named", {.help = "speaks, or is named in the action"}}};
};

// The name and the aliases, folded: what a cue may call them.
std::set<std::string> folded_names(const Character& character);

// Whom a cue calls so, by index: folded names, and aliases that are nobody's name.
template <class Characters>
std::map<std::string, std::size_t> index_by_name(const Characters& cast) {
    std::map<std::string, std::size_t> out;
    for (std::size_t i = 0; i < cast.size(); ++i) out.emplace(fold(cast[i].name), i);
    for (std::size_t i = 0; i < cast.size(); ++i) {
        for (const auto& name : folded_names(cast[i])) out.emplace(name, i);
    }
    return out;
}

// The scene or section that each element stands in: an index into the outline.
class SceneFinder {
public:
    // The view has to outlive it.
    explicit SceneFinder(const script::ScriptView& view);

    // Nothing for what stands before the first heading.
    [[nodiscard]] std::optional<std::size_t> at(std::size_t element) const;
    [[nodiscard]] const std::string& number(std::size_t node) const { return numbers_[node]; }
    [[nodiscard]] const std::string& title(std::size_t node) const {
        return view_.outline.nodes[node].title;
    }

private:
    const script::ScriptView& view_;
    std::vector<std::string> numbers_;
};

// Names that speak and are not among `known`, which are folded; those who speak most come first.
std::vector<FoundName> find_names(const script::ScriptView& view,
                                  const std::set<std::string>& known);
// Every speech of theirs, in the order of the text.
std::vector<SpokenLine> list_lines(const Character& character, const script::ScriptView& view,
                                   const screenplay::Measures& measures);
// All scenes, and whether they are in them.
std::vector<ScenePresence> list_presence(const Character& character, const script::ScriptView& view,
                                         const screenplay::Statistics& statistics);

}  // namespace fabula::cast
