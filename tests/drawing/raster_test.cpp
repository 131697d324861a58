#include "drawing/raster.hpp"

#include <doctest/doctest.h>

#include <array>

#include "base/error.hpp"

namespace fabula::drawing {

namespace {

using Rgba = std::array<int, 4>;

Rgba at(const Pixels& pixels, std::uint32_t x, std::uint32_t y) {
    const auto* p = &pixels.rgba[(std::size_t{y} * pixels.width + x) * 4];
    return {p[0], p[1], p[2], p[3]};
}

constexpr Color kRed{255, 0, 0, 255};
constexpr Color kBlue{0, 0, 255, 255};

Drawing page(std::vector<Item> items) {
    return {20, 10, std::move(items)};
}

// How many pixels of a box are darker than half.
int dark_count(const Pixels& pixels, std::uint32_t left, std::uint32_t top, std::uint32_t right,
               std::uint32_t bottom) {
    int count = 0;
    for (std::uint32_t y = top; y < bottom; ++y) {
        for (std::uint32_t x = left; x < right; ++x) count += at(pixels, x, y)[0] < 128;
    }
    return count;
}

std::shared_ptr<const ImageData> picture(std::string bytes) {
    auto data = std::make_shared<ImageData>();
    data->bytes = std::move(bytes);
    data->mime = "image/png";
    return data;
}

}  // namespace

TEST_CASE("fills, strokes and paper land where they are said to") {
    const auto pixels =
        rasterize(page({Fill{.path = rectangle({2, 2, 4, 4}), .color = kRed},
                        Stroke{.path = rectangle({10, 2, 6, 6}), .color = kBlue, .width = 2}}),
                  {.pixels_per_point = 2});
    CHECK(pixels.width == 40);
    CHECK(pixels.height == 20);
    CHECK(at(pixels, 0, 0) == Rgba{255, 255, 255, 255});
    CHECK(at(pixels, 4, 4) == Rgba{255, 0, 0, 255});
    CHECK(at(pixels, 11, 11) == Rgba{255, 0, 0, 255});
    CHECK(at(pixels, 12, 12) == Rgba{255, 255, 255, 255});
    CHECK(at(pixels, 20, 10) == Rgba{0, 0, 255, 255});
    CHECK(at(pixels, 26, 10) == Rgba{255, 255, 255, 255});
}

TEST_CASE("paper may be left out") {
    const auto pixels =
        rasterize(page({Fill{.path = rectangle({2, 2, 4, 4}), .color = {255, 0, 0, 128}}}),
                  {.pixels_per_point = 1, .background = {0, 0, 0, 0}});
    CHECK(at(pixels, 0, 0)[3] == 0);
    CHECK(at(pixels, 3, 3) == Rgba{255, 0, 0, 128});
}

TEST_CASE("a group moves, clips and fades as one") {
    Group group;
    group.items = {Fill{.path = rectangle({0, 0, 6, 6}), .color = kRed},
                   Fill{.path = rectangle({2, 0, 6, 6}), .color = kBlue}};
    group.transform = {1, 0, 0, 1, 5, 2};
    group.clip = rectangle({0, 0, 4, 6});
    group.opacity = 0.2;
    const auto pixels = rasterize(page({group}), {.pixels_per_point = 1});
    CHECK(at(pixels, 4, 4) == Rgba{255, 255, 255, 255});
    CHECK(at(pixels, 5, 4) == Rgba{255, 204, 204, 255});
    CHECK(at(pixels, 8, 4) == Rgba{204, 204, 255, 255});  // No red shines through.
    CHECK(at(pixels, 9, 4) == Rgba{255, 255, 255, 255});  // Clipped.
}

TEST_CASE("a flat group takes nothing else with it") {
    Group flat;
    flat.transform = {0, 0, 0, 0, 0, 0};
    flat.items = {Fill{.path = rectangle({0, 0, 6, 6}), .color = kBlue}};
    const auto pixels =
        rasterize(page({flat, Fill{.path = rectangle({2, 2, 4, 4}), .color = kRed}}),
                  {.pixels_per_point = 1});
    CHECK(at(pixels, 3, 3) == Rgba{255, 0, 0, 255});
    CHECK(at(pixels, 0, 0) == Rgba{255, 255, 255, 255});
}

TEST_CASE("text stands on its baseline and underlines below it") {
    Text text{
        .text = "HHH", .face = Face::CourierPrimeBold, .size = 10, .baseline = {1, 10}, .cell = 6};
    Drawing drawing{20, 14, {text}};
    const auto plain = rasterize(drawing, {.pixels_per_point = 4});
    CHECK(dark_count(plain, 0, 16, 80, 40) > 200);
    CHECK(dark_count(plain, 0, 41, 80, 56) == 0);
    text.underline = true;
    drawing.items = {text};
    CHECK(dark_count(rasterize(drawing, {.pixels_per_point = 4}), 0, 41, 80, 56) > 100);
}

TEST_CASE("a picture fills its box and a damaged one leaves a mark") {
    Pixels source{2, 2, {255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255}};
    const auto good = rasterize(page({Image{picture(encode_png(source)), {5, 2, 8, 6}}}),
                                {.pixels_per_point = 1});
    CHECK(at(good, 4, 4) == Rgba{255, 255, 255, 255});
    CHECK(at(good, 5, 2) == Rgba{255, 0, 0, 255});
    CHECK(at(good, 12, 7) == Rgba{255, 0, 0, 255});
    const auto bad =
        rasterize(page({Image{picture("no picture"), {5, 2, 8, 6}}}), {.pixels_per_point = 1});
    CHECK(at(bad, 5, 2)[0] < 250);
    CHECK(at(bad, 1, 1) == Rgba{255, 255, 255, 255});
    CHECK(at(rasterize(page({Image{nullptr, {5, 2, 8, 6}}}), {.pixels_per_point = 1}), 6, 3) ==
          Rgba{255, 255, 255, 255});
}

TEST_CASE("the same drawing gives the same bytes") {
    const Drawing drawing =
        page({Text{.text = "Straße", .face = Face::Comic, .size = 6, .baseline = {1, 8}},
              Fill{.path = ellipse({3, 1, 9, 7}), .color = {1, 2, 3, 99}}});
    CHECK(render_png(drawing, {.pixels_per_point = 3}) ==
          render_png(drawing, {.pixels_per_point = 3}));
    CHECK(rasterize(drawing, raster_to_width(drawing, 300)).width == 300);
    CHECK(rasterize(drawing, raster_to_width(drawing, 300)).height == 150);
}

TEST_CASE("a picture of too many pixels is refused") {
    CHECK_THROWS_AS(rasterize(page({}), {.pixels_per_point = 1000}), AppError);
    CHECK_THROWS_AS(rasterize({40000, 1, {}}, {.pixels_per_point = 1}), AppError);
}

}  // namespace fabula::drawing
