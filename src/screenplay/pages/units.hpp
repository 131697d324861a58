// What a page is filled with: paragraphs, speeches and pairs of speeches, wrapped to lines.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "screenplay/pages.hpp"
#include "screenplay/pages/wrap.hpp"

namespace fabula::screenplay {

enum class UnitKind : std::uint8_t {
    Blank,  // Blank lines beyond the one that separates paragraphs: an empty paragraph.
    Paragraph,
    Speech,  // A cue with its dialogue, parentheticals and lyrics, or the rest of one.
    Dual,    // Two speeches side by side.
};

inline bool is_cue(Slot slot) noexcept {
    return slot == Slot::Character || slot == Slot::LeftCharacter || slot == Slot::RightCharacter;
}

// The lines of one element from `offset` on.
struct Part {
    std::uint32_t element = 0;
    std::uint32_t offset = 0;
    std::uint32_t first_line = 0;  // Into UnitReader::lines.
    std::uint32_t line_count = 0;
    int rows = 0;  // That it takes with its spacing; less where the next part begins in its last.
    Slot slot = Slot::Action;
    bool complete = true;  // False: the rest lies beyond what one page can use.
};

struct Unit {
    UnitKind kind = UnitKind::Paragraph;
    bool complete = true;
    bool keep_with_next = false;
    bool starts_page = false;
    bool splits = false;
    int space = 0;                 // Blank rows above, none at the top of a page.
    int drop = 0;                  // Blank rows above at the top of a page.
    int rows = 0;                  // Of a pair: of its longer side.
    std::uint32_t first_part = 0;  // Into UnitReader::parts.
    std::uint32_t part_count = 0;
    std::uint32_t left_count = 0;    // Dual: parts of the left side.
    std::uint32_t cue = kNoElement;  // Of a speech; of the left one.
    std::uint32_t right_cue = kNoElement;
    PagePosition begin;
    PagePosition end;  // Valid where complete.
};

// Centred text that is the mark of an act, as Final Draft has elements for it: NewAct, EndOfAct,
// ColdOpening; else Centered.
Slot slot_of_centered(std::string_view text);

// Where an element has its place; `side` is that of the dual dialogue it is part of.
Slot slot_of(const Element& element, Dual side);

// Reads units one after the other. Parts and lines of all units read since clear() stay.
class UnitReader {
public:
    UnitReader(const Document& document, const Layout& layout);

    void clear();
    // The next element at or behind `element` that is printed or breaks the page; the number of
    // elements where there is none.
    [[nodiscard]] std::uint32_t next_visible(std::uint32_t element);
    // `at.element` is a printed element.
    Unit read(const PagePosition& at);

    [[nodiscard]] bool is_printed(const Element& element) const noexcept;
    // Whether a unit at `element` must stay with the one above it.
    [[nodiscard]] bool stays_with_previous(std::uint32_t element) const noexcept;

    std::vector<Part> parts;
    std::vector<LineSpan> lines;
    // One behind the last element looked at.
    std::uint32_t read_to = 0;

private:
    void read_blank(Unit& unit, std::uint32_t blanks);
    void read_paragraph(Unit& unit);
    void read_speech(Unit& unit);
    void read_dual(Unit& unit);
    // Adds the speech that goes on at `element`; returns the first element behind it.
    std::uint32_t read_parts(Unit& unit, std::uint32_t element, std::uint32_t offset, Dual side,
                             int& rows);
    int run_in();
    int add_part(std::uint32_t element, std::uint32_t offset, Slot slot);
    [[nodiscard]] std::uint32_t blanks_above(std::uint32_t element) const noexcept;
    [[nodiscard]] std::uint32_t right_of(std::uint32_t cue);
    [[nodiscard]] std::uint32_t previous_printed(std::uint32_t element) const noexcept;
    [[nodiscard]] int space_above(std::uint32_t element, Slot slot) const noexcept;
    [[nodiscard]] bool goes_on(std::uint32_t element) const noexcept;

    const Document& document_;
    const Layout& layout_;
    std::array<Columns, kSlotCount> columns_{};
    std::size_t line_limit_ = 0;
};

}  // namespace fabula::screenplay
