// WAV: uncompressed sound, whose loudness is read off its samples.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fabula::audio {

// The loudest sample of each of `count` equal parts over all channels, 0 to 1; fewer parts where
// there are fewer samples. Empty for what is no WAV of 8, 16, 24 or 32 bits or of floats.
std::vector<double> wav_peaks(std::string_view bytes, std::size_t count);

}  // namespace fabula::audio
