#include "drawing/frame/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace fabula::drawing {
namespace {

std::uint8_t channel(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Color mix(Color a, Color b, double t) {
    const auto one = [t](std::uint8_t x, std::uint8_t y) { return channel(x + (y - x) * t); };
    return {one(a.red, b.red), one(a.green, b.green), one(a.blue, b.blue), one(a.alpha, b.alpha)};
}

Color multiplied(Color a, Color b) {
    const auto one = [](int x, int y) { return static_cast<std::uint8_t>(x * y / 255); };
    return {one(a.red, b.red), one(a.green, b.green), one(a.blue, b.blue), a.alpha};
}

Color with_alpha(Color color, double alpha) {
    color.alpha = channel(alpha * 255);
    return color;
}

double lightness(Color color) {
    return (0.299 * color.red + 0.587 * color.green + 0.114 * color.blue) / 255;
}

Color color_of(std::string_view hex) {
    if (hex.size() != 7 || hex[0] != '#') return {};
    int digits[6];
    for (std::size_t i = 0; i < 6; ++i) {
        digits[i] = hex_digit(hex[i + 1]);
        if (digits[i] < 0) return {};
    }
    const auto pair = [&](int i) {
        return static_cast<std::uint8_t>(digits[i] * 16 + digits[i + 1]);
    };
    return {pair(0), pair(2), pair(4)};
}

std::string hex_of(Color color) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out = "#";
    for (const int value : {color.red, color.green, color.blue}) {
        out += kDigits[static_cast<std::size_t>(value / 16)];
        out += kDigits[static_cast<std::size_t>(value % 16)];
    }
    return out;
}

void Canvas::fill(Path path, Color color) {
    target().emplace_back(Fill{std::move(path), color});
}

void Canvas::fill_even_odd(Path path, Color color) {
    target().emplace_back(Fill{std::move(path), color, true});
}

void Canvas::line(Path path, Color color, double width) {
    target().emplace_back(Stroke{.path = std::move(path), .color = color, .width = width});
}

void Canvas::dashed(Path path, Color color, double width, std::vector<double> dash) {
    target().emplace_back(
        Stroke{.path = std::move(path), .color = color, .width = width, .dash = std::move(dash)});
}

void Canvas::shape(const Path& path, Color color, Color ink, double width) {
    if (color.alpha > 0) fill(path, color);
    if (width > 0) line(path, ink, width);
}

void Canvas::add(Item item) {
    target().push_back(std::move(item));
}

void Canvas::begin_clip(Path clip) {
    open_.emplace_back();
    open_.back().clip = std::move(clip);
}

void Canvas::begin_group(Transform transform, double opacity, std::string label) {
    open_.emplace_back();
    open_.back().transform = transform;
    open_.back().opacity = opacity;
    open_.back().label = std::move(label);
}

void Canvas::end() {
    Group done = std::move(open_.back());
    open_.pop_back();
    if (!done.items.empty()) target().emplace_back(std::move(done));
}

std::vector<Item> Canvas::take() {
    while (!open_.empty()) end();
    return std::move(items_);
}

}  // namespace fabula::drawing
