#include "sound/sound_file.hpp"

#include <cmath>

#include "audio/sound_probe.hpp"
#include "audio/wav.hpp"

namespace fabula::sound {

namespace {

AppError about_file(Code code, std::string text) {
    return {code, PublicText{std::move(text)}, {.field = "file"}};
}

std::optional<AppError> refusal_of(std::string_view bytes,
                                   const std::optional<audio::SoundInfo>& info) {
    if (bytes.empty()) return about_file(Code::Invalid, "The file is empty.");
    if (!info) {
        return about_file(Code::Unsupported,
                          "Sounds are WAV, MP3, Ogg, FLAC, M4A, AAC or WebM files. This file is "
                          "none of them, whatever its name says.");
    }
    if (!info->problem.empty()) return about_file(Code::Invalid, info->problem);
    if (info->duration_ms > Sound::kLengthMax) {
        return about_file(Code::Invalid, "The sound is longer than a day.");
    }
    return std::nullopt;
}

}  // namespace

std::optional<AppError> refusal_of(std::string_view bytes) {
    return refusal_of(bytes, audio::probe_sound(bytes));
}

std::string listen(std::string_view bytes, Sound& sound) {
    const auto info = audio::probe_sound(bytes);
    if (const auto refusal = refusal_of(bytes, info)) throw AppError(*refusal);
    sound.measured = info->duration_ms.has_value();
    if (info->duration_ms) sound.duration_ms = info->duration_ms;
    const auto peaks = audio::wav_peaks(bytes, kPeaksKept);
    if (!peaks.empty()) {
        sound.waveform_data = Json::array();
        for (const double peak : peaks) sound.waveform_data.push_back(rounded_peak(peak));
    }
    return std::string(info->extension);
}

double rounded_peak(double peak) {
    constexpr double kSteps = 1000;
    return std::round(peak * kSteps) / kSteps;
}

}  // namespace fabula::sound
