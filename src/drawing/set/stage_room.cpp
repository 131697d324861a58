// Rooms: back wall, side walls, ceiling, a floor with its pattern, windows.
#include <algorithm>
#include <cmath>

#include "drawing/set/sprite.hpp"
#include "drawing/set/stage.hpp"

namespace fabula::drawing {
namespace {

struct Room {
    double left, right, back, near, high;
};

Room room_of(const SetView& view) {
    const auto& set = view.set;
    return {-set.width / 2, set.width / 2, set.depth, view.camera.nearest(), set.height};
}

// Walls keep to the colour of their set, but no two rooms of a kind have quite the same.
Color wall_color(const SetView& view) {
    static constexpr Color kTints[] = {
        {214, 190, 160}, {176, 196, 190}, {196, 180, 200}, {206, 196, 150}, {190, 204, 214}};
    const Color own =
        view.set.wall.starts_with('#') ? color_of(view.set.wall) : Color{220, 210, 190};
    return lit(view.light, mix(own, kTints[view.seed % 5], 0.28));
}

void lines_along(const Stage& stage, const Room& r, double step, double strength) {
    const int count = static_cast<int>((r.right - r.left) / step);
    for (int i = 1; i < count; ++i) {
        const double x = r.left + step * i;
        stage.edge({x, 0, r.near}, {x, 0, r.back}, strength);
    }
}

void lines_across(const Stage& stage, const Room& r, double step, double strength) {
    for (double z = r.back - step; z > r.near; z -= step) {
        stage.edge({r.left, 0, z}, {r.right, 0, z}, strength);
    }
}

void draw_boards(const Stage& stage, const Room& r) {
    lines_along(stage, r, 0.34, 0.34);
    const int count = static_cast<int>((r.right - r.left) / 0.34);
    for (int i = 0; i < count; ++i) {
        const double x = r.left + 0.34 * i;
        for (double z = r.back - 1.9 * nth_unit(7, static_cast<std::uint64_t>(i)); z > r.near;
             z -= 1.9) {
            stage.edge({x, 0, z}, {x + 0.34, 0, z}, 0.34);
        }
    }
}

void draw_checks(const Stage& stage, const Room& r, Color dark) {
    const double step = 0.5;
    const int columns = static_cast<int>((r.right - r.left) / step);
    int row = 0;
    for (double z = r.back; z - step > std::max(r.near, -3.0); z -= step, ++row) {
        for (int i = row % 2; i < columns; i += 2) {
            const double x = r.left + step * i;
            stage.tone({{x, 0, z}, {x + step, 0, z}, {x + step, 0, z - step}, {x, 0, z - step}},
                       dark);
        }
    }
    lines_across(stage, r, step, 0.22);
    lines_along(stage, r, step, 0.22);
}

void draw_floor(const Stage& stage, const Room& r) {
    const auto& floor = stage.view().set.floor;
    Color color{196, 158, 118};
    if (floor == "tiles") color = {226, 222, 208};
    if (floor == "stone") color = {168, 162, 152};
    if (floor == "carpet") color = {150, 156, 160};
    if (floor == "metal") color = {150, 158, 166};
    if (floor == "rock") color = {110, 104, 100};
    color = lit(stage.light(), color);
    stage.tone(
        {{r.left, 0, r.near}, {r.right, 0, r.near}, {r.right, 0, r.back}, {r.left, 0, r.back}},
        color);
    if (floor == "boards") draw_boards(stage, r);
    if (floor == "tiles") draw_checks(stage, r, mix(color, stage.light().ink, 0.14));
    if (floor == "stone" || floor == "metal") {
        lines_across(stage, r, floor == "stone" ? 0.7 : 0.9, 0.34);
        lines_along(stage, r, floor == "stone" ? 0.7 : 0.9, 0.34);
    }
}

void draw_brickwork(const Stage& stage, const Room& r) {
    for (int i = 0; i < 26; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double x = mix(r.left, r.right - 0.5, nth_unit(stage.view().seed, 2 * n));
        const double y = mix(0.3, r.high - 0.2, nth_unit(stage.view().seed, 2 * n + 1));
        stage.edge({x, y, r.back}, {x + 0.42, y, r.back}, 0.34);
        if (i % 3 == 0) stage.edge({x + 0.2, y, r.back}, {x + 0.2, y + 0.2, r.back}, 0.34);
    }
}

void draw_trim(const Stage& stage, const Room& r, Color wall) {
    const Color trim = mix(wall, {255, 255, 255}, 0.35);
    const bool panelled = stage.view().seed % 3 == 0;
    if (panelled) {
        const Color low = mix(wall, stage.light().ink, 0.13);
        stage.tone({{r.left, 0, r.back},
                    {r.right, 0, r.back},
                    {r.right, 0.95, r.back},
                    {r.left, 0.95, r.back}},
                   low);
        stage.tone({{r.left, 0, r.near},
                    {r.left, 0, r.back},
                    {r.left, 0.95, r.back},
                    {r.left, 0.95, r.near}},
                   mix(low, stage.light().ink, 0.1));
        stage.tone({{r.right, 0, r.near},
                    {r.right, 0, r.back},
                    {r.right, 0.95, r.back},
                    {r.right, 0.95, r.near}},
                   mix(low, stage.light().ink, 0.06));
        stage.edge({r.left, 0.95, r.back}, {r.right, 0.95, r.back}, 0.5);
        stage.edge({r.left, 0.95, r.near}, {r.left, 0.95, r.back}, 0.5);
        stage.edge({r.right, 0.95, r.near}, {r.right, 0.95, r.back}, 0.5);
    }
    stage.tone(
        {{r.left, 0, r.back}, {r.right, 0, r.back}, {r.right, 0.1, r.back}, {r.left, 0.1, r.back}},
        trim);
    stage.edge({r.left, 0.1, r.back}, {r.right, 0.1, r.back}, 0.4);
    stage.edge({r.left, 0.1, r.near}, {r.left, 0.1, r.back}, 0.4);
    stage.edge({r.right, 0.1, r.near}, {r.right, 0.1, r.back}, 0.4);
}

// A cave has no corners: one ragged opening seen against the dark.
void draw_cave(const Stage& stage, const Room& r, Color wall) {
    const Rect& frame = stage.view().camera.frame;
    stage.canvas().fill(rectangle(grown(frame, 4)), mix(wall, stage.light().ink, 0.55));
    for (int ring = 0; ring < 3; ++ring) {
        std::vector<Point> loop;
        const double z = r.back - ring * 1.4;
        const double grow = 1 + 0.12 * ring;
        for (int i = 0; i < 18; ++i) {
            const double a = 2 * std::numbers::pi * i / 18;
            const double ragged =
                0.86 + 0.24 * nth_unit(stage.view().seed + static_cast<std::uint64_t>(ring),
                                       static_cast<std::uint64_t>(i));
            loop.push_back(stage.place({r.right * grow * ragged * std::cos(a),
                                        1.4 + r.high * 0.62 * grow * ragged * std::sin(a), z}));
        }
        const Path opening = smooth_loop(loop);
        if (ring == 0) stage.canvas().fill(opening, mix(wall, stage.light().ink, 0.15));
        stage.canvas().line(opening, stage.ink(z), stage.weight(z) * (0.5 + 0.2 * ring));
    }
    draw_floor(stage, r);
}

void draw_walls(const Stage& stage, const Room& r, Color wall) {
    const Color ink = stage.light().ink;
    stage.tone({{r.left, r.high, r.near},
                {r.right, r.high, r.near},
                {r.right, r.high, r.back},
                {r.left, r.high, r.back}},
               mix(wall, {255, 255, 255}, 0.3));
    stage.tone({{r.left, 0, r.near},
                {r.left, 0, r.back},
                {r.left, r.high, r.back},
                {r.left, r.high, r.near}},
               mix(wall, ink, 0.15));
    stage.tone({{r.right, 0, r.near},
                {r.right, 0, r.back},
                {r.right, r.high, r.back},
                {r.right, r.high, r.near}},
               mix(wall, ink, 0.08));
    stage.tone({{r.left, 0, r.back},
                {r.right, 0, r.back},
                {r.right, r.high, r.back},
                {r.left, r.high, r.back}},
               wall);
    draw_trim(stage, r, wall);
    if (stage.view().set.floor == "stone") draw_brickwork(stage, r);
    draw_floor(stage, r);
    for (const double x : {r.left, r.right}) {
        stage.edge({x, 0, r.back}, {x, r.high, r.back}, 0.7);
        stage.edge({x, 0, r.near}, {x, 0, r.back}, 0.7);
        stage.edge({x, r.high, r.near}, {x, r.high, r.back}, 0.7);
    }
    stage.edge({r.left, 0, r.back}, {r.right, 0, r.back}, 0.7);
    stage.edge({r.left, r.high, r.back}, {r.right, r.high, r.back}, 0.7);
}

}  // namespace

void draw_room(const Stage& stage) {
    const Room r = room_of(stage.view());
    const Color wall = wall_color(stage.view());
    stage.canvas().fill(rectangle(grown(stage.view().camera.frame, 4)), wall);
    if (stage.view().set.floor == "rock") {
        draw_cave(stage, r, wall);
    } else {
        draw_walls(stage, r, wall);
    }
}

void draw_window(const Stage& stage, const std::vector<Spot>& c, bool moon) {
    const Light& light = stage.light();
    const auto between = [&](double u, double v) {
        const auto lerp = [](const Spot& a, const Spot& b, double t) {
            return Spot{mix(a.x, b.x, t), mix(a.y, b.y, t), mix(a.z, b.z, t)};
        };
        return lerp(lerp(c[0], c[1], u), lerp(c[3], c[2], u), v);
    };
    const Color frame = lit(light, {236, 228, 212});
    stage.face(
        {between(-0.07, -0.08), between(1.07, -0.08), between(1.07, 1.08), between(-0.07, 1.08)},
        frame, 0.7);
    stage.face(c, mix(light.sky_high, light.sky_low, 0.35), 0.6);
    stage.tone({c[0], c[1], between(1, 0.42), between(0, 0.42)}, light.sky_low);
    stage.tone(
        {c[0], c[1], between(1, 0.16), between(0.6, 0.26), between(0.3, 0.14), between(0, 0.22)},
        light.far_tone);
    const bool night = stage.view().time == TimeOfDay::Night;
    if (night && moon && stage.view().weather == Weather::Clear) {
        const Spot at = between(0.72, 0.74);
        const double r = stage.view().camera.scale(at.z) * 0.09;
        stage.canvas().fill(circle(stage.place(at), r), {236, 238, 226});
    }
    if (!night) {
        stage.tone({between(0.12, 1), between(0.34, 1), between(0.16, 0), between(-0.0, 0),
                    between(0, 0.3)},
                   {255, 255, 255, 60});
    }
    stage.edge(between(0.5, 0), between(0.5, 1), 0.8);
    stage.edge(between(0, 0.5), between(1, 0.5), 0.6);
    stage.face(
        {between(-0.1, -0.08), between(1.1, -0.08), between(1.1, -0.14), between(-0.1, -0.14)},
        frame, 0.5);
}

}  // namespace fabula::drawing
