// What the words of an action say about the camera.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "breakdown/breakdown.hpp"

namespace fabula::breakdown {

// "CLOSE ON the fish" is a close-up: what the writer asks for in so many words.
std::optional<Framing> asked_framing(std::string_view action);

// "from above" → "High Angle"; "Eye Level" where nothing is said. Names as shot lists use them.
std::string angle_of(std::string_view action);
// "the camera pulls back" → "Dolly Out"; "Static" where nothing is said.
std::string movement_of(std::string_view action);

// True where a face tells what happens: a look, a smile, tears.
bool is_about_a_face(std::string_view action);
// True where bodies move through the place.
bool is_about_moving(std::string_view action);
// True where a thing is written in capitals, as writers mark what must be seen.
bool has_marked_prop(std::string_view action);

}  // namespace fabula::breakdown
