#include "audio/sound_probe.hpp"

#include "audio/kinds.hpp"

namespace fabula::audio {

std::optional<SoundInfo> probe_sound(std::string_view bytes) {
    // Those with a signature first; MPEG frames have none to speak of.
    for (const auto probe : {probe_wav, probe_flac, probe_ogg, probe_mp4, probe_webm, probe_mpeg}) {
        if (auto found = probe(bytes)) return found;
    }
    return std::nullopt;
}

}  // namespace fabula::audio
