// Places: about forty parametric sets, chosen by the words of a scene heading and varied by its
// name, so that two kitchens differ and each stays the same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "drawing/frame/camera.hpp"
#include "drawing/frame/canvas.hpp"
#include "drawing/frame/light.hpp"

namespace fabula::drawing {

enum class Inside : std::uint8_t { No, Yes };

// A set as data. `pieces` is a list divided by ';', back to front or not:
//   art NAME x z [y] [percent]        stands at x, z
//   row NAME z x0 x1 count [percent]  several of it side by side
//   scatter NAME count x0 x1 z0 z1 [percent]
//   front NAME x z y percent          before the figures
//   on NAME x y [percent]             on the back wall; left/right NAME z y [percent]: on a side
//   up NAME x z [percent]             hangs from the ceiling
//   window x y width height           in the back wall; lwin/rwin z y width height: in a side
//   box SWATCH x z width depth height [y]
//   house SWATCH x z width depth height
//   road width | rails x | rug SWATCH x z width depth | water from | shore from
struct SetRecord {
    std::string_view key;
    std::string_view words;
    Inside inside = Inside::No;
    Lighting lighting = Lighting::Open;
    double width = 0, depth = 0, height = 0;  // Of a room, metres; depth behind the figures.
    std::string_view wall;                    // Swatch of a room's walls; of the ground outdoors.
    std::string_view floor;     // boards tiles stone carpet metal | grass sand asphalt …
    std::string_view backdrop;  // none hills mountains skyline trees sea dunes
    std::string_view seat;      // Sprite on which people sit; empty: on the ground.
    std::string_view pieces;
};

std::span<const SetRecord> indoor_sets();
std::span<const SetRecord> outdoor_sets();

// The set for the place of a scene heading. `inside` as the heading says it, where it does.
const SetRecord& find_set(std::string_view place, Inside inside);
const SetRecord* find_set_by_key(std::string_view key);

struct SetView {
    const SetRecord& set;
    std::uint64_t seed = 0;  // Of the place, for its varieties.
    Light light;
    TimeOfDay time = TimeOfDay::Day;
    Weather weather = Weather::Clear;
    Camera camera;
    double weight = 1;           // Width of a heavy line in points.
    std::string_view feature{};  // Sprite of a vehicle that stands there besides.
};

// Everything behind the figures, then (draw_front) what stands before them.
void draw_set(Canvas& canvas, const SetView& view);
void draw_front(Canvas& canvas, const SetView& view);
void draw_weather(Canvas& canvas, const SetView& view);

}  // namespace fabula::drawing
