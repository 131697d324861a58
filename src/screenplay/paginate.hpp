// Pagination as Final Draft does it: which element, or which part of it, begins each page.
//
// A page holds 54 lines on Letter. A heading stays with the text below it, a transition with the
// text above it. Action and speeches run over only behind the end of a sentence, with two lines
// left on either side, counted as the paragraph stood before it was broken. "(MORE)" and the
// repeated cue lie outside the 54 lines. Blank lines beyond the one that separates paragraphs are
// an empty paragraph. Of the legal places the last one is taken; where there is none, the whole
// moves to the next page.
//
// A page break may give its page a number, as locked pages have: "=== 12 ===". Pages that follow
// count on from there. They do not take a number that a later break gives: what overflows page 12
// before page 13 is 12A, 12B. A numbered page whose text is gone stays as one that says OMITTED.
#pragma once

#include "screenplay/layout.hpp"
#include "screenplay/pages.hpp"

namespace fabula::screenplay {

enum class SceneNumbers : std::uint8_t { None, Left, Right, Both };

struct PageOptions {
    std::optional<Paper> paper{};  // Absent: the one the title page names, else Letter.
    // Numbers as written; where no heading has one, headings are counted.
    SceneNumbers scene_numbers = SceneNumbers::None;
    bool automatic_continued = true;  // "(CONT'D)" where a character goes on in the same scene.
    bool number_first_page = false;
    bool scene_continued = false;  // "(CONTINUED)" and "CONTINUED:" where a scene goes on.
    bool count_continued = false;  // "CONTINUED: (2)" from a scene's third page on.
};

// Whether any heading has a number of its own.
bool numbers_scenes(const Document& document) noexcept;

Pages paginate(const Document& document, const Layout& layout, const PageOptions& options);

// In the layout of the document's format.
Pages paginate(const Document& document, const PageOptions& options = {});

// Elements [first, first + removed) of a document have become [first, first + inserted).
struct ElementChange {
    std::uint32_t first = 0;
    std::uint32_t removed = 0;
    std::uint32_t inserted = 0;
};

// The smallest change between two documents, ranges in the source aside.
ElementChange difference(const Document& before, const Document& after);

// The pages of `document`, taken over from `previous` where the change cannot reach them. Equal to
// paginate(document, layout, options) if `previous` was made with this layout and these options.
Pages repaginate(Pages previous, const Document& document, const ElementChange& change,
                 const Layout& layout, const PageOptions& options);

}  // namespace fabula::screenplay
