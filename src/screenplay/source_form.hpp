// Bytes of a text file to stored text (UTF-8 with LF, no byte-order mark) and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.hpp"

namespace fabula::screenplay {

// What stored text leaves out of the file it came from.
struct SourceForm {
    bool exact = false;            // restore() of the untouched text gives the file's bytes.
    bool byte_order_mark = false;  // UTF-8's, EF BB BF.
    // Line ends in order, as counts and letters: 'w' CR LF, 'r' CR, 'l' LF; a count of 1 is left
    // out. "12wl" is twelve CR LF, then one LF. Empty: LF throughout.
    std::string line_ends;

    static constexpr auto fields = FieldList{
        Field<&SourceForm::exact>{"exact"}, Field<&SourceForm::byte_order_mark>{"byte_order_mark"},
        Field<&SourceForm::line_ends>{"line_ends", {.length_max = 20'000'000}}};
};

// Lines beyond those that the form knows end as most of its lines do.
std::string restore(std::string_view text, const SourceForm& form);

struct NormalisedText {
    std::string text;
    SourceForm form;
    std::string encoding;              // As found: "UTF-8", "UTF-16", "Windows-1252", "Mac Roman".
    std::vector<std::string> repairs;  // What was mended, one sentence each.
    std::optional<std::string> refusal;  // Why this is no text; the rest is empty then.
};

NormalisedText normalise_text(std::string_view bytes);

}  // namespace fabula::screenplay
