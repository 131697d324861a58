// What a PDF must know of a CFF font program (Adobe Technical Note 5176).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fabula::typeset {

// The CID of each glyph where the font is keyed by CIDs; empty where glyphs have names, and for
// what cannot be read.
std::vector<std::uint16_t> read_cids(std::string_view cff, std::uint32_t glyph_count);

}  // namespace fabula::typeset
