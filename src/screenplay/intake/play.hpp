// Stage plays: speakers, speeches and the directions within them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/markdown_blocks.hpp"
#include "screenplay/intake/script_builder.hpp"

namespace fabula::screenplay {

// "HAMLET." and "Hamlet:" name Hamlet.
std::string_view speaker_name(std::string_view speaker);

// A scene's heading, or a section where no heading can begin so ("[H1, Szene 1]").
void add_play_heading(ScriptBuilder& script, std::size_t depth, std::string_view text);

// Text in [brackets] is a direction, the rest is spoken.
void add_speech(ScriptBuilder& script, const StyledText& speech);

// Markdown whose paragraphs begin with names in bold, one after the other.
bool is_play(const std::vector<MarkdownBlock>& blocks);
// Headings are acts and scenes, the innermost ones scenes; paragraphs without a name are
// directions.
Document read_play(const std::vector<MarkdownBlock>& blocks,
                   const std::vector<std::pair<std::string, std::string>>& front_matter);

}  // namespace fabula::screenplay
