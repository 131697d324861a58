// The pages of a script for who reads them by a review link: what is printed and nothing else, each
// stretch with its place in the text, so that it can be spoken of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "screenplay/source_view.hpp"
#include "script/script_service.hpp"

namespace fabula::comments {

// {"version", "page_count", "pages": [{"number", "label", "width", "height" (points),
//   "lines": [{"y" (points, of the baseline), "heading" (of a scene), "runs":
//     [{"x" (points), "text", "style" (bits: 1 bold, 2 italic, 4 underlined),
//       "from", "to" (UTF-16 units; absent where it is not in the text), "whole" (true where these
//       are of the whole element, not of the stretch)}]}]}]}
// Page 0 is the title page; it is left out where there is none.
Json review_pages(const script::ScriptView& view, std::int64_t from, std::int64_t limit);

// A stretch of the text, in UTF-16 units.
struct Stretch {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

// What of a text is on its pages: no notes, nothing that is cut out, no synopses.
class PrintedText {
public:
    // `view` must stay.
    explicit PrintedText(const script::ScriptView& view);

    // Both ends are in printed elements, and none is inside of what these leave out.
    [[nodiscard]] bool shows_ends(const Stretch& stretch) const;
    // Throws Invalid where the stretch goes beyond one line of the text, or holds what is not
    // printed.
    void check_words(const Stretch& stretch) const;
    // The stretch as the text has it.
    [[nodiscard]] std::string words(const Stretch& stretch) const;

private:
    [[nodiscard]] std::string_view source_of(std::int64_t from, std::int64_t to) const;
    // Of the element that holds the unit, if it is printed.
    [[nodiscard]] std::optional<std::vector<screenplay::SourceSpan>> spans_at(
        std::int64_t unit) const;

    const script::ScriptView& view_;
    std::vector<bool> printed_;  // By element.
};

}  // namespace fabula::comments
