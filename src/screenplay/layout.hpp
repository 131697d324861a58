// How a format looks on paper: the columns of its elements, the space between them and where a page
// may break. Data of this shape also comes from templates/screenplay/ (layout_json.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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
    Section,  // Printed where the format has chapters, acts or pages of a comic.
    // Centred text that names a part of an episode: "ACT ONE", "END OF ACT ONE", "COLD OPEN".
    NewAct,
    EndOfAct,
    ColdOpening,
    LeftCharacter,
    LeftParenthetical,
    LeftDialogue,
    RightCharacter,
    RightParenthetical,
    RightDialogue,
};
inline constexpr std::size_t kSlotCount = 19;

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
    bool run_in = false;            // Of a cue: what is said begins in its last row.
    bool numbered = false;          // Counted and numbered, see Layout::cue_numbers.
    bool starts_page = false;
    std::uint8_t page_levels = 6;     // Sections down to this depth start a page, if any do.
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
    double footer = 0.5;         // Bottom of the last line, from the bottom of the paper.
    double header_right = 7.25;  // Its right edge.
    double scene_number_left = 0.75;
    double scene_number_right = 7.375;  // Right edge.
    double cue_number_left = 1.0;
    double cell_points = 7.006;    // Advance of a character.
    double leading_points = 12.0;  // From line to line.
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

// What a page says of its own where something goes on.
struct ContinuedTexts {
    std::string more = "(MORE)";  // Below a speech that goes on; empty: nothing.
    std::string cue = "(CONT'D)";
    std::string scene_bottom = "(CONTINUED)";
    std::string scene_top = "CONTINUED:";
    double more_left = 3.5;
    bool operator==(const ContinuedTexts&) const = default;
};

// What the numbers of numbered elements start from.
enum class CueNumbers : std::uint8_t { None, Page, Script };

struct Layout {
    Format format = Format::Screenplay;
    PageGeometry page;
    BreakRules breaks;
    std::array<ElementLayout, kSlotCount> elements{};
    // Lines above and below the text, with {page}, {title}, {author}, {date} and {revision}, which
    // are the title page's.
    std::string header = "{page}.";
    std::string footer{};
    ContinuedTexts continued;
    CueNumbers cue_numbers = CueNumbers::None;
    std::uint16_t words_per_minute = 0;  // Running time; 0: a page is a minute.

    [[nodiscard]] const ElementLayout& of(Slot slot) const noexcept {
        return elements[static_cast<std::size_t>(slot)];
    }
    ElementLayout& of(Slot slot) noexcept { return elements[static_cast<std::size_t>(slot)]; }
    bool operator==(const Layout&) const = default;
};

// As the format's file under templates/screenplay/ says, which is part of the program.
Layout layout_for(Format format, Paper paper);

// That of the document's format, with what its title page says under "Fmt": words that JumpCut
// knows, see layout_options.cpp. `paper`: nullopt takes the one that is named there, else Letter.
Layout layout_for(const Document& document, std::optional<Paper> paper = std::nullopt);

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
