// Where the figures of a shot stand and what part of them the camera sees.
#pragma once

#include <vector>

#include "drawing/frame.hpp"
#include "drawing/frame/camera.hpp"
#include "drawing/set/set.hpp"

namespace fabula::drawing {

struct PlacedFigure {
    const FigureSpec* spec = nullptr;
    std::size_t index = 0;  // In the spec.
    Skeleton bones;
    double x = 0, z = 0;   // Metres on the stage.
    double lift = 0;       // Metres over the ground.
    double direction = 1;  // 1 faces right, -1 left.
};

struct Staging {
    std::vector<PlacedFigure> figures;  // Only those the camera can see; farthest first.
    Camera camera;
};

// The chosen set, else the one that the words of the place mean.
const SetRecord& set_of(const FrameSpec& spec);

// The shot as the place allows it: in a car everybody sits and nobody's feet are seen.
FrameSpec fit_to_set(FrameSpec spec, const SetRecord& set);

// `spec` must outlive the staging.
Staging stage_shot(const FrameSpec& spec);

}  // namespace fabula::drawing
