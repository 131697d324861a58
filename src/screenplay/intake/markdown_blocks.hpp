// A Markdown text as blocks: headings, paragraphs, verse, breaks, and the keys at its top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fabula::screenplay {

enum class BlockKind : std::uint8_t { Paragraph, Verse, Verbatim, Heading, Break };

struct MarkdownBlock {
    BlockKind kind = BlockKind::Paragraph;
    std::size_t depth = 0;  // Of a heading.
    std::string text;       // Lines joined as they will stand, marks of emphasis inside.
};

struct MarkdownText {
    std::vector<MarkdownBlock> blocks;
    std::vector<std::pair<std::string, std::string>> front_matter;  // `key: value` at the top.
};

MarkdownText read_markdown_blocks(std::string_view text);

// Bytes of "**Algernon.**" at the start of a paragraph, as plays set a speaker; 0 where there is
// none. `name` is what stands between the stars, without a dot or colon at its end; of two names
// joined by "and" both, with the stars between them.
std::size_t find_bold_name(std::string_view paragraph, std::string_view& name) noexcept;

}  // namespace fabula::screenplay
