#include "drawing/frame/staging.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/figure/figure.hpp"

namespace fabula::drawing {
namespace {

// More people than this do not fit a frame.
constexpr std::size_t kMostFigures = 7;

bool is_single(const FrameSpec& spec) {
    return spec.focus >= 0 && static_cast<std::size_t>(spec.focus) < spec.figures.size() &&
           (spec.framing == Framing::ExtremeClose || spec.framing == Framing::Close ||
            spec.framing == Framing::MediumClose);
}

double gap_of(const FrameSpec& spec, std::size_t count) {
    for (const auto& figure : spec.figures) {
        if (figure.pose == Pose::Hug && count == 2) return 0.46;
    }
    const double wide = spec.framing == Framing::ExtremeWide ? 1.35
                        : spec.framing == Framing::Wide      ? 1.1
                                                             : 0.94;
    return count <= 2 ? wide : count <= 4 ? wide * 0.74 : wide * 0.58;
}

PlacedFigure placed(const FigureSpec& figure, std::size_t index, double x, double z) {
    return {&figure,
            index,
            skeleton_of(figure.look, figure.pose, figure.gaze, figure.facing,
                        figure.seated ? Seat::Yes : Seat::No),
            x,
            z,
            0,
            figure.facing == Facing::Left ? -1.0 : 1.0};
}

std::vector<PlacedFigure> place_figures(const FrameSpec& spec) {
    std::vector<PlacedFigure> out;
    const std::size_t count = std::min(spec.figures.size(), kMostFigures);
    const double gap = gap_of(spec, count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = (static_cast<double>(i) - (static_cast<double>(count) - 1) / 2) * gap;
        const bool back_row = count > 2 && i % 2 == 1;
        if (is_single(spec) && static_cast<std::int64_t>(i) != spec.focus) continue;
        out.push_back(placed(spec.figures[i], i, x, back_row ? 0.55 : 0));
    }
    return out;
}

// The listener in front of the camera, seen from behind; the speaker looks past the lens.
std::vector<PlacedFigure> place_over_shoulder(const FrameSpec& spec) {
    const auto speaker = static_cast<std::size_t>(std::clamp<std::int64_t>(spec.focus, 0, 1));
    const std::size_t listener = 1 - speaker;
    std::vector<PlacedFigure> out;
    const double side = speaker == 0 ? -1 : 1;
    out.push_back(placed(spec.figures[speaker], speaker, 0.18 * side, 0));
    const FigureSpec& behind = spec.figures[listener];
    PlacedFigure near = placed(behind, listener, -0.3 * side, -0.95);
    near.bones = skeleton_of(behind.look, Pose::Stand, Gaze::Ahead, Facing::Back,
                             behind.seated || behind.pose == Pose::Sit ? Seat::Yes : Seat::No);
    // Whoever is taller or smaller: the shoulder is where the camera looks over it.
    near.lift = std::clamp(out[0].bones.neck.y - 0.06 - near.bones.head.y, -0.7, 0.7);
    out.push_back(near);
    return out;
}

struct Extent {
    double low = 0, high = 0;    // Metres over the ground.
    double left = 0, right = 0;  // Metres on the stage.
};

double crown(const PlacedFigure& f) {
    const Rect head = head_box(f.spec->look, f.bones);
    return head.y + head.height;
}

// Lowest point to be seen of a figure, by how near the camera is.
double lowest(const PlacedFigure& f, Framing framing) {
    const Skeleton& b = f.bones;
    const bool low_pose = b.base == Base::Lying || b.base == Base::Knees;
    switch (framing) {
        case Framing::ExtremeClose: return b.head.y - b.body.head * 0.98;
        case Framing::Close: return b.head.y - b.body.head * 2.1;
        case Framing::MediumClose: return std::max(-0.1, mix(b.neck.y, b.pelvis.y, 0.52));
        case Framing::OverShoulder: return std::max(-0.1, mix(b.neck.y, b.pelvis.y, 0.7));
        case Framing::TwoShot:
        case Framing::Medium: return low_pose ? -0.1 : std::max(-0.1, b.pelvis.y - 0.06);
        case Framing::MediumWide: return low_pose ? -0.1 : std::max(-0.1, b.near_leg.joint.y - 0.1);
        case Framing::Wide: return -0.22;
        default: return -0.5;
    }
}

double highest(const PlacedFigure& f, Framing framing) {
    switch (framing) {
        case Framing::ExtremeClose: return f.bones.head.y + f.bones.body.head * 0.92;
        case Framing::Close: return crown(f) + 0.05;
        case Framing::MediumClose: return crown(f) + 0.09;
        case Framing::Wide: return crown(f) + 0.42;
        case Framing::ExtremeWide: return std::max(3.6, crown(f) + 1.7);
        default: return crown(f) + 0.16;
    }
}

double reach_sideways(Framing framing) {
    switch (framing) {
        case Framing::ExtremeClose: return 0.24;
        case Framing::Close: return 0.3;
        case Framing::MediumClose: return 0.36;
        case Framing::Wide: return 0.75;
        case Framing::ExtremeWide: return 1.6;
        default: return 0.46;
    }
}

Extent extent_of(const std::vector<PlacedFigure>& figures, const FrameSpec& spec) {
    Extent e{1e9, -1e9, 1e9, -1e9};
    for (const auto& f : figures) {
        if (spec.framing == Framing::OverShoulder && f.z < -0.5) continue;
        e.low = std::min(e.low, lowest(f, spec.framing));
        e.high = std::max(e.high, highest(f, spec.framing));
        const Rect head = head_box(f.spec->look, f.bones);
        const double side = std::max(reach_sideways(spec.framing), head.width / 2 + 0.06);
        const double lying = f.bones.base == Base::Lying ? 0.95 : 0;
        e.left = std::min(e.left, f.x - side - lying);
        e.right = std::max(e.right, f.x + side + lying);
    }
    if (figures.empty())
        return {-0.12, spec.framing == Framing::ExtremeWide ? 4.2 : 3.1, -2.2, 2.2};
    return e;
}

double distance_of(const FrameSpec& spec) {
    switch (spec.framing) {
        case Framing::ExtremeClose: return 2.2;
        case Framing::Close: return 2.5;
        case Framing::MediumClose: return 3;
        case Framing::OverShoulder: return 2.9;
        case Framing::Medium:
        case Framing::TwoShot: return 3.8;
        case Framing::MediumWide: return 4.6;
        case Framing::Wide: return spec.inside ? 6 : 7;
        default: return spec.inside ? 7.5 : 10;
    }
}

double eye_height(const FrameSpec& spec, const Extent& e) {
    double eye = spec.framing == Framing::Wide || spec.framing == Framing::ExtremeWide
                     ? 1.5
                     : mix(e.low, e.high, 0.62);
    eye = std::clamp(eye, 0.5, 1.8);
    switch (spec.angle) {
        case CameraAngle::High: return eye + 1.2;
        case CameraAngle::Low: return std::max(0.3, eye - 0.95);
        case CameraAngle::BirdsEye: return 5.2;
        default: return eye;
    }
}

// Where the middle of the group is in the frame: people look into the free part of the picture.
double balance(const FrameSpec& spec, const std::vector<PlacedFigure>& figures) {
    if (figures.size() != 1) return 0.5;
    const bool tight = spec.framing == Framing::ExtremeClose;
    switch (figures[0].spec->facing) {
        case Facing::Right: return tight ? 0.44 : 0.38;
        case Facing::Left: return tight ? 0.56 : 0.62;
        default: return 0.5;
    }
}

bool has_seats(const SetRecord& set) {
    for (const std::string_view key : {"bus", "train", "plane", "cafe", "bar", "office", "school",
                                       "church", "library", "stage", "control_room", "kitchen"}) {
        if (set.key == key) return true;
    }
    return false;
}

}  // namespace

FrameSpec fit_to_set(FrameSpec spec, const SetRecord& set) {
    const bool in_car = set.key == "car";
    const bool wide = spec.framing == Framing::Wide || spec.framing == Framing::ExtremeWide ||
                      spec.framing == Framing::MediumWide;
    if (in_car && wide) spec.framing = Framing::Medium;
    for (auto& figure : spec.figures) {
        if (in_car) figure.seated = true;
        // Who sleeps where people sit, sleeps sitting.
        const bool asleep = figure.expression == Expression::Asleep;
        if (figure.pose == Pose::Lie && (in_car || (asleep && has_seats(set)))) {
            figure.pose = Pose::Sit;
            figure.gaze = Gaze::Down;
        }
    }
    return spec;
}

Staging stage_shot(const FrameSpec& spec) {
    Staging out;
    const bool over = spec.framing == Framing::OverShoulder && spec.figures.size() == 2;
    if (spec.framing != Framing::Insert) {
        out.figures = over ? place_over_shoulder(spec) : place_figures(spec);
    }
    const Extent e = extent_of(out.figures, spec);
    Camera& c = out.camera;
    c.frame = {0, 0, spec.width, spec.height};
    const double free = spec.height * (1 - spec.headroom);
    double scale = free / (e.high - e.low);
    double at = balance(spec, out.figures);
    const double wide = e.right - e.left;
    if (wide * scale > spec.width) scale = spec.width / wide;
    // A single off the middle keeps its shoulder in the frame.
    const double half = wide / 2 * scale / spec.width;
    at = half >= 0.5 ? 0.5 : std::clamp(at, half, 1 - half);

    const double spare = free - (e.high - e.low) * scale;
    const double top = spec.height * spec.headroom + spare * 0.3;
    const double ground = top + e.high * scale;
    c.x = (e.left + e.right) / 2;
    c.center = spec.width * at;
    c.y = eye_height(spec, e);
    c.z = -distance_of(spec);
    c.focal = scale * -c.z;
    c.horizon = ground - c.y * scale;
    std::stable_sort(out.figures.begin(), out.figures.end(),
                     [](const PlacedFigure& a, const PlacedFigure& b) { return a.z > b.z; });
    return out;
}

}  // namespace fabula::drawing
