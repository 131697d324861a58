// An element as it stands in the source: what of it is text, what are marks, and where its lines
// end on the page. An editor that shows the source in the columns of the page is built on this.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/layout.hpp"
#include "screenplay/live_script.hpp"

namespace fabula::screenplay {

enum class SourceKind : std::uint8_t {
    Text,      // Stands in Element::text.
    Mark,      // Forcing and emphasis marks, indentation, scene numbers, carets.
    Note,      // [[…]] inside an element.
    Boneyard,  // /*…*/ inside an element.
};

struct SourceSpan {
    Range range;                  // UTF-16 units of the script.
    std::uint32_t text_from = 0;  // Bytes of Element::text; where a mark stood.
    SourceKind kind = SourceKind::Text;
    std::uint8_t style = Plain;
};

// Spans in order, which cover the element. `source` is what stands at element.range.
std::vector<SourceSpan> source_spans(std::string_view source, const Element& element);

// The UTF-16 units of the script at which bytes of element.text stand, with the marks that open
// there. `offsets` are ascending.
std::vector<std::uint32_t> source_units(const std::vector<SourceSpan>& spans,
                                        const Element& element,
                                        std::span<const std::uint32_t> offsets);

struct SourceView {
    Slot slot = Slot::Action;
    std::vector<SourceSpan> spans;
    // What the page adds behind a cue where its speaker goes on: "(CONT'D)"; empty: nothing.
    std::string added;
    // Units at which a line of the page begins inside a line of the source. Empty where the format
    // joins lines or does not print the element.
    std::vector<std::uint32_t> breaks;
};

// Of element `index` of the script.
SourceView source_view(const LiveScript& script, std::uint32_t index);

// Where a page begins, for a reader of the source.
struct PageEdge {
    std::string label;       // Its number as printed.
    std::uint32_t unit = 0;  // UTF-16 unit of the script.
    std::string more;        // "(MORE)" at the end of the page above; empty: nothing.
    std::string cue;         // "ANNA (CONT'D)" above the page's text; empty: nothing.
};
std::vector<PageEdge> page_edges(const LiveScript& script);

}  // namespace fabula::screenplay
