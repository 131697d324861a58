// Numbers as page formats want them: short, with a point, the same on every machine.
#pragma once

#include <string>

namespace fabula::drawing {

// Appends `value` rounded to `decimals` (0..6) places without trailing zeros: "7.2", "-0.25", "0".
// What is not finite, or beyond ±1e9, is written as the nearest that is allowed (NaN as 0).
void append_number(std::string& out, double value, int decimals = 3);

}  // namespace fabula::drawing
