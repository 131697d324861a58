#include <doctest/doctest.h>

#include <string>

#include "files/image_header.hpp"

using fabula::files::find_pixel_size;

namespace {

const std::string kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x68", 24);
// Start of image, an application segment of 4 bytes, a fill byte, a baseline frame header.
const std::string kJpeg(
    "\xFF\xD8\xFF\xE0\0\x04"
    "ab\xFF\xFF\xC0\0\x11\x08\x01\x68\x02\x80\x03",
    19);

}  // namespace

TEST_CASE("the size of a PNG stands in its first chunk") {
    const auto size = find_pixel_size(kPng);
    REQUIRE(size);
    CHECK(size->width == 640);
    CHECK(size->height == 360);
}

TEST_CASE("the size of a JPEG stands in its frame header, behind other segments") {
    const auto size = find_pixel_size(kJpeg);
    REQUIRE(size);
    CHECK(size->width == 640);
    CHECK(size->height == 360);
}

TEST_CASE("a picture cut off anywhere has no size") {
    for (std::size_t length = 0; length < kPng.size(); ++length) {
        CHECK_FALSE(find_pixel_size(kPng.substr(0, length)));
    }
    for (std::size_t length = 0; length < 18; ++length) {
        CHECK_FALSE(find_pixel_size(kJpeg.substr(0, length)));
    }
}

TEST_CASE("a picture without area, and what is no picture, has no size") {
    auto flat = kPng;
    flat[18] = flat[19] = '\0';
    CHECK_FALSE(find_pixel_size(flat));
    CHECK_FALSE(find_pixel_size("%PDF-1.7"));
    CHECK_FALSE(find_pixel_size(std::string("\xFF\xD8\xFF\xE0\0\0", 6)));
}
