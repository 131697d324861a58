// A script laid out on paper: pages with placed lines. Text is not copied: a run points into the
// element it shows, or into the text of its page where the page says something of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/layout.hpp"

namespace fabula::screenplay {

inline constexpr std::uint32_t kNoElement = 0xffffffff;

enum class LineKind : std::uint8_t {
    Text,
    More,          // "(MORE)" below a speech that goes on.
    ContinuedCue,  // "ANNA (CONT'D)" above its later part.
    SceneNumberLeft,
    SceneNumberRight,
    CueNumber,
    SceneContinuedTop,     // "CONTINUED:" where a page goes on with a scene.
    SceneContinuedBottom,  // "(CONTINUED)" where the next page does.
    Omitted,               // All that stands on a page whose text is gone.
    Header,                // Page number.
    Footer,
};

// A stretch of one line in one style.
struct PageRun {
    std::uint32_t from = 0;  // Bytes of Element::text, or of Page::text where `own`.
    std::uint32_t to = 0;
    std::uint16_t column = 0;  // Characters to the left of it in its line.
    std::uint8_t style = Plain;
    bool own = false;
};

struct PageLine {
    LineKind kind = LineKind::Text;
    std::int16_t row = 0;  // 0 is the first body line; the header and a repeated cue lie above.
    std::uint16_t run_count = 0;
    std::uint32_t first_run = 0;         // Into Page::runs.
    std::uint32_t element = kNoElement;  // Into Document::elements.
    float x = 0;                         // Points from the left edge of the paper.
};

// An element, or the part of it, that a page shows.
struct PageElement {
    std::uint32_t element = 0;
    std::uint32_t from = 0;  // Bytes of Element::text.
    std::uint32_t to = 0;
    bool continued = false;  // An earlier part stands on the page before.
    bool operator==(const PageElement&) const = default;
};

// A place between two lines of the script.
struct PagePosition {
    std::uint32_t element = 0;         // First element that is not wholly above.
    std::uint32_t offset = 0;          // Bytes of it that are.
    std::uint32_t blanks = 0;          // Blank lines above it that are.
    std::uint32_t cue = kNoElement;    // Of the speech that goes on here.
    std::uint32_t right = kNoElement;  // Dual dialogue that goes on here: the same of its right
    std::uint32_t right_offset = 0;    // side, whose cue is `right_cue`.
    std::uint32_t right_cue = kNoElement;
    bool operator==(const PagePosition&) const = default;
};

// All that the pages from here on depend on: equal starts of equal texts give equal pages.
struct PageStart {
    PagePosition at;
    std::uint32_t last_cue = kNoElement;  // Who spoke last in the scene.
    std::uint32_t scenes = 0;             // Headings above, where they are counted.
    std::uint32_t cues = 0;               // Numbered elements above, where they are counted.
    std::uint32_t scene = kNoElement;     // Its heading, where the options mark its later pages.
    std::uint32_t scene_pages = 0;        // That it has begun so far.
    std::string label{};                  // A number that the text gives; empty: pages are counted.
    bool operator==(const PageStart&) const = default;
};

struct Page {
    int number = 0;         // 1 is the first body page; 0 is the title page.
    std::string label{};    // The number as printed.
    bool counted = false;   // The label is the number, not one that the text gives.
    std::int16_t rows = 0;  // Rows in use, without what hangs above and below the body.
    std::vector<PageElement> elements{};
    std::vector<PageLine> lines{};
    std::vector<PageRun> runs{};
    std::string text{};
    PageStart start{};
    std::uint32_t read_to = 0;  // One behind the last element that decided where the page ends.
};

struct Pages {
    std::optional<Page> title_page;
    std::vector<Page> pages;
    std::string header;  // Layout::header with title and author put in.
    std::string footer;
    std::vector<std::string> break_labels;  // Numbers that the text's page breaks give.
    bool scenes_counted = false;            // No heading has a number of its own.
};

inline std::string_view text_of(const Document& document, const Page& page, const PageLine& line,
                                const PageRun& run) {
    const std::string& text = run.own ? page.text : document.elements[line.element].text;
    return std::string_view(text).substr(run.from, run.to - run.from);
}

// The whole line as it reads.
std::string text_of(const Document& document, const Page& page, const PageLine& line);

// Points from the top edge of the paper to the baseline of a row; Courier sits three quarters down.
inline double baseline_of(const PageGeometry& page, int row) noexcept {
    return page.top * 72.0 + (row + 0.75) * page.leading_points;
}

}  // namespace fabula::screenplay
