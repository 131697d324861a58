// Places in the text of a Final Draft file, as its notes count them: UTF-16 units of the paragraphs
// of its Content, one for each paragraph's end; a block of dual dialogue or an omitted scene counts
// two where it stands, and what is inside of it nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace fabula::screenplay {

// From `from` to `to`, which is not below it.
struct FdxRange {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

// The attribute Range="12,40".
std::optional<FdxRange> read_fdx_range(const pugi::xml_node& node);
std::string write_fdx_range(FdxRange range);

// The paragraph of Content that counts where `node` stands: itself, or the one whose dual dialogue
// it is in.
pugi::xml_node counted_paragraph(pugi::xml_node node);

// Units of a paragraph without its end.
std::uint32_t fdx_length(const pugi::xml_node& paragraph);

// Calls `take(paragraph)` for each paragraph that counts, in order: those of `content` and of what
// it holds besides paragraphs.
template <class Take>
void each_fdx_paragraph(const pugi::xml_node& content, Take&& take) {
    for (const auto& node : content.children()) {
        if (node.type() != pugi::node_element) continue;
        if (std::string_view(node.name()) == "Paragraph") {
            take(node);
        } else {
            each_fdx_paragraph(node, take);
        }
    }
}

}  // namespace fabula::screenplay
