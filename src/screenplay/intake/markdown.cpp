#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "screenplay/grammar/lines.hpp"
#include "screenplay/intake/manuscript.hpp"
#include "screenplay/intake/markdown_blocks.hpp"
#include "screenplay/intake/markdown_inline.hpp"
#include "screenplay/intake/play.hpp"
#include "screenplay/intake/prose.hpp"

namespace fabula::screenplay {

namespace {

std::size_t count_stars(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '*'));
}

// Verse whose emphasis opens in one stanza and closes in a later one: each gets its own marks.
void close_emphasis_of_verse(std::vector<MarkdownBlock>& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto opens = [](const MarkdownBlock& block) {
            return block.kind == BlockKind::Verse && trim_left(block.text).starts_with('*') &&
                   count_stars(block.text) == 1;
        };
        if (!opens(blocks[i])) continue;
        auto last = i + 1;
        while (last < blocks.size() && blocks[last].kind == BlockKind::Verse &&
               count_stars(blocks[last].text) == 0) {
            ++last;
        }
        const bool closes = last < blocks.size() && blocks[last].kind == BlockKind::Verse &&
                            blocks[last].text.ends_with('*') && count_stars(blocks[last].text) == 1;
        if (!closes) continue;
        for (auto stanza = i; stanza <= last; ++stanza) {
            auto& text = blocks[stanza].text;
            if (stanza > i) text.insert(text.find_first_not_of(' '), 1, '*');
            if (stanza < last) text.push_back('*');
        }
        i = last;
    }
}

}  // namespace

Document read_markdown(std::string_view text) {
    auto [blocks, front_matter] = read_markdown_blocks(text);
    if (is_play(blocks)) return read_play(blocks, front_matter);
    close_emphasis_of_verse(blocks);
    ManuscriptBuilder builder;
    for (const auto& [key, value] : front_matter) {
        const auto folded = fold(key);
        if (folded == "title") builder.set_title_entry("Title", value);
        if (folded == "author") builder.set_title_entry("Author", value);
        if (folded == "date") builder.set_title_entry("Date", value);
    }
    for (const auto& block : blocks) {
        switch (block.kind) {
            case BlockKind::Heading:
                builder.add_heading(block.depth, read_markdown_inline(block.text));
                break;
            case BlockKind::Break: builder.add_break(); break;
            case BlockKind::Verbatim: builder.add_paragraph(plain_text(block.text)); break;
            default: builder.add_paragraph(read_markdown_inline(block.text)); break;
        }
    }
    return builder.finish();
}

}  // namespace fabula::screenplay
