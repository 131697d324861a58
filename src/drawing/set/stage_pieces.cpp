// The pieces of a set: read off its list and drawn from the back to the front.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"
#include "drawing/set/sprite.hpp"
#include "drawing/set/stage.hpp"

namespace fabula::drawing {
namespace {

constexpr double kFeatureDepth = 4.6;  // Metres behind the figures.

struct Piece {
    std::string_view kind;
    std::string_view name;  // Sprite or swatch.
    std::vector<double> n;
    double z = 0;
    std::uint64_t index = 0;

    [[nodiscard]] double at(std::size_t i, double otherwise = 0) const {
        return i < n.size() ? n[i] : otherwise;
    }
};

// Which number of a piece is its depth; wall pieces hang at the depth of their wall.
double depth_of(const Piece& p, const SetRecord& set) {
    if (p.kind == "on" || p.kind == "window") return set.depth + 0.02;
    if (p.kind == "left" || p.kind == "right" || p.kind == "lwin" || p.kind == "rwin")
        return set.depth + 0.01;
    if (p.kind == "art" || p.kind == "up" || p.kind == "front" || p.kind == "box" ||
        p.kind == "house")
        return p.at(1);
    if (p.kind == "row") return p.at(0);
    if (p.kind == "road" || p.kind == "path" || p.kind == "rails" || p.kind == "water" ||
        p.kind == "shore" || p.kind == "rug")
        return 1e6;
    return p.at(4);  // scatter
}

// Half of the places of a kind are built the other way round.
void turn_round(Piece& p) {
    const auto flip = [&](std::size_t i) {
        if (i < p.n.size()) p.n[i] = -p.n[i];
    };
    if (p.kind == "left")
        p.kind = "right";
    else if (p.kind == "right")
        p.kind = "left";
    else if (p.kind == "lwin")
        p.kind = "rwin";
    else if (p.kind == "rwin")
        p.kind = "lwin";
    else if (p.kind == "row" || p.kind == "scatter") {
        flip(1);
        flip(2);
    } else if (p.kind != "road" && p.kind != "path" && p.kind != "rails" && p.kind != "water" &&
               p.kind != "shore") {
        flip(0);
    }
}

std::vector<Piece> read_pieces(const SetRecord& set, std::uint64_t seed) {
    std::vector<Piece> pieces;
    for (const auto text : split(set.pieces, ';')) {
        Piece piece;
        for (const auto word : split(trim(text), ' ')) {
            if (word.empty()) continue;
            const auto number = parse_decimal(word);
            if (piece.kind.empty())
                piece.kind = word;
            else if (number)
                piece.n.push_back(*number);
            else
                piece.name = word;
        }
        if (piece.kind.empty()) continue;
        piece.index = pieces.size();
        piece.z = depth_of(piece, set);
        if ((seed >> 9) % 2 == 1) turn_round(piece);
        pieces.push_back(std::move(piece));
    }
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.z > b.z; });
    return pieces;
}

void stand(const Stage& stage, const Sprite& sprite, const Spot& at, double percent) {
    const Camera& camera = stage.view().camera;
    if (at.z < camera.nearest() + 0.4) return;
    const double size = std::abs(percent) / 100;
    const double scale = camera.scale(at.z) * size / 100;
    const Point origin = stage.place(at);
    const double half = sprite.width * scale;
    if (origin.x + half < camera.frame.x || origin.x - half > camera.frame.right()) return;
    if (at.y < 0.01 && sprite.height > 30 && at.z < 16) {
        const double w = sprite.width * scale * 0.52;
        stage.canvas().fill(ellipse({origin.x - w, origin.y - w * 0.12, 2 * w, w * 0.24}),
                            stage.light().shade);
    }
    draw_sprite(
        stage.canvas(), stage.light(), sprite,
        {origin, scale, stage.weight(at.z) * 1.15, stage.haze(at.z), percent < 0, at.z < 0});
}

// A sprite on a side wall: its x runs into the depth.
struct SideWall {
    const Stage* stage;
    double x, y, z, size;
};

Point on_side_wall(const void* context, Point p) {
    const auto& wall = *static_cast<const SideWall*>(context);
    return wall.stage->place(
        {wall.x, wall.y + p.y * wall.size,
         std::max(wall.stage->view().camera.nearest(), wall.z + p.x * wall.size)});
}

void hang_on_side(const Stage& stage, const Piece& p, const Sprite& sprite) {
    const double x = (p.kind == "left" ? -1 : 1) * stage.view().set.width / 2;
    const SideWall wall{&stage, x, p.at(1), p.at(0), p.at(2, 100) / 10'000};
    if (wall.z - sprite.width * wall.size / 2 < stage.view().camera.nearest()) return;
    draw_sprite_mapped(stage.canvas(), stage.light(), sprite, stage.weight(p.at(0)) * 1.1,
                       stage.haze(p.at(0)), on_side_wall, &wall);
}

void side_window(const Stage& stage, const Piece& p) {
    const double x = (p.kind == "lwin" ? -1 : 1) * stage.view().set.width / 2;
    const double from = std::max(p.at(0), stage.view().camera.nearest());
    const double to = p.at(0) + p.at(2);
    if (to - from < 0.2) return;
    draw_window(stage,
                {{x, p.at(1), from},
                 {x, p.at(1), to},
                 {x, p.at(1) + p.at(3), to},
                 {x, p.at(1) + p.at(3), from}},
                false);
}

void back_window(const Stage& stage, const Piece& p) {
    const double z = stage.view().set.depth;
    const double x = p.at(0), y = p.at(1), w = p.at(2) / 2, h = p.at(3);
    draw_window(stage, {{x - w, y, z}, {x + w, y, z}, {x + w, y + h, z}, {x - w, y + h, z}},
                stage.view().seed % 2 == 0);
    if (stage.view().time != TimeOfDay::Night && !stage.light().lamps) {
        // Daylight falls into the room.
        const Color patch{255, 252, 230, 70};
        stage.tone({{x - w * 0.8 + 0.5, 0, z - 0.7},
                    {x + w * 0.9 + 0.5, 0, z - 0.7},
                    {x + w * 1.2 + 1.1, 0, z - 2.0},
                    {x - w * 0.8 + 1.1, 0, z - 2.0}},
                   patch);
    }
}

void draw_row(const Stage& stage, const Piece& p, const Sprite& sprite) {
    const auto count = static_cast<int>(p.at(3));
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double jitter = nth_unit(p.index * 131 + stage.view().seed, n) - 0.5;
        const double x = mix(p.at(1), p.at(2), (i + 0.5 + jitter * 0.5) / count);
        stand(stage, sprite, {x, 0, p.at(0) + jitter * 1.6}, p.at(4, 100) * (1 + jitter * 0.3));
    }
}

void draw_scatter(const Stage& stage, const Piece& p, const Sprite& sprite) {
    const auto count = static_cast<int>(p.at(0));
    std::vector<Spot> spots;
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const std::uint64_t seed = p.index * 977 + stage.view().seed;
        spots.push_back({mix(p.at(1), p.at(2), nth_unit(seed, 2 * n)), 0,
                         mix(p.at(3), p.at(4), nth_unit(seed, 2 * n + 1))});
    }
    std::sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.z > b.z; });
    for (const auto& spot : spots) stand(stage, sprite, spot, p.at(5, 100));
}

void draw_road(const Stage& stage, const Piece& p) {
    const double half = p.at(0) / 2;
    const double near = stage.view().camera.nearest();
    const bool path = p.kind == "path";
    stage.tone({{-half, 0, near}, {half, 0, near}, {half * 0.9, 0, 60}, {-half * 0.9, 0, 60}},
               swatch(stage.light(), path ? "sand" : "#7d8087", 0.04));
    stage.edge({-half, 0, near}, {-half, 0, 60}, 0.6);
    stage.edge({half, 0, near}, {half, 0, 60}, 0.6);
    if (path) return;
    for (double z = -6; z < 40; z += 3) {
        if (z < near) continue;
        stage.tone({{-0.07, 0, z}, {0.07, 0, z}, {0.07, 0, z + 1.4}, {-0.07, 0, z + 1.4}},
                   swatch(stage.light(), "white", stage.haze(z)));
    }
}

void draw_rails(const Stage& stage, const Piece& p) {
    const double z = p.at(0);
    for (const double dz : {-0.7, 0.7}) stage.edge({-30, 0, z + dz}, {30, 0, z + dz}, 1.2);
    for (int i = -20; i <= 20; ++i)
        stage.edge({i * 0.9, 0, z - 0.9}, {i * 0.9 + 0.1, 0, z + 0.9}, 0.7);
}

void draw_rug(const Stage& stage, const Piece& p) {
    const double x = p.at(0), z = p.at(1), w = p.at(2) / 2, d = p.at(3) / 2;
    const double near = std::max(z - d, stage.view().camera.nearest());
    const Color color = swatch(stage.light(), p.name);
    stage.face({{x - w, 0, near}, {x + w, 0, near}, {x + w, 0, z + d}, {x - w, 0, z + d}}, color,
               0.5);
    stage.face({{x - w * 0.86, 0, near + 0.1},
                {x + w * 0.86, 0, near + 0.1},
                {x + w * 0.86, 0, z + d - 0.1},
                {x - w * 0.86, 0, z + d - 0.1}},
               mix(color, {255, 255, 255}, 0.2), 0.3);
}

// Water from one distance to another (or to the horizon), with a bank in front.
void draw_water(const Stage& stage, const Piece& p) {
    const Camera& camera = stage.view().camera;
    const double near = p.at(0);
    const double far = p.at(1, 60);
    const double top = stage.place({0, 0, far}).y;
    const double low = stage.place({0, 0, near}).y;
    const Rect& f = camera.frame;
    Path path;
    path.move(f.x - 4, top).line(f.right() + 4, top).line(f.right() + 4, low);
    path.curve({f.x + f.width * 0.7, low + 5}, {f.x + f.width * 0.3, low - 4}, {f.x - 4, low})
        .close();
    stage.canvas().fill(path, swatch(stage.light(), "water", 0.1));
    stage.canvas().line(path, stage.ink(near), stage.weight(near) * 0.6);
    for (int i = 0; i < 16; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        const double z = mix(near + 0.3, std::min(far, near + 6), nth_unit(41, 2 * n));
        const double x = mix(-6.0, 6.0, nth_unit(41, 2 * n + 1));
        const Point a = stage.place({x - 0.4, 0, z});
        const Point b = stage.place({x + 0.4, 0, z});
        stage.canvas().line(smooth_line({a, mix(a, b, 0.5) + Point{0, -1.2}, b}),
                            with_alpha(stage.light().cloud, 0.7), stage.weight(z) * 0.5);
    }
}

void draw_shore(const Stage& stage, const Piece& p) {
    const Rect& f = stage.view().camera.frame;
    const double y = stage.place({0, 0, p.at(0)}).y;
    const double foam = stage.place({0, 0, p.at(0) - 0.5}).y;
    Path water;
    water.move(f.x - 4, stage.place({0, 0, 9}).y)
        .line(f.right() + 4, stage.place({0, 0, 9}).y)
        .line(f.right() + 4, y);
    water
        .curve({f.x + f.width * 0.75, y + (foam - y) * 2}, {f.x + f.width * 0.35, y - (foam - y)},
               {f.x - 4, y})
        .close();
    stage.canvas().fill(water, swatch(stage.light(), "water", 0.06));
    Path edge;
    edge.move(f.right() + 4, y)
        .curve({f.x + f.width * 0.75, y + (foam - y) * 2}, {f.x + f.width * 0.35, y - (foam - y)},
               {f.x - 4, y});
    stage.canvas().line(edge, lit(stage.light(), {250, 250, 244}), stage.weight(3) * 3.4);
    stage.canvas().line(edge, stage.ink(4), stage.weight(3) * 0.5);
}

void draw_piece(const Stage& stage, const Piece& p) {
    const Sprite* sprite = find_sprite(p.name);
    const auto& set = stage.view().set;
    if (p.kind == "art" && sprite)
        stand(stage, *sprite, {p.at(0), p.at(2), p.at(1)}, p.at(3, 100));
    else if (p.kind == "front" && sprite)
        stand(stage, *sprite, {p.at(0), p.at(2), p.at(1)}, p.at(3, 100));
    else if (p.kind == "on" && sprite)
        stand(stage, *sprite, {p.at(0), p.at(1), set.depth}, p.at(2, 100));
    else if (p.kind == "up" && sprite)
        stand(stage, *sprite, {p.at(0), set.height - 0.62 * p.at(2, 100) / 100, p.at(1)},
              p.at(2, 100));
    else if ((p.kind == "left" || p.kind == "right") && sprite)
        hang_on_side(stage, p, *sprite);
    else if (p.kind == "row" && sprite)
        draw_row(stage, p, *sprite);
    else if (p.kind == "scatter" && sprite)
        draw_scatter(stage, p, *sprite);
    else if (p.kind == "window")
        back_window(stage, p);
    else if (p.kind == "lwin" || p.kind == "rwin")
        side_window(stage, p);
    else if (p.kind == "box")
        draw_box(stage, swatch(stage.light(), p.name, stage.haze(p.z)), {p.at(0), p.at(5), p.at(1)},
                 p.at(2), p.at(3), p.at(4));
    else if (p.kind == "house")
        draw_house(stage, local_color(p.name), {p.at(0), 0, p.at(1) + p.at(3) / 2}, p.at(2),
                   p.at(3), p.at(4), stage.view().seed + p.index);
    else if (p.kind == "road" || p.kind == "path")
        draw_road(stage, p);
    else if (p.kind == "rails")
        draw_rails(stage, p);
    else if (p.kind == "rug")
        draw_rug(stage, p);
    else if (p.kind == "water")
        draw_water(stage, p);
    else if (p.kind == "shore")
        draw_shore(stage, p);
}

bool has_piece(const SetRecord& set, std::string_view name) {
    for (const auto& piece : read_pieces(set, 0)) {
        if (piece.name.starts_with(name)) return true;  // "bus_front" is a bus.
    }
    return false;
}

// A vehicle of the story stands to one side behind the figures, on the ground of any place
// that has none of its own.
void draw_feature(const Stage& stage) {
    const auto& view = stage.view();
    const Sprite* sprite = find_sprite(view.feature);
    if (!sprite || has_piece(view.set, view.feature)) return;
    const double side = view.seed % 2 == 0 ? 1 : -1;
    const double half = sprite->width / 200;
    stand(stage, *sprite, {side * (1.2 + half * 0.5), 0, kFeatureDepth}, side * 100);
}

}  // namespace

void draw_pieces(const Stage& stage, bool front) {
    bool feature_due = !front && !stage.view().feature.empty();
    for (const auto& piece : read_pieces(stage.view().set, stage.view().seed)) {
        if ((piece.kind == "front") != front) continue;
        if (feature_due && piece.z < kFeatureDepth) {
            draw_feature(stage);
            feature_due = false;
        }
        draw_piece(stage, piece);
    }
    if (feature_due) draw_feature(stage);
}

}  // namespace fabula::drawing
