// Small vector pictures of things, written as text: furniture, trees, vehicles, props.
//
// A sprite is parts divided by '|'. A part is a swatch, a line weight (0: no line, 1 fine,
// 2 medium, 3 heavy) and a path in centimetres, x to the right, y upwards from the ground:
//   M x y   L x y …   C x1 y1 x2 y2 x y …   Z        as in SVG, absolute
//   S x y … a curve through points     B x y … the same, closed
//   E cx cy rx ry     R x y w h     O x y w h r       ellipse, rectangle, rounded rectangle
// The swatch '-' draws the line only.
#pragma once

#include <span>
#include <string_view>

#include "drawing/frame/canvas.hpp"
#include "drawing/frame/geometry.hpp"
#include "drawing/frame/light.hpp"

namespace fabula::drawing {

struct Sprite {
    std::string_view name;
    std::string_view words;        // Words of a script that mean it, as in frame/words.hpp.
    double width = 0, height = 0;  // Centimetres.
    std::string_view art;
};

const Sprite* find_sprite(std::string_view name);
// The last thing a text names that can be held or shown alone.
const Sprite* find_prop(std::string_view text);
// The first vehicle a text names.
const Sprite* find_feature(std::string_view text);

// Where a sprite stands on the page: its origin, points per centimetre, and how far away.
struct SpritePlace {
    Point origin;
    double scale = 1;
    double weight = 1;    // Width of a heavy line in points.
    double distance = 0;  // As in in_haze().
    bool mirrored = false;
    bool in_shadow = false;  // A dark shape in the foreground.
};

void draw_sprite(Canvas& canvas, const Light& light, const Sprite& sprite,
                 const SpritePlace& place);
// The same with every point mapped by `to_page`, for what is drawn on a wall in perspective.
void draw_sprite_mapped(Canvas& canvas, const Light& light, const Sprite& sprite, double weight,
                        double distance, Point (*to_page)(const void*, Point), const void* context);

// A swatch in this light. Lamps and skies keep their own.
Color swatch(const Light& light, std::string_view name, double distance = 0);

// Whether the palette has a colour of this name; any "#rrggbb" is one.
bool is_swatch(std::string_view name);
// The colour a swatch names, in white light.
Color local_color(std::string_view name);

// Reads a path of the language above; what it cannot read is left out.
Path read_path(std::string_view text);

// Tables, one file each.
std::span<const Sprite> furniture_sprites();
std::span<const Sprite> outdoor_sprites();
std::span<const Sprite> vehicle_sprites();
std::span<const Sprite> prop_sprites();

}  // namespace fabula::drawing
