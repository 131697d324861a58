// A laid-out script page as a drawing: the one source of the page in the browser and in the PDF.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "screenplay/pages.hpp"
#include "screenplay/revisions.hpp"

namespace fabula::typeset {

enum class ElementLook : std::uint8_t { Normal, Dimmed, Marked };

// What a page shows besides its text.
struct PageMarks {
    std::vector<ElementLook> looks{};                // By element; empty: all normal.
    std::vector<screenplay::ChangedText> changed{};  // Ascending: lines with a star in the margin.
    std::string revision{};  // Heads the pages that have such lines: "Blue revision 2026-11-21".
    screenplay::RevisionColor color = screenplay::RevisionColor::White;  // Of these pages' paper.
};

// `page` is one of the paginated `document`'s, `layout` the one it was paginated with. Each element
// is a group with its role; page numbers, scene numbers and "(MORE)" are decoration to a reader.
drawing::Drawing page_drawing(const screenplay::Document& document, const screenplay::Page& page,
                              const screenplay::Layout& layout, const PageMarks& marks = {});

}  // namespace fabula::typeset
