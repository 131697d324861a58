// The part of a font that a PDF embeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/fonts.hpp"

namespace fabula::typeset {

// Whether the font's outlines are CFF; else they are TrueType.
bool has_cff_outlines(drawing::FontFile font);

// The CID of each glyph of a CFF font that is keyed by CIDs, as Asian fonts are; empty for others
// (Adobe Technical Note 5176).
std::vector<std::uint16_t> glyph_cids(drawing::FontFile font);

std::uint32_t glyph_count(drawing::FontFile font);

// The glyph's name inside a CFF font: "eacute".
std::string glyph_name(drawing::FontFile font, std::uint32_t glyph);

// The font program with only these glyphs, under their own numbers: a bare CFF table, or a
// TrueType file without what only shaping needs. Throws Internal.
std::string subset_font(drawing::FontFile font, const std::vector<std::uint32_t>& glyphs);

// "ABCDEF+CourierPrime": six letters say that this is a subset (ISO 32000-1, 9.6.4).
std::string subset_name(drawing::FontFile font, const std::vector<std::uint32_t>& glyphs);

// The font descriptor (9.8) without the reference to the program and the closing brackets.
std::string font_descriptor(drawing::FontFile font, const std::string& name);

}  // namespace fabula::typeset
