// What a file that has come in is as a sound.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "sound/sound.hpp"

namespace fabula::sound {

// Why the bytes are no sound that can be taken; nothing where they are.
std::optional<AppError> refusal_of(std::string_view bytes);

// Takes what the file tells of itself into the row, and answers its extension. Throws refusal_of.
std::string listen(std::string_view bytes, Sound& sound);

// To a thousandth, which is more than a screen shows.
double rounded_peak(double peak);

}  // namespace fabula::sound
