#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/fields.hpp"
#include "drawing/figure/figure.hpp"
#include "drawing/figure/pose.hpp"

namespace fabula::drawing {

namespace {

template <class E>
std::vector<E> all_of() {
    std::vector<E> values;
    for (std::size_t i = 0; i < EnumNames<E>::names.size(); ++i)
        values.push_back(static_cast<E>(i));
    return values;
}

double lowest_point(const Skeleton& s) {
    return std::min({s.near_leg.end.y - 0.05, s.far_leg.end.y - 0.05, s.near_leg.joint.y - 0.07,
                     s.far_leg.joint.y - 0.07});
}

struct Said {
    const char* words;
    Pose pose;
    Expression expression;
};

}  // namespace

TEST_CASE("whoever stands, walks or kneels touches the ground and does not sink into it") {
    for (const auto pose : all_of<Pose>()) {
        for (const auto age : all_of<Age>()) {
            Look look;
            look.age = age;
            const auto bones = skeleton_of(look, pose, Gaze::Ahead, Facing::Right);
            CAPTURE(name_of(pose));
            CAPTURE(name_of(age));
            if (bones.base == Base::Feet || bones.base == Base::Knees) {
                CHECK(std::abs(lowest_point(bones)) < 0.03);
            }
            CHECK(bones.head.y > 0.1);
        }
    }
}

TEST_CASE("limbs keep their length in every pose") {
    const Look look;
    const Body body = body_of(look);
    for (const auto pose : all_of<Pose>()) {
        for (const auto facing : all_of<Facing>()) {
            const auto bones = skeleton_of(look, pose, Gaze::Ahead, facing);
            CAPTURE(name_of(pose));
            for (const auto* arm : {&bones.near_arm, &bones.far_arm}) {
                CHECK(length(arm->joint - arm->root) ==
                      doctest::Approx(body.upper_arm).epsilon(0.02));
                CHECK(length(arm->end - arm->joint) == doctest::Approx(body.forearm).epsilon(0.02));
            }
        }
    }
}

TEST_CASE("a child is smaller than a grown person and a seated figure lower than a standing one") {
    Look child;
    child.age = Age::Child;
    const Look grown;
    const auto top = [](const Look& look, Seat seat) {
        return skeleton_of(look, Pose::Talk, Gaze::Ahead, Facing::Right, seat).top;
    };
    CHECK(top(child, Seat::No) < 0.8 * top(grown, Seat::No));
    CHECK(top(grown, Seat::Yes) < top(grown, Seat::No) - 0.25);
    CHECK(top(grown, Seat::No) == doctest::Approx(1.74).epsilon(0.05));
}

TEST_CASE("the mouth is inside the head") {
    for (const auto pose : all_of<Pose>()) {
        const Look look;
        const auto bones = skeleton_of(look, pose, Gaze::Ahead, Facing::Right);
        const Rect head = head_box(look, bones);
        const Point mouth = mouth_point(look, bones);
        CAPTURE(name_of(pose));
        CHECK(mouth.x > head.x);
        CHECK(mouth.x < head.right());
        CHECK(mouth.y > head.y);
        CHECK(mouth.y < head.bottom());
    }
}

TEST_CASE("every hat, hair and garment can be drawn from every side") {
    const Light light = light_of(TimeOfDay::Day, Lighting::Open);
    const auto items_of = [&](const Look& look, Facing facing) {
        Canvas canvas;
        const FigurePen pen(canvas, light, {100, 0, 0, -100, 50, 190}, 100, 1);
        draw_figure(pen, look, skeleton_of(look, Pose::Stand, Gaze::Ahead, facing), {});
        return canvas.take().size();
    };
    const auto try_all = [&](auto Look::*field, const auto& values) {
        for (const auto facing : all_of<Facing>()) {
            Look look;
            look.hair_color = {40, 30, 20};
            for (const auto value : values) {
                look.*field = value;
                CAPTURE(name_of(value));
                CHECK(items_of(look, facing) > 20);
            }
        }
    };
    try_all(&Look::hair, all_of<Hair>());
    try_all(&Look::headwear, all_of<Headwear>());
    try_all(&Look::facial_hair, all_of<FacialHair>());
    try_all(&Look::eyewear, all_of<Eyewear>());
    try_all(&Look::neckwear, all_of<Neckwear>());
    try_all(&Look::garment, all_of<Garment>());
    try_all(&Look::pattern, all_of<Pattern>());
    try_all(&Look::species, all_of<Species>());
    try_all(&Look::bag, all_of<Bag>());
}

TEST_CASE("poses and faces follow the words") {
    const Said cases[] = {
        {"points at the door", Pose::Point, Expression::Neutral},
        {"runs down the street", Pose::Run, Expression::Neutral},
        {"kneels where the water begins", Pose::Kneel, Expression::Neutral},
        {"crouches beside her", Pose::Crouch, Expression::Neutral},
        {"sits at the table, smiling", Pose::Sit, Expression::Smile},
        {"hugs him, in tears", Pose::Hug, Expression::Cry},
        {"shouts furiously", Pose::Shout, Expression::Angry},
        {"reads the letter and frowns", Pose::Read, Expression::Stern},
        {"läuft lachend zum Fenster", Pose::Run, Expression::Neutral},
        {"umarmt sie und lächelt", Pose::Hug, Expression::Smile},
        {"waits", Pose::Stand, Expression::Neutral},
    };
    for (const auto& said : cases) {
        CAPTURE(said.words);
        const auto acting = read_acting(said.words);
        CHECK(acting.pose == said.pose);
        CHECK(acting.expression == said.expression);
    }
    CHECK(read_acting("looks up at the stars").gaze == Gaze::Up);
    CHECK(read_acting("not looking up").gaze == Gaze::Down);
}

TEST_CASE("how something is said shows") {
    CHECK(read_delivery("Stop!", "").pose == Pose::Shout);
    CHECK(read_delivery("Hello, Anna.", "").pose == Pose::Wave);
    CHECK(read_delivery("He doesn't know that.", "whispering").pose == Pose::Whisper);
    CHECK(read_delivery("Admirals ride free.", "touching his cap").pose == Pose::Salute);
    CHECK(read_delivery("It is late.", "").pose == Pose::Talk);
    CHECK(read_delivery("NEVER COME BACK!", "").expression == Expression::Angry);
}

}  // namespace fabula::drawing
