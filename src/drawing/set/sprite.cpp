#include "drawing/set/sprite.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "drawing/frame/words.hpp"

namespace fabula::drawing {
namespace {

struct Swatch {
    std::string_view name;
    Color color;
    bool shines = false;
};

// clang-format off
constexpr std::array kSwatches{
    Swatch{"wood", {190, 140, 92}},   Swatch{"oak", {134, 90, 60}},     Swatch{"pine", {220, 184, 136}},
    Swatch{"steel", {158, 168, 176}}, Swatch{"iron", {78, 86, 96}},     Swatch{"leaf", {112, 158, 92}},
    Swatch{"fir", {68, 112, 82}},     Swatch{"moss", {148, 172, 110}},  Swatch{"stone", {190, 184, 172}},
    Swatch{"rock", {142, 138, 130}},  Swatch{"brick", {182, 108, 82}},  Swatch{"roof", {170, 88, 68}},
    Swatch{"slate", {98, 110, 124}},  Swatch{"red", {196, 78, 60}},     Swatch{"blue", {70, 112, 160}},
    Swatch{"navy", {48, 66, 100}},    Swatch{"green", {84, 142, 96}},   Swatch{"yellow", {228, 186, 72}},
    Swatch{"orange", {222, 136, 62}}, Swatch{"purple", {126, 96, 146}}, Swatch{"pink", {230, 170, 164}},
    Swatch{"white", {248, 245, 236}}, Swatch{"paper", {240, 231, 210}}, Swatch{"grey", {168, 171, 168}},
    Swatch{"black", {46, 48, 56}},    Swatch{"sand", {230, 210, 164}},  Swatch{"cream", {242, 229, 204}},
    Swatch{"water", {116, 170, 186}}, Swatch{"gold", {220, 178, 80}},   Swatch{"skin", {234, 192, 156}},
    Swatch{"earth", {150, 116, 86}},  Swatch{"teal", {72, 134, 130}},   Swatch{"glass", {202, 226, 228}},
    Swatch{"lamp", {255, 233, 176}, true},  Swatch{"fire", {255, 162, 66}, true},
    Swatch{"screen", {150, 222, 214}, true},
    Swatch{"alarm", {255, 96, 80}, true}, Swatch{"moonlight", {232, 238, 246}, true},
    Swatch{"shadow", {30, 28, 46, 70}, true},
};
// clang-format on

constexpr std::array<double, 4> kWeights{0, 0.45, 0.7, 1.0};

// Numbers and commands of the path language, one after the other.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    char next_command() {
        skip();
        if (rest_.empty()) return 0;
        const char c = rest_.front();
        if (c < 'A' || c > 'Z') return 0;
        rest_.remove_prefix(1);
        return c;
    }
    bool has_number() {
        skip();
        return !rest_.empty() && (rest_.front() == '-' || rest_.front() == '.' ||
                                  (rest_.front() >= '0' && rest_.front() <= '9'));
    }
    double number() {
        skip();
        std::size_t end = 0;
        while (
            end < rest_.size() && (end == 0 || rest_[end] != '-') &&
            (rest_[end] == '-' || rest_[end] == '.' || (rest_[end] >= '0' && rest_[end] <= '9'))) {
            ++end;
        }
        const double value = parse_decimal(rest_.substr(0, end)).value_or(0);
        rest_.remove_prefix(std::max<std::size_t>(end, 1));
        return value;
    }
    Point point() {
        const double x = number();
        return {x, number()};
    }
    std::vector<Point> points() {
        std::vector<Point> out;
        while (has_number()) out.push_back(point());
        return out;
    }

private:
    std::string_view rest_;

    void skip() {
        while (!rest_.empty() &&
               (rest_.front() == ' ' || rest_.front() == ',' || rest_.front() == '\n')) {
            rest_.remove_prefix(1);
        }
    }
};

void append(Path& path, const Path& more) {
    path.steps.insert(path.steps.end(), more.steps.begin(), more.steps.end());
}

void read_step(Reader& in, char command, Path& path) {
    switch (command) {
        case 'M': {
            const Point p = in.point();
            path.move(p.x, p.y);
            [[fallthrough]];
        }
        case 'L':
            for (const Point p : in.points()) path.line(p.x, p.y);
            return;
        case 'C':
            while (in.has_number()) {
                const Point a = in.point();
                const Point b = in.point();
                path.curve(a, b, in.point());
            }
            return;
        case 'Z': path.close(); return;
        case 'S': append(path, smooth_line(in.points())); return;
        case 'B': append(path, smooth_loop(in.points())); return;
        case 'E': {
            const Point c = in.point();
            const Point r = in.point();
            append(path, ellipse({c.x - r.x, c.y - r.y, 2 * r.x, 2 * r.y}));
            return;
        }
        case 'R':
        case 'O': {
            const Point corner = in.point();
            const Point size = in.point();
            const Rect box{corner.x, corner.y, size.x, size.y};
            append(path, command == 'R' ? rectangle(box) : rounded_rectangle(box, in.number()));
            return;
        }
        default: (void)in.points(); return;
    }
}

struct SpritePart {
    std::string_view swatch;
    double weight = 0;
    Path path;
};

SpritePart read_part(std::string_view text) {
    text = trim(text);
    SpritePart part;
    const auto first = text.find(' ');
    if (first == std::string_view::npos) return part;
    part.swatch = text.substr(0, first);
    text = trim(text.substr(first));
    const auto level = static_cast<std::size_t>(std::clamp(text.empty() ? 0 : text[0] - '0', 0, 3));
    part.weight = kWeights[level];
    if (text.size() > 1) part.path = read_path(text.substr(1));
    return part;
}

// Light around a lamp, in three flat steps.
void paint_glow(Canvas& canvas, const Path& path) {
    const Point c = bounds_of(path).center();
    for (const double k : {1.0, 0.68, 0.4}) {
        canvas.fill(transformed(path, {k, 0, 0, k, c.x * (1 - k), c.y * (1 - k)}),
                    {255, 222, 140, 34});
    }
}

template <class Map>
void paint(Canvas& canvas, const Light& light, const Sprite& sprite, double weight, double distance,
           Map&& map) {
    const Color ink = mix(light.ink, in_haze(light, light.ink, 1), distance * 0.8);
    for (const auto text : split(sprite.art, '|')) {
        SpritePart part = read_part(text);
        map(part.path);
        if (part.swatch == "glow") {
            if (light.lamps) paint_glow(canvas, part.path);
            continue;
        }
        if (part.swatch != "-") canvas.fill(part.path, swatch(light, part.swatch, distance));
        if (part.weight > 0) canvas.line(std::move(part.path), ink, part.weight * weight);
    }
}

}  // namespace

Path read_path(std::string_view text) {
    Path path;
    Reader in(text);
    while (const char command = in.next_command()) read_step(in, command, path);
    return path;
}

bool is_swatch(std::string_view name) {
    return name.starts_with('#') || name == "sky" || name == "pane" || name == "glow" ||
           std::any_of(kSwatches.begin(), kSwatches.end(),
                       [&](const Swatch& entry) { return entry.name == name; });
}

Color local_color(std::string_view name) {
    if (name.starts_with('#')) return color_of(name);
    for (const auto& entry : kSwatches) {
        if (entry.name == name) return entry.color;
    }
    return {200, 200, 200};
}

Color swatch(const Light& light, std::string_view name, double distance) {
    if (name == "sky") return mix(light.sky_high, light.sky_low, 0.6);
    if (name == "pane") {  // A window seen from outside.
        return light.lamps ? light.lamp : in_haze(light, {142, 172, 188}, distance);
    }
    for (const auto& entry : kSwatches) {
        if (entry.name == name && entry.shines) return entry.color;
    }
    return in_haze(light, local_color(name), distance);
}

void draw_sprite(Canvas& canvas, const Light& outer, const Sprite& sprite,
                 const SpritePlace& place) {
    Light light = outer;
    if (place.in_shadow) {
        light.tint = mix(multiplied(light.tint, {120, 124, 150}), light.ink, 0.35);
        light.strength = 1;
    }
    const Transform t{place.mirrored ? -place.scale : place.scale,
                      0,
                      0,
                      -place.scale,
                      place.origin.x,
                      place.origin.y};
    paint(canvas, light, sprite, place.weight, place.distance,
          [&](Path& path) { path = transformed(path, t); });
}

void draw_sprite_mapped(Canvas& canvas, const Light& light, const Sprite& sprite, double weight,
                        double distance, Point (*to_page)(const void*, Point),
                        const void* context) {
    paint(canvas, light, sprite, weight, distance, [&](Path& path) {
        for (auto& step : path.steps) {
            if (auto* move = std::get_if<MoveTo>(&step)) move->to = to_page(context, move->to);
            if (auto* line = std::get_if<LineTo>(&step)) line->to = to_page(context, line->to);
            if (auto* curve = std::get_if<CurveTo>(&step)) {
                *curve = {to_page(context, curve->control1), to_page(context, curve->control2),
                          to_page(context, curve->to)};
            }
        }
    });
}

const Sprite* find_sprite(std::string_view name) {
    for (const auto table :
         {furniture_sprites(), outdoor_sprites(), vehicle_sprites(), prop_sprites()}) {
        for (const auto& sprite : table) {
            if (sprite.name == name) return &sprite;
        }
    }
    return nullptr;
}

namespace {

// The one that the text names first.
const Sprite* find_first(std::string_view text, std::span<const Sprite> sprites) {
    const auto words = words_of(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (const auto& sprite : sprites) {
            if (match_at(words, at, sprite.words) > 0) return &sprite;
        }
    }
    return nullptr;
}

}  // namespace

const Sprite* find_prop(std::string_view text) {
    return find_first(text, prop_sprites());
}

const Sprite* find_feature(std::string_view text) {
    return find_first(text, vehicle_sprites());
}

}  // namespace fabula::drawing
