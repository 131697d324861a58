// How a format looks on paper: the columns of its elements, the space between them and where a page
// may break. Data of this shape also comes from templates/screenplay/ (layout_json.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

enum class Paper : std::uint8_t { Letter, A4 };

enum class Align : std::uint8_t { Left, Center, Right };

// What has a place of its own on the page.
enum class Slot : std::uint8_t {
    SceneHeading,
    Shot,
    Action,
    Character,
    Parenthetical,
    Dialogue,
    Lyric,
    Transition,
    Centered,
    Section,  // Printed in the manuscript format, where it is a chapter's title.
    LeftCharacter,
    LeftParenthetical,
    LeftDialogue,
    RightCharacter,
    RightParenthetical,
    RightDialogue,
};
inline constexpr std::size_t kSlotCount = 16;

// Inches count from the left edge of the paper.
struct ElementLayout {
    double left = 1.5;
    double right = 7.5;
    double first_indent = 0;  // Added to `left` in the first line; negative hangs.
    Align align = Align::Left;
    std::uint8_t space_before = 0;  // Blank lines above, none at the top of a page.
    std::uint8_t line_spacing = 1;  // 2: a blank line below every line.
    std::uint8_t drop = 0;          // Blank lines above where it opens a page.
    std::uint8_t style = Plain;     // Added to the style of the text.
    bool upper_case = false;        // Shown in capitals, whatever was typed.
    bool printed = true;            // False: it stays in the text and takes no room.
    bool starts_page = false;
    bool keep_with_next = false;      // Never last on a page.
    bool keep_with_previous = false;  // Never first on a page.
    bool splits = false;              // May run over to the next page.
    bool operator==(const ElementLayout&) const = default;
};

// Inches, except where points (1/72 inch) are named.
struct PageGeometry {
    double width = 8.5;
    double height = 11.0;
    double top = 1.0;
    double bottom = 1.0;
    double header = 0.5;         // Top of the line with the page number.
    double header_right = 7.25;  // Its right edge.
    double scene_number_left = 0.75;
    double scene_number_right = 7.375;  // Right edge.
    double cell_points = 7.006;         // Advance of a character.
    double leading_points = 12.0;       // From line to line.
    bool operator==(const PageGeometry&) const = default;
};

struct BreakRules {
    bool at_sentences = true;       // A paragraph breaks only where a sentence ends.
    bool join_lines = false;        // A line break in the text is a blank, as in prose.
    bool keep_blank_lines = true;   // More than one blank line stays visible.
    std::uint8_t lines_before = 2;  // Lines that stay together before a break and after it.
    std::uint8_t lines_after = 2;
    std::uint8_t heading_lines = 5;  // Below its heading, a paragraph this long may break.
    std::uint8_t speech_lines = 3;   // A speech this long may break inside.
    bool operator==(const BreakRules&) const = default;
};

struct Layout {
    Format format = Format::Screenplay;
    PageGeometry page;
    BreakRules breaks;
    std::array<ElementLayout, kSlotCount> elements{};
    std::string header = "{page}.";  // With {page}, {title} and {author}.
    std::string more = "(MORE)";
    std::string continued = "(CONT'D)";
    double more_left = 3.5;

    [[nodiscard]] const ElementLayout& of(Slot slot) const noexcept {
        return elements[static_cast<std::size_t>(slot)];
    }
    ElementLayout& of(Slot slot) noexcept { return elements[static_cast<std::size_t>(slot)]; }
    bool operator==(const Layout&) const = default;
};

// As the format's file under templates/screenplay/ says, which is part of the program.
Layout layout_for(Format format, Paper paper);

// Width and height of the paper are the only difference between Letter and A4.
void set_paper(Layout& layout, Paper paper) noexcept;

// Text lines between the margins: 54 on Letter, 58 on A4.
int lines_per_page(const PageGeometry& page) noexcept;

// Characters that fit into a line. Half a character never fits: 6 inches hold 61 of 7.006 points.
struct Columns {
    std::uint16_t first = 0;  // Of the first line of a paragraph.
    std::uint16_t rest = 0;
};
Columns columns_of(const Layout& layout, Slot slot) noexcept;

}  // namespace fabula::screenplay
