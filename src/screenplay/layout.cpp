#include "screenplay/layout.hpp"

#include <algorithm>
#include <cmath>

namespace fabula::screenplay {

namespace {

// Indents and space of Final Draft's "Screenplay" template, as its files give them.
Layout screenplay_layout() {
    Layout layout;
    layout.of(Slot::SceneHeading) = {.space_before = 2, .upper_case = true, .keep_with_next = true};
    layout.of(Slot::Shot) = {.space_before = 1, .upper_case = true, .keep_with_next = true};
    layout.of(Slot::Action) = {.space_before = 1, .splits = true};
    layout.of(Slot::Character) = {.left = 3.5, .right = 7.25, .space_before = 1};
    layout.of(Slot::Parenthetical) = {.left = 3.0, .right = 5.5, .first_indent = -0.1};
    layout.of(Slot::Dialogue) = {.left = 2.5, .right = 6.0, .splits = true};
    layout.of(Slot::Lyric) = {.left = 2.5, .right = 7.375, .style = Italic, .splits = true};
    layout.of(Slot::Transition) = {.left = 5.5,
                                   .right = 7.1,
                                   .align = Align::Right,
                                   .space_before = 1,
                                   .keep_with_previous = true};
    layout.of(Slot::Centered) = {.align = Align::Center, .space_before = 1, .splits = true};
    layout.of(Slot::Section) = {.printed = false};
    layout.of(Slot::LeftCharacter) = {
        .left = 1.5, .right = 4.375, .align = Align::Center, .space_before = 1};
    layout.of(Slot::LeftParenthetical) = {.left = 1.75, .right = 4.125, .first_indent = -0.1};
    layout.of(Slot::LeftDialogue) = {.left = 1.5, .right = 4.375};
    layout.of(Slot::RightCharacter) = {
        .left = 4.625, .right = 7.5, .align = Align::Center, .space_before = 1};
    layout.of(Slot::RightParenthetical) = {.left = 4.875, .right = 7.25, .first_indent = -0.1};
    layout.of(Slot::RightDialogue) = {.left = 4.625, .right = 7.5};
    return layout;
}

// Double-spaced 12 point Courier in one-inch margins; a chapter begins a third down its page.
Layout manuscript_layout() {
    Layout layout = screenplay_layout();
    layout.format = Format::Manuscript;
    layout.page.cell_points = 7.2;
    layout.page.header_right = 7.5;
    layout.header = "{author} / {title} / {page}";
    layout.breaks.at_sentences = false;
    layout.breaks.join_lines = true;
    layout.breaks.keep_blank_lines = false;
    layout.of(Slot::Action) = {
        .left = 1.0, .right = 7.5, .first_indent = 0.5, .line_spacing = 2, .splits = true};
    layout.of(Slot::Centered) = {
        .left = 1.0, .right = 7.5, .align = Align::Center, .line_spacing = 2, .splits = true};
    layout.of(Slot::Section) = {.left = 1.0,
                                .right = 7.5,
                                .align = Align::Center,
                                .line_spacing = 2,
                                .drop = 16,
                                .starts_page = true,
                                .keep_with_next = true};
    return layout;
}

std::uint16_t characters_in(double inches, double cell_points) noexcept {
    // The tolerance keeps 6.5 inches of 7.2 points at 65 characters.
    const double fit = std::floor(inches * 72.0 / cell_points + 1e-6);
    return static_cast<std::uint16_t>(std::clamp(fit, 1.0, 1000.0));
}

}  // namespace

Layout layout_for(Format format, Paper paper) {
    Layout layout = format == Format::Manuscript ? manuscript_layout() : screenplay_layout();
    set_paper(layout, paper);
    return layout;
}

void set_paper(Layout& layout, Paper paper) noexcept {
    layout.page.width = paper == Paper::A4 ? 8.27 : 8.5;
    layout.page.height = paper == Paper::A4 ? 11.69 : 11.0;
}

int lines_per_page(const PageGeometry& page) noexcept {
    const double points = (page.height - page.top - page.bottom) * 72.0;
    return std::max(1, static_cast<int>(std::floor(points / page.leading_points + 1e-6)));
}

Columns columns_of(const Layout& layout, Slot slot) noexcept {
    const ElementLayout& element = layout.of(slot);
    const double width = element.right - element.left;
    return {.first = characters_in(width - element.first_indent, layout.page.cell_points),
            .rest = characters_in(width, layout.page.cell_points)};
}

}  // namespace fabula::screenplay
