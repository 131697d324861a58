// Where the text of a script holds words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

struct TextMatch {
    std::int64_t from = 0;  // UTF-16 units of the text.
    std::int64_t to = 0;
    std::string line;  // That it begins in; of a long one what stands around.
    std::optional<NodeId> scene_id;
    std::string heading;  // Of that scene or section; empty above the first.

    static constexpr auto fields =
        FieldList{Field<&TextMatch::from>{"from"}, Field<&TextMatch::to>{"to"},
                  Field<&TextMatch::line>{"line"}, Field<&TextMatch::scene_id>{"scene_id"},
                  Field<&TextMatch::heading>{"heading"}};
};

// The first `limit` places at or behind the unit `from`, in text order, whatever their case. Words
// are looked for within lines; places do not overlap.
std::vector<TextMatch> find_text(const ScriptView& view, std::string_view words, std::int64_t from,
                                 std::size_t limit);

}  // namespace fabula::script
