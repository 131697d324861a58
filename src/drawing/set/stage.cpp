#include "drawing/set/stage.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/set/sprite.hpp"

namespace fabula::drawing {

double Stage::haze(double z) const {
    if (view_.set.inside == Inside::Yes) return std::clamp(z / 40, 0.0, 0.16);
    const double thick = view_.weather == Weather::Fog ? 14 : 46;
    return std::clamp((z - 1.5) / thick, 0.0, 0.92);
}

double Stage::weight(double z) const {
    const double near = view_.camera.scale(0);
    return view_.weight * std::clamp(std::sqrt(view_.camera.scale(z) / near), 0.35, 1.1) * 0.8;
}

Color Stage::ink(double z) const {
    return mix(light().ink, in_haze(light(), light().ink, 1), haze(z) * 0.9);
}

void Stage::edge(const Spot& a, const Spot& b, double line) const {
    const Point p = place(a);
    const Point q = place(b);
    // Ruled by hand: a hair of bow, a hair beyond the corner.
    const Point along = q - p;
    const double l = std::max(1e-6, length(along));
    const double over = std::min(1.6, l * 0.02) / l;
    const Point bow = normal(along) * std::min(0.7, l * 0.004);
    canvas_.line(smooth_line({p - along * over, mix(p, q, 0.5) + bow, q + along * over}),
                 ink(std::max(a.z, b.z)), weight(std::min(a.z, b.z)) * line);
}

void Stage::tone(const std::vector<Spot>& corners, Color color) const {
    std::vector<Point> points;
    for (const auto& corner : corners) points.push_back(place(corner));
    canvas_.fill(polygon(points), color);
}

void Stage::face(const std::vector<Spot>& corners, Color color, double line) const {
    tone(corners, color);
    for (std::size_t i = 0; line > 0 && i < corners.size(); ++i) {
        edge(corners[i], corners[(i + 1) % corners.size()], line);
    }
}

namespace {

// What can be seen of a box at `at` (middle of its base) from the camera.
struct BoxFaces {
    double left, right, near, far, low, high;
    bool top, left_side, right_side;
};

BoxFaces faces_of(const Camera& camera, const Spot& at, double w, double d, double h) {
    BoxFaces f{at.x - w / 2, at.x + w / 2, at.z - d / 2, at.z + d / 2, at.y,
               at.y + h,     false,        false,        false};
    f.near = std::max(f.near, camera.nearest());
    f.top = camera.y > f.high;
    f.left_side = camera.x < f.left;
    f.right_side = camera.x > f.right;
    return f;
}

void windows_on(const Stage& stage, const BoxFaces& f, bool on_side, double x, std::uint64_t seed) {
    const double across = on_side ? f.far - f.near : f.right - f.left;
    const int columns = std::clamp(static_cast<int>(across / 1.7), 1, 8);
    const int floors = std::clamp(static_cast<int>((f.high - f.low) / 2.2), 1, 7);
    const double pitch = across / columns;
    const double story = (f.high - f.low) / floors;
    for (int row = 0; row < floors; ++row) {
        for (int i = 0; i < columns; ++i) {
            const double from = (on_side ? f.near : f.left) + pitch * (i + 0.28);
            const double to = from + pitch * 0.44;
            const double low = f.low + story * (row + 0.34);
            const double high = low + story * 0.44;
            const auto at = [&](double u, double y) {
                return on_side ? Spot{x, y, u} : Spot{u, y, f.near};
            };
            const double z = on_side ? from : f.near;
            const auto key = static_cast<std::uint64_t>(row * 16 + i + (on_side ? 200 : 0));
            const bool lamp = stage.light().lamps && nth_unit(seed, key) < 0.42;
            const Color pane =
                lamp ? mix(stage.light().lamp, in_haze(stage.light(), {}, 1), stage.haze(z) * 0.5)
                     : in_haze(stage.light(),
                               stage.light().lamps ? Color{70, 84, 104} : Color{136, 164, 178},
                               stage.haze(z));
            stage.face({at(from, low), at(to, low), at(to, high), at(from, high)}, pane, 0.4);
        }
    }
}

}  // namespace

void draw_box(const Stage& stage, Color color, const Spot& at, double width, double depth,
              double height) {
    const BoxFaces f = faces_of(stage.view().camera, at, width, depth, height);
    if (f.far <= f.near) return;
    const Color shade{40, 34, 60};
    if (f.left_side) {
        stage.face({{f.left, f.low, f.near},
                    {f.left, f.low, f.far},
                    {f.left, f.high, f.far},
                    {f.left, f.high, f.near}},
                   mix(color, shade, 0.26));
    }
    if (f.right_side) {
        stage.face({{f.right, f.low, f.near},
                    {f.right, f.low, f.far},
                    {f.right, f.high, f.far},
                    {f.right, f.high, f.near}},
                   mix(color, shade, 0.16));
    }
    if (f.top) {
        stage.face({{f.left, f.high, f.near},
                    {f.right, f.high, f.near},
                    {f.right, f.high, f.far},
                    {f.left, f.high, f.far}},
                   mix(color, {255, 255, 255}, 0.2));
    }
    stage.face({{f.left, f.low, f.near},
                {f.right, f.low, f.near},
                {f.right, f.high, f.near},
                {f.left, f.high, f.near}},
               color, 0.8);
}

void draw_house(const Stage& stage, Color base, const Spot& at, double width, double depth,
                double height, std::uint64_t seed) {
    const BoxFaces f = faces_of(stage.view().camera, at, width, depth, height);
    if (f.far <= f.near) return;
    const Color color = in_haze(stage.light(), base, stage.haze(at.z));
    const Color shade = mix(color, {30, 28, 56}, 0.2);
    const Color roof =
        in_haze(stage.light(), nth(seed, 77) % 2 == 0 ? Color{158, 84, 66} : Color{104, 108, 122},
                stage.haze(at.z));
    const bool gable = height < 5;
    const double rise = gable ? width * 0.34 : 0;
    for (const bool left : {true, false}) {
        if (left ? !f.left_side : !f.right_side) continue;
        const double x = left ? f.left : f.right;
        stage.face({{x, f.low, f.near}, {x, f.low, f.far}, {x, f.high, f.far}, {x, f.high, f.near}},
                   shade, 0.7);
        windows_on(stage, f, true, x, seed + (left ? 1 : 2));
        if (gable) {
            stage.face({{x, f.high, f.near},
                        {x, f.high, f.far},
                        {at.x, f.high + rise, f.far},
                        {at.x, f.high + rise, f.near}},
                       roof, 0.7);
        } else {
            stage.face({{x, f.high - 0.3, f.near},
                        {x, f.high - 0.3, f.far},
                        {x, f.high, f.far},
                        {x, f.high, f.near}},
                       mix(shade, stage.light().ink, 0.2), 0.5);
        }
    }
    stage.face({{f.left, f.low, f.near},
                {f.right, f.low, f.near},
                {f.right, f.high, f.near},
                {f.left, f.high, f.near}},
               color, 0.8);
    windows_on(stage, f, false, 0, seed);
    if (gable) {
        stage.face({{f.left - 0.2, f.high, f.near},
                    {f.right + 0.2, f.high, f.near},
                    {at.x, f.high + rise, f.near}},
                   mix(roof, color, 0.5), 0.8);
    } else {
        stage.face({{f.left - 0.12, f.high - 0.4, f.near},
                    {f.right + 0.12, f.high - 0.4, f.near},
                    {f.right + 0.12, f.high, f.near},
                    {f.left - 0.12, f.high, f.near}},
                   mix(color, stage.light().ink, 0.16), 0.7);
    }
    const double door = mix(f.left, f.right, 0.3 + 0.4 * nth_unit(seed, 5));
    stage.face({{door - 0.5, f.low, f.near},
                {door + 0.5, f.low, f.near},
                {door + 0.5, f.low + 2.1, f.near},
                {door - 0.5, f.low + 2.1, f.near}},
               in_haze(stage.light(), {110, 74, 52}, stage.haze(f.near)), 0.5);
}

void draw_set(Canvas& canvas, const SetView& view) {
    const Stage stage(canvas, view);
    if (view.set.inside == Inside::Yes) {
        draw_room(stage);
    } else {
        draw_sky(stage);
        draw_backdrop(stage);
        draw_ground(stage);
    }
    draw_pieces(stage, false);
}

void draw_front(Canvas& canvas, const SetView& view) {
    draw_pieces(Stage(canvas, view), true);
}

}  // namespace fabula::drawing
