// Puts elements together: text with its styles, the notes inside, blank lines above.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

// Appends to `doc`, whose last element is the one under construction.
class ElementBuilder {
public:
    ElementBuilder(std::string_view source, const Lines& lines, Document& doc)
        : source_(source), lines_(lines), doc_(doc) {}

    void add_blank_line() noexcept { ++gap_; }

    Element& begin(ElementType type, const Line& first);

    // Adds `text`, which is part of line.text, with the notes within the line.
    void add_text(const Line& line, std::string_view text);
    void add_line_break() { doc_.elements.back().text.push_back('\n'); }

    // The notes of a line that holds nothing else, between two lines of the element.
    void add_inline_notes(const Line& line);

    void finish();

    // Notes and boneyard that stand on lines of their own.
    void add_hidden(const Line& line);

    // The first 500 are kept.
    void doubt(Range range, std::string_view code, std::string_view message,
               std::string suggestion = {});
    void add_diagnostic(std::optional<Diagnostic> diagnostic);

private:
    void doubt_emphasis(const Line& line, std::string_view text);
    void add_notes(const Line& line);
    [[nodiscard]] std::string_view inside(const Hidden& hidden) const;

    std::string_view source_;
    const Lines& lines_;
    Document& doc_;
    std::vector<Run> styled_;
    std::vector<std::uint32_t> places_;  // Offset in the element's text of each hidden thing.
    std::size_t gap_ = 0;                // Blank lines since the last element.
    std::size_t widest_gap_ = 0;         // Of the gaps since the last element on the page.
};

}  // namespace fabula::screenplay
