// Where a picture is put together: items in painting order, with clipped groups.
#pragma once

#include <string>
#include <vector>

#include "drawing/drawing.hpp"

namespace fabula::drawing {

// a where t is 0, b where it is 1; alpha is mixed too.
Color mix(Color a, Color b, double t);
Color multiplied(Color a, Color b);
Color with_alpha(Color color, double alpha);
// Perceived lightness, 0 black to 1 white (Rec. 601): what is left of a colour in greyscale.
double lightness(Color color);
// "#rrggbb"; black where it is not.
Color color_of(std::string_view hex);
std::string hex_of(Color color);

class Canvas {
public:
    void fill(Path path, Color color);
    void fill_even_odd(Path path, Color color);
    void line(Path path, Color color, double width);
    void dashed(Path path, Color color, double width, std::vector<double> dash);
    // Filled, then outlined.
    void shape(const Path& path, Color color, Color ink, double width);
    void add(Item item);

    // Everything until the matching end() goes into one group.
    void begin_clip(Path clip);
    void begin_group(Transform transform, double opacity, std::string label);
    void end();

    std::vector<Item> take();

private:
    std::vector<Item> items_;
    std::vector<Group> open_;

    std::vector<Item>& target() { return open_.empty() ? items_ : open_.back().items; }
};

}  // namespace fabula::drawing
