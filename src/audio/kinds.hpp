// One reader for each kind of sound file; nothing where the bytes are not of the kind.
#pragma once

#include "audio/sound_probe.hpp"

namespace fabula::audio {

inline constexpr std::string_view kCutOff = "The file is cut off: it ends before its sound does.";
inline constexpr std::string_view kHoldsVideo = "The file holds a film. Take its sound alone.";
inline constexpr std::string_view kHoldsNoSound = "The file holds no sound.";

std::optional<SoundInfo> probe_wav(std::string_view bytes);   // RIFF, RF64.
std::optional<SoundInfo> probe_flac(std::string_view bytes);  // RFC 9639.
std::optional<SoundInfo> probe_ogg(std::string_view bytes);  // RFC 3533: Opus, Vorbis, FLAC, Speex.
std::optional<SoundInfo> probe_mp4(std::string_view bytes);  // ISO 14496-12.
std::optional<SoundInfo> probe_webm(std::string_view bytes);  // RFC 8794, RFC 9559.
std::optional<SoundInfo> probe_mpeg(std::string_view bytes);  // MP1 to MP3, AAC as ADTS.

}  // namespace fabula::audio
