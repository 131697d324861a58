// From a pose to bones: angles for limbs that swing, targets for hands that touch something.
#include <algorithm>
#include <cmath>
#include <optional>

#include "drawing/figure/pose.hpp"
#include "drawing/frame/geometry.hpp"

namespace fabula::drawing {
namespace {

// Where a hand goes: by angles, or to a target.
enum class Aim : std::uint8_t { Swing, Head, Chest };
struct Reach {
    Aim aim = Aim::Swing;
    double a = 0, b = 0;
};
// Upper arm and bend of the elbow in degrees, from hanging straight down, forwards positive.
constexpr Reach swing(double upper, double bend) {
    return {Aim::Swing, upper, bend};
}
// In half head heights from the middle of the head, forwards and up.
constexpr Reach touch(double forwards, double up) {
    return {Aim::Head, forwards, up};
}
// In torso lengths from the middle of the neck, forwards and down.
constexpr Reach before(double forwards, double down) {
    return {Aim::Chest, forwards, down};
}

struct Step {
    double thigh = 0, knee = 0;
};

struct PoseShape {
    Base base = Base::Feet;
    double lean = 0, tilt = 0, pitch = 0;
    Reach near_arm, far_arm;
    Step near_leg, far_leg;
    HandShape near_hand = HandShape::Relaxed, far_hand = HandShape::Relaxed;
};

constexpr Step kNearStand{-5, 0}, kFarStand{7, 0};
constexpr Step kNearSeat{84, 86}, kFarSeat{76, 76};

// clang-format off
constexpr PoseShape shape_of(Pose pose) {
    using enum HandShape;
    switch (pose) {
        case Pose::Stand: return {Base::Feet, 0, 0, 0, swing(-9, 14), swing(12, 12), kNearStand, kFarStand};
        case Pose::Talk: return {Base::Feet, 2, 0, 0, swing(-4, 18), swing(38, 68), kNearStand, kFarStand, Relaxed, Open};
        case Pose::Shout: return {Base::Feet, 9, 6, 0.2, swing(-38, 40), swing(112, 30), {-20, 4}, {24, 10}, Fist, Open};
        case Pose::Point: return {Base::Feet, 4, 2, 0, swing(-12, 20), swing(86, 4), {-10, 2}, {14, 4}, Relaxed, HandShape::Point};
        case Pose::Walk: return {Base::Feet, 5, 0, 0, swing(-30, 16), swing(30, 28), {26, 6}, {-20, 14}};
        case Pose::Run: return {Base::Feet, 17, -6, 0, swing(-48, 86), swing(42, 92), {58, 62}, {-26, 52}, Fist, Fist};
        case Pose::Sit: return {Base::Seat, -2, 4, 0, before(0.62, 0.86), before(0.80, 0.80), kNearSeat, kFarSeat};
        case Pose::Lie: return {Base::Lying, 0, 0, 0, swing(-6, 10), swing(16, 26), {2, 4}, {14, 20}};
        case Pose::Crouch: return {Base::Feet, 26, 0, 0, swing(38, 30), swing(52, 26), {100, 138}, {58, 118}};
        case Pose::Kneel: return {Base::Knees, 10, 4, -0.2, swing(26, 36), swing(46, 30), {8, 96}, {84, 92}};
        case Pose::Hug: return {Base::Feet, 7, 8, 0, swing(62, 22), swing(84, 8), kNearStand, kFarStand, Open, Open};
        case Pose::Hold: return {Base::Feet, 0, 4, -0.1, before(0.34, 0.56), before(0.60, 0.50), kNearStand, kFarStand, Open, Open};
        case Pose::Offer: return {Base::Feet, 8, 4, 0, swing(40, 40), swing(66, 18), {-8, 0}, {12, 4}, Open, Open};
        case Pose::Wave: return {Base::Feet, 0, -4, 0.1, swing(-10, 14), swing(142, 28), kNearStand, kFarStand, Relaxed, Open};
        case Pose::ArmsCrossed: return {Base::Feet, -3, 2, 0, before(0.40, 0.44), before(-0.02, 0.40), {-9, 0}, {10, 0}, Relaxed, Relaxed};
        case Pose::HandsOnHips: return {Base::Feet, -2, 0, 0, swing(-48, 92), swing(48, -92), {-10, 0}, {12, 0}, Fist, Fist};
        case Pose::Think: return {Base::Feet, 2, 8, 0, touch(0.35, -1.15), swing(16, 88), kNearStand, kFarStand, Fist, Relaxed};
        case Pose::Reach: return {Base::Feet, 8, -8, 0.4, swing(-10, 16), swing(132, 6), {-12, 0}, {10, 0}, Relaxed, Open};
        case Pose::Climb: return {Base::Feet, 8, -8, 0.4, swing(100, 66), swing(146, 14), {4, 6}, {82, 88}, Fist, Fist};
        case Pose::Fall: return {Base::Air, -38, -20, 0.2, swing(-110, -20), swing(118, 20), {58, 14}, {34, 34}, Open, Open};
        case Pose::Push: return {Base::Feet, 30, -10, 0, swing(70, 16), swing(86, 8), {-40, 4}, {28, 52}, Open, Open};
        case Pose::Drive: return {Base::Seat, -3, 0, 0, before(0.70, 0.40), before(0.92, 0.34), kNearSeat, kFarSeat, Fist, Fist};
        case Pose::Cheer: return {Base::Feet, -3, -6, 0.3, swing(-146, -16), swing(150, 14), {-12, 0}, {14, 0}, Fist, Fist};
        case Pose::Weep: return {Base::Feet, 12, 14, -0.5, touch(0.2, -0.62), touch(0.86, -0.66), kNearStand, kFarStand, Open, Open};
        case Pose::Pray: return {Base::Feet, 6, 12, -0.4, before(0.36, 0.22), before(0.42, 0.22), kNearStand, kFarStand, Open, Open};
        case Pose::Fight: return {Base::Feet, 12, -4, 0, swing(30, 112), swing(84, 8), {-24, 6}, {32, 34}, Fist, Fist};
        case Pose::Dance: return {Base::Feet, -8, -10, 0.2, swing(-112, -32), swing(112, 34), {-2, 2}, {46, 82}, Open, Open};
        case Pose::Read: return {Base::Feet, 2, 8, -0.4, before(0.40, 0.46), before(0.66, 0.40), kNearStand, kFarStand};
        case Pose::Phone: return {Base::Feet, 0, 2, 0, touch(-0.45, -0.2), swing(10, 16), kNearStand, kFarStand, Fist, Relaxed};
        case Pose::Drink: return {Base::Feet, 0, -6, 0.2, swing(-8, 14), touch(1.15, -0.95), kNearStand, kFarStand, Relaxed, Fist};
        case Pose::Salute: return {Base::Feet, 0, 0, 0, touch(-0.25, 0.42), swing(6, 8), {-3, 0}, {4, 0}, Open, Relaxed};
        case Pose::Whisper: return {Base::Feet, 9, 4, 0, swing(-6, 14), touch(1.2, -0.5), kNearStand, kFarStand, Relaxed, Open};
        case Pose::Work: return {Base::Feet, 10, 8, -0.4, before(0.46, 0.66), before(0.72, 0.60), kNearStand, kFarStand, Fist, Fist};
        case Pose::Lean: return {Base::Feet, -9, 4, 0, swing(-20, 26), swing(16, 20), {14, 0}, {24, 18}};
    }
    return {};
}
// clang-format on

// The vector of this length that hangs straight down, swung forwards by the angle.
Point hanging(double degrees, double reach) {
    return {reach * std::sin(radians(degrees)), -reach * std::cos(radians(degrees))};
}

Limb swung(Point root, double first, double angle, double second, double bend) {
    const Point joint = root + hanging(angle, first);
    return {root, joint, joint + hanging(angle + bend, second)};
}

// Two bones that end at the target, or as near as they reach. The near elbow points back, the
// far one down.
Limb reaching(Point root, double first, double second, Point target, bool near) {
    Point way = target - root;
    const double most = (first + second) * 0.995;
    double l = std::max(length(way), 1e-6);
    if (l > most) {
        way = way * (most / l);
        l = most;
    }
    const Point d = way * (1 / std::max(length(way), 1e-6));
    l = std::max(l, std::abs(first - second) + 0.02);
    const double along = (first * first - second * second + l * l) / (2 * l);
    const double aside = std::sqrt(std::max(0.0, first * first - along * along));
    const Point side{d.y, -d.x};
    const bool turned = near && std::abs(side.x) > 0.35 ? side.x > 0 : side.y > 0;
    return {root, root + d * along + side * (turned ? -aside : aside), root + d * l};
}

Limb arm_of(const Skeleton& s, Point shoulder, const Reach& reach, bool near) {
    const Body& b = s.body;
    if (reach.aim == Aim::Swing) return swung(shoulder, b.upper_arm, reach.a, b.forearm, reach.b);
    if (reach.aim == Aim::Head) {
        const double forwards = reach.a * mix(0.4, 1.0, s.turn);
        return reaching(shoulder, b.upper_arm, b.forearm,
                        s.head + Point{forwards, reach.b} * b.head, near);
    }
    // Seen from the front, hands that work before the body meet in its middle.
    const Point down = (s.pelvis - s.neck) * reach.b;
    const double forwards = s.turn > 0.3 ? reach.a * b.torso : (near ? -0.05 : 0.05);
    return reaching(shoulder, b.upper_arm, b.forearm, s.neck + down + Point{forwards, 0}, near);
}

double lowest_of(const Skeleton& s, const Limb& leg) {
    return std::min(leg.joint.y - s.body.leg * 0.7, leg.end.y - 0.05);
}

void shift(Skeleton& s, Point by) {
    for (Point* p : {&s.pelvis, &s.neck, &s.head}) *p = *p + by;
    for (Limb* limb : {&s.near_arm, &s.far_arm, &s.near_leg, &s.far_leg}) {
        limb->root = limb->root + by;
        limb->joint = limb->joint + by;
        limb->end = limb->end + by;
    }
}

// A lying body is a standing one turned on its back, its head towards where it came from.
void lay_down(Skeleton& s) {
    const auto turned = [](Point p) { return Point{-p.y + 0.85, p.x + 0.16}; };
    for (Point* p : {&s.pelvis, &s.neck, &s.head}) *p = turned(*p);
    for (Limb* limb : {&s.near_arm, &s.far_arm, &s.near_leg, &s.far_leg}) {
        *limb = {turned(limb->root), turned(limb->joint), turned(limb->end)};
    }
    s.tilt = -90;
}

}  // namespace

Body body_of(const Look& look) {
    Body b;
    double tall = look.height;
    switch (look.age) {
        case Age::Child:
            b.head = 0.165, b.neck = 0.03, b.torso = 0.37, b.upper_arm = 0.18, b.forearm = 0.17;
            b.thigh = 0.225, b.shin = 0.215, b.shoulders = 0.135, b.waist = 0.115;
            b.hips = 0.12, b.arm = 0.037, b.leg = 0.058;
            break;
        case Age::Teen:
            b.head = 0.172, b.torso = 0.49, b.upper_arm = 0.24, b.forearm = 0.225;
            b.thigh = 0.345, b.shin = 0.325, b.shoulders = 0.17, b.waist = 0.125, b.hips = 0.135;
            b.arm = 0.04, b.leg = 0.066;
            break;
        case Age::Old: b.stoop = 7, tall *= 0.95; break;
        case Age::Adult: break;
    }
    for (double* l : {&b.torso, &b.upper_arm, &b.forearm, &b.thigh, &b.shin}) *l *= tall;
    double wide = 1, thick = 1, middle = 1;
    switch (look.build) {
        case Build::Slim: wide = 0.88, thick = 0.86, middle = 0.86; break;
        case Build::Broad: wide = 1.24, thick = 1.18, middle = 1.16; break;
        case Build::Stout: wide = 1.16, thick = 1.2, middle = 1.62; break;
        case Build::Average: break;
    }
    if (look.gender == Gender::Female && look.age != Age::Child) {
        wide *= 0.9, thick *= 0.92, middle *= 0.92;
    }
    b.shoulders *= wide, b.waist *= middle, b.hips *= mix(wide, middle, 0.5);
    b.arm *= thick, b.leg *= thick;
    return b;
}

Skeleton skeleton_of(const Look& look, Pose pose, Gaze gaze, Facing facing, Seat seat) {
    PoseShape shape = shape_of(pose);
    if (seat == Seat::Yes && shape.base == Base::Feet) {
        shape.base = Base::Seat;
        shape.lean *= 0.6;
        shape.near_leg = kNearSeat;
        shape.far_leg = kFarSeat;
    }
    Skeleton s;
    s.body = body_of(look);
    s.base = shape.base;
    const Body& b = s.body;
    s.turn = facing == Facing::Front || facing == Facing::Back ? 0.0 : 0.72;
    s.back = facing == Facing::Back;
    const double lean = (shape.lean + b.stoop) * mix(0.35, 1.0, s.turn);
    s.tilt = shape.tilt * mix(0.3, 1.0, s.turn);
    s.pitch = shape.pitch + (gaze == Gaze::Up ? 0.75 : gaze == Gaze::Down ? -0.75 : 0);

    const Point up = hanging(180 - lean, 1);
    const Point across{up.y, -up.x};
    s.neck = up * b.torso;
    const Point skull = hanging(180 - lean * 0.6 - s.tilt * 0.5, b.neck + b.head * 0.98);
    s.head = s.neck + skull + Point{0.02 * s.turn, 0};

    const double half = (b.shoulders - b.arm * 0.75) * mix(1.0, 0.72, s.turn);
    const Point shoulder = up * (b.torso * 0.905);
    s.near_arm = arm_of(s, shoulder - across * half, shape.near_arm, true);
    s.far_arm = arm_of(s, shoulder + across * half, shape.far_arm, false);
    s.near_hand = shape.near_hand;
    s.far_hand = shape.far_hand;

    const double hip = (b.hips - b.leg) * mix(1.0, 0.7, s.turn);
    const double stride = s.base == Base::Seat ? 1.0 : mix(0.6, 1.0, s.turn);
    s.near_leg = swung({-hip, 0}, b.thigh, shape.near_leg.thigh * stride, b.shin,
                       -shape.near_leg.knee * stride);
    s.far_leg = swung({hip, 0}, b.thigh, shape.far_leg.thigh * stride, b.shin,
                      -shape.far_leg.knee * stride);

    double rise = -std::min(lowest_of(s, s.near_leg), lowest_of(s, s.far_leg));
    if (s.base == Base::Seat) rise = std::max(0.45, b.shin + 0.08);
    if (s.base == Base::Air) rise += 0.35;
    shift(s, {0, rise});
    if (s.base == Base::Lying) lay_down(s);
    s.top = s.head.y + b.head;
    return s;
}

}  // namespace fabula::drawing
