// Sky, horizon and ground.
#include <algorithm>
#include <cmath>

#include "drawing/set/sprite.hpp"
#include "drawing/set/stage.hpp"

namespace fabula::drawing {
namespace {

constexpr double kFar = 60;  // Metres to the silhouettes of the horizon.

// A silhouette at a distance: heights by a hash of where it stands, so that it stays in place
// when the camera moves.
enum class Ridge : std::uint8_t { Blocks, Peaks, Soft };

struct Silhouette {
    Ridge kind;
    double z, step, low, high;  // Metres: distance, width of one element, its height.
};

void ridge(const Stage& stage, const Silhouette& what, Color color) {
    const auto [kind, z, step, low, high] = what;
    const Camera& camera = stage.view().camera;
    const double from = camera.x_at(camera.frame.x, z);
    const double to = camera.x_at(camera.frame.right(), z);
    const auto first = static_cast<long>(std::floor(from / step)) - 1;
    const auto last = static_cast<long>(std::ceil(to / step)) + 1;
    if (last - first > 400) return;
    std::vector<Point> points;
    for (long i = first; i <= last; ++i) {
        const double rise = mix(
            low, high, nth_unit(stage.view().seed + 31, static_cast<std::uint64_t>(i + 100'000)));
        points.push_back(stage.place({static_cast<double>(i) * step, rise, z}));
        if (kind == Ridge::Blocks)
            points.push_back(stage.place({static_cast<double>(i + 1) * step, rise, z}));
    }
    const Point end = points.back();
    const Point start = points.front();
    const double base = stage.place({0, 0, z}).y + 2;
    Path path = kind == Ridge::Soft ? smooth_line(points) : polygon(points);
    if (kind != Ridge::Soft) path.steps.pop_back();
    path.line(end.x, base).line(start.x, base).close();
    stage.canvas().fill(path, color);
    stage.canvas().line(path, mix(color, stage.light().ink, 0.35), stage.weight(z) * 0.5);
}

void skyline(const Stage& stage) {
    const Light& light = stage.light();
    ridge(stage, {Ridge::Blocks, kFar * 1.5, 6, 8, 24}, light.far_tone);
    ridge(stage, {Ridge::Blocks, kFar, 5, 3, 12}, light.near_tone);
    if (!light.lamps) return;
    const Camera& camera = stage.view().camera;
    for (int i = 0; i < 90; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double x = mix(-70.0, 70.0, nth_unit(stage.view().seed + 5, 2 * n));
        const double y = 0.6 + 5 * nth_unit(stage.view().seed + 5, 2 * n + 1);
        const Point p = stage.place({x, y, kFar});
        const double s = camera.scale(kFar) * 0.55;
        stage.canvas().fill(rectangle({p.x, p.y, s, s * 1.3}),
                            mix(light.lamp, light.near_tone, 0.35));
    }
}

void treeline(const Stage& stage) {
    ridge(stage, {Ridge::Soft, kFar, 3.2, 5, 10}, stage.light().far_tone);
    ridge(stage, {Ridge::Soft, kFar * 0.55, 1.7, 2.2, 4.6},
          mix(stage.light().near_tone, lit(stage.light(), {70, 110, 80}), 0.4));
}

void draw_moon_or_sun(const Stage& stage) {
    const Light& light = stage.light();
    const Camera& camera = stage.view().camera;
    const double side = stage.view().seed % 2 == 0 ? -1 : 1;
    const double z = kFar * 2;
    const bool low = stage.view().time == TimeOfDay::Dawn || stage.view().time == TimeOfDay::Dusk;
    const Point at = stage.place({side * 21, low ? 9.0 : 20.0, z});
    const double r = camera.scale(z) * (stage.view().time == TimeOfDay::Night ? 3.6 : 4.6);
    if (stage.view().weather != Weather::Clear && stage.view().weather != Weather::Wind) return;
    if (stage.view().time == TimeOfDay::Day) {
        stage.canvas().fill(circle(at, r), {255, 250, 224});
        return;
    }
    const Color glow =
        stage.view().time == TimeOfDay::Night ? Color{214, 224, 240} : Color{255, 236, 190};
    for (const double k : {2.6, 1.7})
        stage.canvas().fill(circle(at, r * k), with_alpha(glow, 0.13));
    stage.canvas().fill(circle(at, r), stage.view().time == TimeOfDay::Night
                                           ? Color{240, 240, 226}
                                           : Color{255, 222, 158});
    if (stage.view().time == TimeOfDay::Night) {
        stage.canvas().fill(circle(at + Point{r * 0.3, -r * 0.2}, r * 0.2),
                            mix(Color{240, 240, 226}, light.sky_low, 0.3));
        stage.canvas().fill(circle(at + Point{-r * 0.3, r * 0.3}, r * 0.14),
                            mix(Color{240, 240, 226}, light.sky_low, 0.3));
    }
}

void draw_stars(const Stage& stage) {
    for (int i = 0; i < 46; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double x = mix(-110.0, 110.0, nth_unit(9001, 2 * n));
        const double y = mix(14.0, 90.0, nth_unit(9001, 2 * n + 1));
        const Point p = stage.place({x, y, kFar * 2});
        stage.canvas().fill(circle(p, stage.view().weight * (i % 5 == 0 ? 0.9 : 0.55)),
                            {226, 232, 242, 210});
    }
}

void draw_cloud(const Stage& stage, const Spot& at, double size) {
    const Point p = stage.place(at);
    const double s = stage.view().camera.scale(at.z) * size;
    const Path cloud = smooth_loop({{p.x - s, p.y},
                                    {p.x - 0.86 * s, p.y - 0.22 * s},
                                    {p.x - 0.5 * s, p.y - 0.26 * s},
                                    {p.x - 0.3 * s, p.y - 0.48 * s},
                                    {p.x + 0.12 * s, p.y - 0.5 * s},
                                    {p.x + 0.38 * s, p.y - 0.28 * s},
                                    {p.x + 0.74 * s, p.y - 0.26 * s},
                                    {p.x + s, p.y - 0.02 * s},
                                    {p.x + 0.3 * s, p.y + 0.04 * s},
                                    {p.x - 0.5 * s, p.y + 0.05 * s}});
    stage.canvas().fill(cloud, stage.light().cloud);
    stage.canvas().line(cloud, mix(stage.light().cloud, stage.light().ink, 0.3),
                        stage.weight(at.z) * 0.6);
}

// Waves, tufts, stones: short strokes spread over the ground, denser far away.
void strew(const Stage& stage, int count, double from, double to, auto&& stroke) {
    const Camera& camera = stage.view().camera;
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double t = nth_unit(stage.view().seed + 77, 2 * n);
        const double z = mix(from, to, t * t);
        const double span = 7 + z;
        const double x = mix(-span, span, nth_unit(stage.view().seed + 77, 2 * n + 1));
        if (z < camera.nearest()) continue;
        stroke(x, z, n);
    }
}

void draw_waves(const Stage& stage, double from, double to) {
    strew(stage, 70, from, to, [&](double x, double z, std::uint64_t n) {
        const double w = 0.5 + 0.9 * nth_unit(n, 3);
        const Point a = stage.place({x - w, 0, z});
        const Point b = stage.place({x + w, 0, z});
        const double bow = stage.view().camera.scale(z) * 0.05;
        const Color tone = n % 3 == 0
                               ? with_alpha(mix(stage.light().cloud, {255, 255, 255}, 0.3), 0.7)
                               : stage.ink(z + 8);
        stage.canvas().line(smooth_line({a, mix(a, b, 0.3) + Point{0, -bow},
                                         mix(a, b, 0.6) + Point{0, bow * 0.6}, b}),
                            tone, stage.weight(z) * 0.5);
    });
}

// Light of moon or low sun on the water below it.
void draw_glitter(const Stage& stage) {
    if (stage.view().time == TimeOfDay::Day || stage.view().weather != Weather::Clear) return;
    const double side = stage.view().seed % 2 == 0 ? -1 : 1;
    const Color color = with_alpha(
        stage.view().time == TimeOfDay::Night ? Color{236, 240, 236} : Color{255, 224, 168}, 0.62);
    for (int i = 0; i < 22; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double z = 8 + 52 * std::pow(i / 22.0, 2.0);
        const double x = side * 21 * (z + 8) / (kFar * 2 + 8);
        const double w = (0.3 + 0.7 * nth_unit(5, n)) * (0.5 + z * 0.03);
        const double off = (nth_unit(6, n) - 0.5) * w * 2;
        const Point a = stage.place({x + off - w, 0, z});
        const Point b = stage.place({x + off + w, 0, z});
        stage.canvas().line(smooth_line({a, mix(a, b, 0.5) + Point{0, -0.6}, b}), color,
                            stage.weight(z) * 1.3);
    }
}

void draw_tufts(const Stage& stage, int count) {
    strew(stage, count, 0.2, 22, [&](double x, double z, std::uint64_t n) {
        const Point p = stage.place({x, 0, z});
        const double s = stage.view().camera.scale(z) * (0.1 + 0.08 * nth_unit(n, 1));
        for (const double lean : {-0.5, 0.1, 0.6}) {
            stage.canvas().line(smooth_line({{p.x + lean * s * 0.4, p.y},
                                             {p.x + lean * s * 0.6, p.y - s * 0.6},
                                             {p.x + lean * s, p.y - s}}),
                                stage.ink(z + 6), stage.weight(z) * 0.45);
        }
    });
}

void draw_specks(const Stage& stage, int count, double width) {
    strew(stage, count, 0.0, 20, [&](double x, double z, std::uint64_t n) {
        const Point p = stage.place({x, 0, z});
        const double s = stage.view().camera.scale(z) * width * (0.6 + 0.8 * nth_unit(n, 2));
        stage.canvas().line(smooth_line({{p.x - s, p.y}, {p.x, p.y - s * 0.18}, {p.x + s, p.y}}),
                            with_alpha(stage.ink(z + 4), 0.6), stage.weight(z) * 0.4);
    });
}

void draw_paving(const Stage& stage, double step) {
    const Camera& camera = stage.view().camera;
    const Color line = with_alpha(stage.ink(6), 0.4);
    for (double z = 14; z > camera.nearest(); z -= step) {
        const Point a = stage.place({camera.x_at(camera.frame.x, z), 0, z});
        const Point b = stage.place({camera.x_at(camera.frame.right(), z), 0, z});
        stage.canvas().line(polygon({a, b}), line, stage.weight(z) * 0.35);
    }
    for (int i = -12; i <= 12; ++i) {
        const Point a = stage.place({i * step, 0, camera.nearest()});
        const Point b = stage.place({i * step, 0, 14});
        stage.canvas().line(polygon({a, b}), line, stage.weight(4) * 0.35);
    }
}

}  // namespace

void draw_sky(const Stage& stage) {
    const Light& light = stage.light();
    const Camera& camera = stage.view().camera;
    const Rect& frame = camera.frame;
    stage.canvas().fill(rectangle(grown(frame, 4)), light.sky_high);
    // Three flat bands towards the horizon, their borders a little bowed.
    const double tall = camera.focal * 0.62;
    for (int band = 1; band <= 3; ++band) {
        const double y = camera.horizon - tall * (1 - band * 0.27);
        Path path;
        path.move(frame.x - 4, y)
            .curve({frame.x + frame.width * 0.3, y - tall * 0.03},
                   {frame.x + frame.width * 0.7, y + tall * 0.03}, {frame.right() + 4, y});
        path.line(frame.right() + 4, camera.horizon + 4)
            .line(frame.x - 4, camera.horizon + 4)
            .close();
        stage.canvas().fill(path, mix(light.sky_high, light.sky_low, band / 3.0));
    }
    const bool clear = stage.view().weather == Weather::Clear;
    if (stage.view().time == TimeOfDay::Night && clear) draw_stars(stage);
    draw_moon_or_sun(stage);
    const std::uint64_t seed = stage.view().seed;
    const int clouds = clear ? 2 : 4;
    for (int i = 0; i < clouds; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        draw_cloud(stage,
                   {mix(-52.0, 52.0, nth_unit(seed + 3, 2 * n)),
                    mix(20.0, 42.0, nth_unit(seed + 3, 2 * n + 1)), kFar * 1.6},
                   9 + 6 * nth_unit(seed, n));
    }
}

void draw_backdrop(const Stage& stage) {
    const auto& kind = stage.view().set.backdrop;
    const Light& light = stage.light();
    if (kind == "skyline") skyline(stage);
    if (kind == "trees") treeline(stage);
    if (kind == "hills") {
        ridge(stage, {Ridge::Soft, kFar * 1.6, 15, 6, 16}, light.far_tone);
        ridge(stage, {Ridge::Soft, kFar, 11, 2, 7}, light.near_tone);
    }
    if (kind == "mountains") {
        ridge(stage, {Ridge::Peaks, kFar * 2.4, 22, 22, 66}, light.far_tone);
        ridge(stage, {Ridge::Soft, kFar * 1.4, 12, 8, 30}, light.near_tone);
    }
    if (kind == "dunes") {
        ridge(stage, {Ridge::Soft, kFar, 14, 1, 7},
              mix(light.sky_low, lit(light, {226, 196, 140}), 0.6));
    }
}

void draw_ground(const Stage& stage) {
    const auto& set = stage.view().set;
    const Light& light = stage.light();
    const Camera& camera = stage.view().camera;
    const Rect& frame = camera.frame;
    const double top = camera.horizon;
    const auto band = [&](double from, double to, Color color) {
        stage.canvas().fill(
            rectangle({frame.x - 4, from, frame.width + 8, std::max(0.0, to - from)}), color);
    };
    const Color near = swatch(light, set.wall);
    const double bottom = frame.bottom() + 4;
    band(top, bottom, swatch(light, set.wall, 0.62));
    for (const double z : {34.0, 14.0, 6.0}) {
        const double haze = std::clamp(z / 64, 0.0, 0.6);
        band(stage.place({0, 0, z}).y, bottom, swatch(light, set.wall, haze));
    }
    band(stage.place({0, 0, 3}).y, bottom, near);
    if (set.backdrop == "sea") {
        const Color far_water = mix(swatch(light, "water", 0.3), light.sky_low, 0.35);
        const double shore = set.floor == "water" ? bottom : stage.place({0, 0, 7}).y;
        band(top, shore, far_water);
        band(stage.place({0, 0, 18}).y, shore, swatch(light, "water", 0.12));
        draw_waves(stage, set.floor == "water" ? 0.0 : 8.0, 46);
        draw_glitter(stage);
    }
    if (set.floor == "grass" || set.floor == "forest") draw_tufts(stage, 54);
    if (set.floor == "sand" || set.floor == "snow") draw_specks(stage, 30, 0.3);
    if (set.floor == "asphalt" || set.floor == "rocky" || set.floor == "roof")
        draw_specks(stage, 26, 0.16);
    if (set.floor == "stone") draw_paving(stage, 1.1);
    if (set.floor == "deck") draw_paving(stage, 0.45);
}

}  // namespace fabula::drawing
