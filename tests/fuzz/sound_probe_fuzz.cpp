// Fuzzes audio
// Any bytes are of a kind or of none; what can be played has no negative length, and peaks are from
// 0 to 1.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "audio/sound_probe.hpp"
#include "audio/wav.hpp"

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace fabula::audio;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto info = probe_sound(bytes);
    if (info) {
        require(!info->extension.empty(), "a sound of no kind");
        require(info->duration_ms.value_or(0) >= 0, "a negative length");
    }
    const auto peaks = wav_peaks(bytes, 50);
    require(peaks.size() <= 50, "more peaks than asked for");
    for (const double peak : peaks) require(peak >= 0 && peak <= 1, "a peak beyond 0 to 1");
    return 0;
}
