// The opened fonts as HarfBuzz sees them, for the files that shape, outline and subset.
#pragma once

#include <hb.h>

#include "drawing/fonts.hpp"

namespace fabula::drawing {

// Immutable and alive until the program ends; scaled to font units.
hb_font_t* harfbuzz_font(FontFile font);

}  // namespace fabula::drawing
