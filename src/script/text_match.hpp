// Two texts of one script, scene by scene: which scene of the one is which of the other, though its
// number, its heading, its words or its place may have changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/changes.hpp"
#include "screenplay/outline.hpp"
#include "script/node_match.hpp"

namespace fabula::script {

// A text with its outline, cut into stretches: what stands before the first heading, then each
// heading with its body. Views `text`, which must outlive it.
struct CutText {
    CutText(std::string_view text, const screenplay::Outline& outline);

    // Of heading `node` in the outline; stretch 0 is the front.
    [[nodiscard]] static std::size_t stretch_of(std::size_t node) { return node + 1; }

    std::string_view text;
    const screenplay::Outline& outline;
    std::vector<std::string_view> stretches;
    std::vector<std::uint32_t>
        begins;  // UTF-16 units, one more than stretches: the last is the end.
};

// For each stretch of `after` the stretch of `before` that it is; none: it is new. Stretch 0 is
// always itself. In this order: the same text; the same heading with the same number or a similar
// body; the same heading; a similar body; a heading retyped between the same neighbours.
std::vector<std::optional<std::size_t>> match_texts(const CutText& before, const CutText& after);

struct TextEdit {
    ChangeSet change;             // Leads from before to after.
    std::vector<TextMove> moves;  // What both texts have of scenes that stand elsewhere now.
};
TextEdit edit_between(const CutText& before, const CutText& after,
                      const std::vector<std::optional<std::size_t>>& matches);

// For each heading of `after` the heading of `before` that it is.
std::vector<std::optional<std::size_t>> matched_nodes(
    const std::vector<std::optional<std::size_t>>& matches);

// The stretches of `after`, by index, that stand in the order of `before`: as many as can be. Those
// that are matched and not among them were moved.
std::vector<std::size_t> stretches_in_order(const std::vector<std::optional<std::size_t>>& matches);

}  // namespace fabula::script
