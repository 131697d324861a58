// What a sound file is, told from its bytes alone: its kind, its length, and whether it is whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fabula::audio {

struct SoundInfo {
    std::string_view extension{};  // "wav", "mp3", "ogg", "flac", "m4a", "aac", "webm".
    // Nothing where the file does not tell, as recordings of browsers do not.
    std::optional<std::int64_t> duration_ms{};
    // Why it cannot be played, as a sentence; empty for a sound file.
    std::string problem{};
};

// Nothing for bytes of no kind that is known. Linear in their number.
std::optional<SoundInfo> probe_sound(std::string_view bytes);

}  // namespace fabula::audio
