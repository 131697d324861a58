#include "drawing/image.hpp"

#include <doctest/doctest.h>

#include <array>

#include "base/error.hpp"

namespace fabula::drawing {

namespace {

using Rgba = std::array<int, 4>;
constexpr Rgba kRed{255, 0, 0, 255};
constexpr Rgba kGreen{0, 255, 0, 255};
constexpr Rgba kBlue{0, 0, 255, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

Rgba at(const Pixels& pixels, std::uint32_t x, std::uint32_t y) {
    const auto* p = &pixels.rgba[(std::size_t{y} * pixels.width + x) * 4];
    return {p[0], p[1], p[2], p[3]};
}

void put(Pixels& pixels, std::uint32_t x, std::uint32_t y, Rgba color) {
    for (std::size_t c = 0; c < 4; ++c) {
        pixels.rgba[(std::size_t{y} * pixels.width + x) * 4 + c] =
            static_cast<std::uint8_t>(color[c]);
    }
}

Pixels filled(std::uint32_t width, std::uint32_t height, Rgba color) {
    Pixels pixels{width, height, std::vector<std::uint8_t>(std::size_t{width} * height * 4)};
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) put(pixels, x, y, color);
    }
    return pixels;
}

// Four fields: red, green / blue, white.
Pixels four_fields(std::uint32_t width, std::uint32_t height) {
    Pixels pixels = filled(width, height, kRed);
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool right = x >= width / 2, low = y >= height / 2;
            put(pixels, x, y, low ? (right ? kWhite : kBlue) : (right ? kGreen : kRed));
        }
    }
    return pixels;
}

bool near(Rgba a, Rgba b, int by) {
    for (std::size_t c = 0; c < 4; ++c) {
        if (std::abs(a[c] - b[c]) > by) return false;
    }
    return true;
}

// A JPEG with the EXIF block that cameras write, saying how it lies.
std::string with_orientation(const std::string& jpeg, char orientation, bool little_endian) {
    std::string tiff = little_endian ? std::string("II\x2A\0\x08\0\0\0\x01\0", 10) +
                                           std::string("\x12\x01\x03\0\x01\0\0\0", 8)
                                     : std::string("MM\0\x2A\0\0\0\x08\0\x01", 10) +
                                           std::string("\x01\x12\0\x03\0\0\0\x01", 8);
    tiff += little_endian ? std::string{orientation, 0, 0, 0} : std::string{0, orientation, 0, 0};
    tiff += std::string(4, '\0');
    const std::string body = std::string("Exif\0\0", 6) + tiff;
    std::string segment{'\xFF', '\xE1', 0, static_cast<char>(body.size() + 2)};
    return jpeg.substr(0, 2) + segment + body + jpeg.substr(2);
}

Code code_of(std::string_view bytes) {
    try {
        decode_image(bytes);
    } catch (const AppError& error) {
        return error.code();
    }
    return Code::Internal;
}

}  // namespace

TEST_CASE("pixels survive a PNG unchanged") {
    Pixels pixels = four_fields(7, 5);
    put(pixels, 3, 3, {10, 20, 30, 40});
    const auto back = decode_image(encode_png(pixels));
    CHECK(back.width == 7);
    CHECK(back.height == 5);
    CHECK(back.rgba == pixels.rgba);
    CHECK(encode_png(pixels) == encode_png(pixels));
    CHECK(encode_png(pixels).ends_with(std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12)));
}

TEST_CASE("the header says what a PNG is before it is decoded") {
    const auto opaque = probe_image(encode_png(four_fields(7, 5)));
    REQUIRE(opaque);
    CHECK(opaque->mime == "image/png");
    CHECK(opaque->width == 7);
    CHECK(opaque->height == 5);
    CHECK(opaque->channels == 3);
    CHECK_FALSE(opaque->alpha);
    const auto clear = probe_image(encode_png(filled(1, 1, {1, 2, 3, 4})));
    REQUIRE(clear);
    CHECK(clear->alpha);
    CHECK(clear->channels == 4);
}

TEST_CASE("a PNG carries its physical size and its provenance") {
    const auto png = encode_png(
        filled(2, 2, kRed), {.pixels_per_point = 2, .texts = {{"Software", "Käthe's rules 1"}}});
    CHECK(png.find("pHYs") != std::string::npos);
    CHECK(png.find(std::string("\0\0\x16\x25\0\0\x16\x25\x01", 9)) != std::string::npos);  // 5669.
    CHECK(png.find("iTXt") != std::string::npos);
    CHECK(png.find("Käthe's rules 1") != std::string::npos);
}

TEST_CASE("a JPEG keeps colours apart and says its size") {
    const auto jpeg = encode_jpeg(four_fields(32, 16), 90);
    const auto info = probe_image(jpeg);
    REQUIRE(info);
    CHECK(info->mime == "image/jpeg");
    CHECK(info->width == 32);
    CHECK(info->height == 16);
    CHECK(info->channels == 3);
    const auto back = decode_image(jpeg);
    CHECK(near(at(back, 4, 4), kRed, 6));
    CHECK(near(at(back, 28, 4), kGreen, 6));
    CHECK(near(at(back, 4, 12), kBlue, 6));
    CHECK(near(at(back, 28, 12), kWhite, 6));
}

TEST_CASE("a photo that lies on its side is turned upright") {
    const auto jpeg = encode_jpeg(four_fields(32, 16), 90);
    struct Row {
        char orientation;
        Rgba top_left, top_right, bottom_left;
    };
    // Where the corners of the stored picture (red, green / blue, white) belong: EXIF 2.3, 4.6.4.
    const std::array rows{Row{1, kRed, kGreen, kBlue},   Row{2, kGreen, kRed, kWhite},
                          Row{3, kWhite, kBlue, kGreen}, Row{4, kBlue, kWhite, kRed},
                          Row{5, kRed, kBlue, kGreen},   Row{6, kBlue, kRed, kWhite},
                          Row{7, kWhite, kGreen, kBlue}, Row{8, kGreen, kWhite, kRed}};
    for (const Row& row : rows) {
        for (const bool little_endian : {false, true}) {
            CAPTURE(int{row.orientation});
            const auto turned = with_orientation(jpeg, row.orientation, little_endian);
            const auto info = probe_image(turned);
            REQUIRE(info);
            CHECK(info->width == (row.orientation >= 5 ? 16 : 32));
            const auto pixels = decode_image(turned);
            CHECK(pixels.width == info->width);
            CHECK(pixels.height == info->height);
            CHECK(near(at(pixels, 2, 2), row.top_left, 6));
            CHECK(near(at(pixels, pixels.width - 3, 2), row.top_right, 6));
            CHECK(near(at(pixels, 2, pixels.height - 3), row.bottom_left, 6));
        }
    }
}

TEST_CASE("a decoder asked for less gives a whole fraction that is wide enough") {
    const auto jpeg = decode_image(encode_jpeg(four_fields(640, 320), 90), 100);
    CHECK(jpeg.width == 160);
    CHECK(jpeg.height == 80);
    const auto png = decode_image(encode_png(four_fields(640, 320)), 100);
    CHECK(png.width == 106);
    CHECK(png.height == 53);
    CHECK(near(at(png, 100, 5), kGreen, 0));
    CHECK(decode_image(encode_png(four_fields(64, 32)), 100).width == 64);
}

TEST_CASE("scaling keeps flat colours and does not darken the edge of transparency") {
    const auto small = scale_image(four_fields(100, 100), 10, 10);
    CHECK(at(small, 1, 1) == kRed);
    CHECK(at(small, 8, 8) == kWhite);
    const auto large = scale_image(filled(3, 3, {10, 200, 30, 255}), 50, 20);
    CHECK(at(large, 0, 0) == Rgba{10, 200, 30, 255});
    CHECK(at(large, 49, 19) == Rgba{10, 200, 30, 255});
    Pixels half = filled(20, 20, {0, 0, 0, 0});
    for (std::uint32_t y = 0; y < 20; ++y) {
        for (std::uint32_t x = 0; x < 10; ++x) put(half, x, y, kGreen);
    }
    const auto mixed = at(scale_image(half, 5, 5), 2, 2);
    CHECK(mixed[1] >= 250);
    CHECK(mixed[3] > 60);
    CHECK(mixed[3] < 200);
}

TEST_CASE("a thumbnail is no wider than asked for nor than the picture") {
    const auto photo = thumbnail(encode_jpeg(four_fields(640, 320), 90), 100);
    CHECK(photo.mime == "image/jpeg");
    CHECK(photo.width == 100);
    CHECK(photo.height == 50);
    CHECK(probe_image(photo.bytes)->width == 100);
    CHECK(thumbnail(encode_png(four_fields(40, 20)), 100).width == 40);
    const auto clear = thumbnail(encode_png(filled(400, 4, {9, 9, 9, 100})), 100);
    CHECK(clear.mime == "image/png");
    CHECK(clear.height == 1);
    CHECK(thumbnail(encode_png(filled(1, 1, kRed)), 100).width == 1);
    CHECK(thumbnail(encode_png(filled(1000, 1, kRed)), 10).height == 1);
    CHECK(thumbnail(encode_png(filled(1, 1000, kRed)), 10).height == 1000);
}

TEST_CASE("what is no picture, damaged or too large is refused by name") {
    CHECK(code_of("") == Code::Unsupported);
    CHECK(code_of("GIF89a") == Code::Unsupported);
    CHECK(code_of("\xFF\xD8\xFF") == Code::Unsupported);
    const auto png = encode_png(four_fields(64, 64));
    CHECK(code_of(png.substr(0, 20)) == Code::Unsupported);
    CHECK(code_of(png.substr(0, 60)) == Code::Invalid);
    std::string broken = png;
    broken[50] = static_cast<char>(broken[50] ^ 0x55);
    CHECK(code_of(broken) == Code::Invalid);
    std::string huge = png;
    huge.replace(16, 8, std::string("\0\0\x2E\xE0\0\0\x2E\xE0", 8));  // 12,000 × 12,000.
    CHECK(code_of(huge) == Code::TooLarge);
}

TEST_CASE("a cut JPEG shows what there is") {
    const auto jpeg = encode_jpeg(four_fields(640, 640), 90);
    const auto pixels = decode_image(std::string_view(jpeg).substr(0, jpeg.size() * 4 / 5));
    CHECK(pixels.width == 640);
    CHECK(near(at(pixels, 2, 2), kRed, 6));
}

}  // namespace fabula::drawing
