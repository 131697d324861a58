#include "audio/sound_probe.hpp"

#include <doctest/doctest.h>

#include "audio/wav.hpp"
#include "support/sounds.hpp"

namespace fabula::audio {

namespace {

using test::big;
using test::little;
using test::wav_of;

// "mp3 2612": kind and milliseconds; or the problem.
std::string told(std::string_view bytes) {
    const auto info = probe_sound(bytes);
    if (!info) return "unknown";
    if (!info->problem.empty()) return std::string(info->extension) + ": " + info->problem;
    return std::string(info->extension) + " " +
           (info->duration_ms ? std::to_string(*info->duration_ms) : "?");
}

std::string box(const std::string& type, const std::string& content) {
    return big(content.size() + 8, 4) + type + content;
}

std::string m4a(const std::string& handler) {
    const auto header = box("mvhd", std::string(12, '\0') + big(1000, 4) + big(2500, 4));
    const auto track = box("trak", box("mdia", box("hdlr", std::string(8, '\0') + handler)));
    return box("ftyp", "M4A " + big(0, 4)) + box("moov", header + track) + box("mdat", "sound");
}

std::string element(const std::string& id, const std::string& content) {
    return id + static_cast<char>(0x80 | content.size()) + content;
}

std::string webm(char track_type, const std::string& duration) {
    const auto tracks =
        element("\x16\x54\xAE\x6B", element("\xAE", element("\x83", std::string(1, track_type))));
    const auto info = element("\x15\x49\xA9\x66", duration);
    const auto cluster = element("\x1F\x43\xB6\x75", element("\xA3", "sound"));
    return element("\x1A\x45\xDF\xA3", element("\x42\x82", "webm")) +
           element("\x18\x53\x80\x67", info + tracks + cluster);
}

// One whole frame: a block of 4096 samples whose number and sums are right.
std::string flac(std::uint64_t total) {
    const auto facts = big(44'100ULL << 44U | 0ULL << 41U | 15ULL << 36U | total, 8);
    const auto info =
        big(4096, 2) + big(4096, 2) + std::string(6, '\0') + facts + std::string(16, '\0');
    // Sync, blocks of 4096 at the stream's rate, number 0, and the sum of these.
    const auto head = std::string("\xFF\xF8\xC0\x08\x00", 5) + "\xAF";
    std::string frame = head + std::string(10, '\x11');
    unsigned sum = 0;
    for (const char c : frame) {
        sum ^= unsigned{static_cast<unsigned char>(c)} << 8U;
        for (int i = 0; i < 8; ++i) sum = (sum << 1U) ^ ((sum & 0x8000U) != 0 ? 0x8005U : 0U);
        sum &= 0xFFFFU;
    }
    return "fLaC\x80" + big(34, 3) + info + frame + big(sum, 2);
}

}  // namespace

TEST_CASE("the length of a WAV file is that of its samples") {
    CHECK(told(test::tone(1500)) == "wav 1500");
    CHECK(told(wav_of(std::string(12, 'x'), {.rate = 2, .channels = 2, .bits = 24})) == "wav 1000");
    CHECK(told(wav_of(std::string(16, 'x'), {.rate = 1000, .bits = 32, .format = 3})) == "wav 4");
    CHECK(told(wav_of(std::string(5000, 'x'), {.rate = 500, .bits = 4, .format = 17}))
              .starts_with("wav "));
}

TEST_CASE("a WAV whose head promises more than is there is cut off, one that never ended is not") {
    auto lying = test::tone(2000);
    lying.replace(40, 4, little(std::uint64_t{10'800} * 16'000, 4));
    CHECK(told(lying) ==
          "wav: The file is cut off: it ends before its sound does. Its head promises 10800 "
          "seconds, 2 are there.");
    CHECK(told(test::tone(1000).substr(0, 30)).starts_with("wav: The file is cut off"));
    auto streamed = test::tone(1000);
    streamed.replace(40, 4, little(0xFFFFFFFF, 4));
    CHECK(told(streamed) == "wav 1000");
    CHECK(told(wav_of("")) == "wav: The file holds no sound.");
}

TEST_CASE("three hours of a low rate are three hours") {
    const auto hours = wav_of(std::string(10'800'000, '\x80'), {.rate = 1000, .bits = 8});
    CHECK(told(hours) == "wav 10800000");
    CHECK(wav_peaks(hours, 600) == std::vector<double>(600, 0.0));
}

TEST_CASE("peaks are the loudest sample of each part, over all channels and in every width") {
    const auto bits8 = wav_of("\x80\xC0\x80\x40", {.bits = 8});
    CHECK(wav_peaks(bits8, 2) == std::vector<double>{0.5, 0.5});
    const auto stereo = wav_of(little(0, 2) + little(0x8000, 2) + little(0x4000, 2) + little(0, 2),
                               {.channels = 2});
    CHECK(wav_peaks(stereo, 2) == std::vector<double>{1.0, 0.5});
    CHECK(wav_peaks(wav_of(little(0xC00000, 3), {.bits = 24}), 9) == std::vector<double>{0.5});
    CHECK(wav_peaks(wav_of(little(0x20000000, 4), {.bits = 32}), 9) == std::vector<double>{0.25});
    const auto half = little(0x3F000000, 4);     // 0.5
    const auto clipped = little(0xC0000000, 4);  // -2
    const auto nothing = little(0x7FC00000, 4);  // No number.
    CHECK(wav_peaks(wav_of(half + clipped + nothing, {.bits = 32, .format = 3}), 3) ==
          std::vector<double>{0.5, 1.0, 0.0});
    CHECK(wav_peaks(test::tone(100), 4) == std::vector<double>{0.5, 0.5, 0.5, 0.5});
    CHECK(wav_peaks(test::mp3(4), 4).empty());
}

TEST_CASE("the length of an MP3 is counted frame by frame, behind its tags") {
    CHECK(told(test::mp3(100)) == "mp3 2612");
    const auto tag = std::string("ID3\x04\x00\x00\x00\x00\x00\x0A", 10) + std::string(10, 't');
    CHECK(told(tag + test::mp3(100) + "TAG" + std::string(125, ' ')) == "mp3 2612");
    auto counted = test::mp3(101);
    counted.replace(36, 16, "Info" + big(3, 4) + big(100, 4) + big(counted.size(), 4));
    CHECK(told(counted) == "mp3 2612");
    CHECK(told(counted.substr(0, 20'000)) ==
          "mp3: The file is cut off: it ends before its sound does.");
    CHECK(told(test::mp3(2)) == "mp3 52");
}

TEST_CASE("AAC in ADTS is told from MP3") {
    // 44,100 Hz, 20 bytes a frame, 1024 samples each.
    const auto frame = std::string("\xFF\xF1\x50\x80\x02\x9F\xFC", 7) + std::string(13, 'a');
    std::string sound;
    for (int i = 0; i < 100; ++i) sound += frame;
    CHECK(told(sound) == "aac 2322");
}

TEST_CASE("the length of Ogg is the last position of its sound") {
    CHECK(told(test::opus(3210)) == "ogg 3210");
    const auto cut = test::opus(3210);
    CHECK(told(cut.substr(0, cut.size() - 5)) ==
          "ogg: The file is cut off: it ends before its sound does.");
    CHECK(told(test::ogg_page("\x80theora", 2, 0, 0)) ==
          "ogg: The file holds a film. Take its sound alone.");
    const auto vorbis = std::string("\x01vorbis", 7) + std::string(5, '\0') + little(8000, 4);
    CHECK(told(test::ogg_page(vorbis, 2, 0, 0) + test::ogg_page("x", 4, 4000, 1)) == "ogg 500");
}

TEST_CASE("FLAC tells its length, and its last frame whether it is all there") {
    CHECK(told(flac(4096)) == "flac 93");
    CHECK(told(flac(44'100)) == "flac: The file is cut off: it ends before its sound does.");
    const auto cut = flac(4096);
    CHECK(told(cut.substr(0, cut.size() - 1)).starts_with("flac: The file is cut off"));
    CHECK(told(cut.substr(0, 30)).starts_with("flac: The file is cut off"));
}

TEST_CASE("M4A is sound alone, and whole") {
    CHECK(told(m4a("soun")) == "m4a 2500");
    CHECK(told(m4a("vide")) == "m4a: The file holds a film. Take its sound alone.");
    const auto cut = m4a("soun");
    CHECK(told(cut.substr(0, cut.size() - 1)).starts_with("m4a: The file is cut off"));
    CHECK(told(cut.substr(0, 12)).starts_with("m4a: The file is cut off"));
}

TEST_CASE("a recording of a browser may leave its length open") {
    CHECK(told(webm('\x02', "")) == "webm ?");
    CHECK(told(webm('\x02', element("\x44\x89", big(0x44FA0000, 4)))) == "webm 2000");
    CHECK(told(webm('\x01', "")) == "webm: The file holds a film. Take its sound alone.");
    const auto cut = webm('\x02', "");
    CHECK(told(cut.substr(0, cut.size() - 2)).starts_with("webm: The file is cut off"));
}

TEST_CASE("what is no sound is not known") {
    CHECK(told("") == "unknown");
    CHECK(told("INT. BAR - DAY\n\nMarie pours.\n") == "unknown");
    CHECK(told("\x89PNG\r\n\x1A\n" + std::string(100, '\0')) == "unknown");
    CHECK(told("\xFF\xFE" + std::string(100, 'a')) == "unknown");
    CHECK(told(std::string(100'000, '\xFF')) == "unknown");
}

}  // namespace fabula::audio
