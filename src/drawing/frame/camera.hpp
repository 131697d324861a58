// One-point perspective: x to the right, y up from the ground, z away from the viewer, in metres;
// figures stand at z = 0. Verticals stay vertical.
#pragma once

#include <algorithm>
#include <cstdint>

#include "drawing/frame/geometry.hpp"

namespace fabula::drawing {

struct Camera {
    Rect frame;  // The picture on the page.
    double x = 0, y = 1.45, z = -7;
    double focal = 600;  // Points per metre at a distance of one metre.
    double center = 0;   // Where x is seen, from the left of the page.
    double horizon = 0;  // Where y is seen, from the top of the page.

    // Nothing nearer than this to the camera is drawn.
    static constexpr double kNear = 0.5;

    [[nodiscard]] double scale(double at_z) const { return focal / std::max(kNear, at_z - z); }
    [[nodiscard]] Point place(double px, double py, double pz) const {
        const double s = scale(pz);
        return {center + (px - x) * s, horizon - (py - y) * s};
    }
    // z of the nearest thing drawn.
    [[nodiscard]] double nearest() const { return z + kNear; }
    // Which x at this distance is seen at a place of the page.
    [[nodiscard]] double x_at(double page_x, double at_z) const {
        return x + (page_x - center) / scale(at_z);
    }
};

}  // namespace fabula::drawing
