// Notes of a script as they are printed: a number in the margin, the text behind the last page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "screenplay/pages.hpp"

namespace fabula::typeset {

// A note and the printed text that it stands at. Numbers count from 1, in text order.
struct PlacedNote {
    std::uint32_t element = 0;  // Printed; a note between two elements is at the end of the first.
    std::uint32_t offset = 0;   // Bytes of Element::text.
    std::string text{};
};
std::vector<PlacedNote> place_notes(const screenplay::Document& document);

// Where something stands that leads elsewhere.
struct Spot {
    std::size_t item = 0;  // Index of the note, or of the line of a list.
    std::size_t page = 0;  // Of the drawings it stands on.
    drawing::Rect area{};
};

// Drawings and the places on them.
struct Leaves {
    std::vector<drawing::Drawing> pages{};
    std::vector<Spot> spots{};
};

// The pages of notes. `places` says for each note where it belongs: "p. 12  INT. KITCHEN".
Leaves note_pages(const std::vector<PlacedNote>& notes, const std::vector<std::string>& places,
                  const screenplay::Layout& layout);

// Adds the numbers of the notes that stand on the page to its drawing; answers where.
std::vector<Spot> add_note_marks(drawing::Drawing& drawing, const screenplay::Document& document,
                                 const screenplay::Page& page, const screenplay::Layout& layout,
                                 const std::vector<PlacedNote>& notes);

// A line of the table of contents.
struct ContentsLine {
    std::string number{};
    std::string title{};
    std::string page{};
    bool section = false;
};
Leaves contents_pages(const std::vector<ContentsLine>& lines, const screenplay::Layout& layout);

}  // namespace fabula::typeset
