// Puts lines onto a page: where they stand, and of which runs they consist.
#pragma once

#include <string_view>

#include "screenplay/pages.hpp"
#include "screenplay/pages/wrap.hpp"
#include "screenplay/paginate.hpp"

namespace fabula::screenplay {

class PageWriter {
public:
    PageWriter(const Document& document, const Layout& layout, Page& page)
        : document_(document), layout_(layout), page_(page) {}

    // A line of an element's text, followed by `suffix`. `first` where it opens the paragraph.
    void add_text(LineKind kind, std::uint32_t element, Slot slot, const LineSpan& span, int row,
                  bool first, std::string_view suffix = {});
    // Text of the page itself, beginning, or ending, at `x` inches.
    void add_own(LineKind kind, std::string_view text, double x, Align align, int row,
                 std::uint32_t element = kNoElement);
    // The lines above and below the text, as last ones of the page; replaces those that are there.
    void set_margins(std::string_view header, std::string_view footer);

private:
    void add_runs(const Element& element, const LineSpan& span, std::uint8_t style, bool upper);
    void add_run(std::string_view text, std::uint16_t column, std::uint8_t style);
    [[nodiscard]] bool needs_copy(std::string_view text, bool upper) const;
    PageLine& begin_line(LineKind kind, std::uint32_t element, int row);

    const Document& document_;
    const Layout& layout_;
    Page& page_;
};

// The cue with "(CONT'D)" where it does not say so itself; only what is to be added.
std::string continued_suffix(const Layout& layout, std::string_view cue);

}  // namespace fabula::screenplay
