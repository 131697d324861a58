// Rain, snow, fog and storm over a finished picture.
#include <algorithm>

#include "drawing/set/set.hpp"

namespace fabula::drawing {
namespace {

Point spread(const Rect& frame, std::uint64_t n) {
    return {frame.x + frame.width * nth_unit(4242, 2 * n),
            frame.y + frame.height * nth_unit(4242, 2 * n + 1)};
}

void rain(Canvas& canvas, const SetView& view, int count, double slant) {
    const Rect& f = view.camera.frame;
    const Color color = with_alpha(mix(view.light.cloud, {255, 255, 255}, 0.45), 0.5);
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const Point p = spread(f, n);
        const double l = f.height * (0.03 + 0.05 * nth_unit(17, n));
        Path drop;
        drop.move(p.x, p.y).line(p.x - l * slant, p.y + l);
        canvas.line(std::move(drop), color, view.weight * (0.3 + 0.3 * nth_unit(19, n)));
    }
}

void snow(Canvas& canvas, const SetView& view) {
    for (int i = 0; i < 110; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        canvas.fill(
            circle(spread(view.camera.frame, n), view.weight * (0.5 + 1.1 * nth_unit(23, n))),
            {252, 252, 255, 225});
    }
}

void fog(Canvas& canvas, const SetView& view) {
    const Rect& f = view.camera.frame;
    for (int i = 0; i < 4; ++i) {
        const double y = f.y + f.height * (0.38 + 0.16 * i);
        const double h = f.height * 0.1;
        canvas.fill(smooth_loop({{f.x - 20, y},
                                 {f.x + f.width * 0.3, y - h * 0.7},
                                 {f.x + f.width * 0.7, y + h * 0.2},
                                 {f.right() + 20, y - h * 0.4},
                                 {f.right() + 20, y + h},
                                 {f.x + f.width * 0.6, y + h * 1.5},
                                 {f.x + f.width * 0.2, y + h},
                                 {f.x - 20, y + h * 1.4}}),
                    with_alpha(view.light.sky_low, 0.34));
    }
}

void lightning(Canvas& canvas, const SetView& view) {
    const Rect& f = view.camera.frame;
    const double x = f.x + f.width * (0.2 + 0.6 * nth_unit(view.seed, 91));
    const double s = f.height * 0.1;
    canvas.fill(polygon({{x, f.y},
                         {x - s * 0.7, f.y + s * 1.8},
                         {x - s * 0.1, f.y + s * 1.7},
                         {x - s * 0.8, f.y + s * 3.6},
                         {x + s * 0.5, f.y + s * 1.3},
                         {x, f.y + s * 1.4},
                         {x + s * 0.6, f.y}}),
                {255, 250, 214, 235});
}

void wind(Canvas& canvas, const SetView& view) {
    const Rect& f = view.camera.frame;
    for (int i = 0; i < 9; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const Point p = spread(f, n + 60);
        const double l = f.width * 0.12;
        canvas.line(smooth_line({p, p + Point{l * 0.5, -l * 0.06}, p + Point{l, 0},
                                 p + Point{l * 0.92, -l * 0.14}, p + Point{l * 0.84, -l * 0.05}}),
                    with_alpha(mix(view.light.cloud, view.light.ink, 0.2), 0.6), view.weight * 0.6);
    }
}

}  // namespace

void draw_weather(Canvas& canvas, const SetView& view) {
    if (view.set.inside == Inside::Yes) return;
    switch (view.weather) {
        case Weather::Clear: return;
        case Weather::Rain: rain(canvas, view, 120, 0.3); return;
        case Weather::Snow: snow(canvas, view); return;
        case Weather::Fog: fog(canvas, view); return;
        case Weather::Wind: wind(canvas, view); return;
        case Weather::Storm:
            lightning(canvas, view);
            rain(canvas, view, 160, 0.6);
            return;
    }
}

}  // namespace fabula::drawing
