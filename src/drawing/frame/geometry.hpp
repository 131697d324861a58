// Plane geometry of the pictures and the one source of variety in them: a hash.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <vector>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

inline Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
inline Point operator*(Point a, double k) {
    return {a.x * k, a.y * k};
}

inline double mix(double a, double b, double t) {
    return a + (b - a) * t;
}
inline Point mix(Point a, Point b, double t) {
    return {mix(a.x, b.x, t), mix(a.y, b.y, t)};
}
inline double length(Point p) {
    return std::hypot(p.x, p.y);
}
inline double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

// The vector turned by a right angle, of length 1; (0, 0) stays.
inline Point normal(Point p) {
    const double l = length(p);
    return l > 0 ? Point{-p.y / l, p.x / l} : Point{};
}

// 64-bit FNV-1a: the same on every machine, so that a name looks the same everywhere.
constexpr std::uint64_t hash_of(std::string_view text,
                                std::uint64_t seed = 14695981039346656037ULL) {
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return seed;
}

// The `index`-th number of a seed, well mixed (splitmix64).
constexpr std::uint64_t nth(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

// The same as a number in [0, 1).
constexpr double nth_unit(std::uint64_t seed, std::uint64_t index) {
    return static_cast<double>(nth(seed, index) >> 11) * 0x1p-53;
}

// A curve through all points (Catmull-Rom).
Path smooth_line(const std::vector<Point>& points);
Path smooth_loop(const std::vector<Point>& points);

// The outline of a stick from a to b with round ends of these radii.
Path capsule(Point a, double radius_a, Point b, double radius_b);

// A brush stroke through the points, thin at both ends and `width` wide between;
// `lead` in 0..1 says how much of the full width it starts with.
Path brush_stroke(const std::vector<Point>& points, double width, double lead = 0.15);

Path circle(Point center, double radius);

Path transformed(const Path& path, const Transform& by);
// `outer` applied after `inner`.
Transform compose(const Transform& outer, const Transform& inner);
Point apply(const Transform& t, Point p);

// The smallest rectangle around the points of a path, control points included.
Rect bounds_of(const Path& path);

bool overlap(const Rect& a, const Rect& b);
Rect intersect(const Rect& a, const Rect& b);
Rect grown(const Rect& rect, double by);

}  // namespace fabula::drawing
