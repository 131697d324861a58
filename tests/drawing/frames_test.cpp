#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "drawing/frame.hpp"
#include "drawing/frame/canvas.hpp"
#include "drawing/frame_json.hpp"
#include "drawing/raster.hpp"
#include "drawing/set/set.hpp"
#include "drawing/svg.hpp"

namespace fabula::drawing {

namespace {

constexpr Framing kFramings[] = {Framing::ExtremeClose, Framing::Close,      Framing::MediumClose,
                                 Framing::Medium,       Framing::MediumWide, Framing::Wide,
                                 Framing::ExtremeWide,  Framing::TwoShot,    Framing::OverShoulder,
                                 Framing::Insert};

FrameSpec a_talk() {
    FrameSpec spec;
    spec.place = "KITCHEN";
    const auto looks = assign_looks({{"ANNA", read_name("ANNA")}, {"BEN", read_name("BEN")}});
    spec.figures = {{.name = "ANNA", .facing = Facing::Right, .speaking = true, .look = looks[0]},
                    {.name = "BEN", .facing = Facing::Left, .look = looks[1]}};
    return spec;
}

bool finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < 1e6 && std::abs(p.y) < 1e6;
}

bool all_finite(const Path& path) {
    return std::all_of(path.steps.begin(), path.steps.end(), [](const PathStep& step) {
        if (const auto* move = std::get_if<MoveTo>(&step)) return finite(move->to);
        if (const auto* line = std::get_if<LineTo>(&step)) return finite(line->to);
        if (const auto* curve = std::get_if<CurveTo>(&step)) {
            return finite(curve->control1) && finite(curve->control2) && finite(curve->to);
        }
        return true;
    });
}

bool all_finite(const std::vector<Item>& items) {
    return std::all_of(items.begin(), items.end(), [](const Item& item) {
        if (const auto* fill = std::get_if<Fill>(&item)) return all_finite(fill->path);
        if (const auto* stroke = std::get_if<Stroke>(&item))
            return all_finite(stroke->path) && stroke->width > 0;
        if (const auto* group = std::get_if<Group>(&item)) return all_finite(group->items);
        return true;
    });
}

double mean_lightness(const FrameSpec& spec) {
    const Pixels pixels = rasterize(draw_frame(spec).drawing, {.pixels_per_point = 0.25});
    double sum = 0;
    for (std::size_t i = 0; i + 3 < pixels.rgba.size(); i += 4) {
        sum += lightness({pixels.rgba[i], pixels.rgba[i + 1], pixels.rgba[i + 2]});
    }
    return sum / (static_cast<double>(pixels.rgba.size()) / 4);
}

const Text* find_text(const std::vector<Item>& items, std::string_view text) {
    for (const auto& item : items) {
        if (const auto* found = std::get_if<Text>(&item); found && found->text == text)
            return found;
        if (const auto* group = std::get_if<Group>(&item)) {
            if (const auto* found = find_text(group->items, text)) return found;
        }
    }
    return nullptr;
}

}  // namespace

TEST_CASE("the same spec gives the same drawing and the same bytes, whatever was drawn between") {
    const FrameSpec spec = a_talk();
    const auto svg = to_svg(draw_frame(spec).drawing);
    const auto png = render_png(draw_frame(spec).drawing, {.pixels_per_point = 1});
    FrameSpec other = spec;
    other.place = "FOREST";
    other.inside = false;
    (void)draw_frame(other);
    CHECK(to_svg(draw_frame(spec).drawing) == svg);
    CHECK(render_png(draw_frame(spec).drawing, {.pixels_per_point = 1}) == png);
}

TEST_CASE("a frame is drawn again from the JSON of its spec") {
    FrameSpec spec = a_talk();
    spec.framing = Framing::OverShoulder;
    spec.angle = CameraAngle::BirdsEye;
    spec.weather = Weather::Snow;
    spec.figures[0].pose = Pose::HandsOnHips;
    spec.figures[0].prop = "key";
    const Json json = encode(spec);
    CHECK(json["framing"] == "OTS");
    CHECK(json["angle"] == "Bird's Eye View");
    CHECK(json["figures"][0]["pose"] == "hands_on_hips");
    CHECK(to_svg(draw_frame(decode<FrameSpec>(json)).drawing) == to_svg(draw_frame(spec).drawing));
}

TEST_CASE("the closer the framing, the larger the head") {
    FrameSpec spec = a_talk();
    spec.focus = 0;
    double last = 1e9;
    for (const auto framing :
         {Framing::ExtremeClose, Framing::Close, Framing::MediumClose, Framing::Medium,
          Framing::MediumWide, Framing::Wide, Framing::ExtremeWide}) {
        spec.framing = framing;
        const auto frame = draw_frame(spec);
        CAPTURE(name_of(framing));
        REQUIRE(frame.figures[0].shown);
        CHECK(frame.figures[0].head.height < last);
        last = frame.figures[0].head.height;
    }
    CHECK(last < 0.12 * spec.height);
}

TEST_CASE("heads stay whole in panels of any shape, and below the room kept for lettering") {
    const double sizes[][2] = {{640, 360}, {200, 200}, {150, 300}, {420, 130}, {110, 160}};
    for (const auto framing : kFramings) {
        if (framing == Framing::ExtremeClose || framing == Framing::Insert) continue;
        for (const auto& size : sizes) {
            for (const double headroom : {0.0, 0.3, 0.5}) {
                FrameSpec spec = a_talk();
                spec.framing = framing;
                spec.focus = 0;
                spec.width = size[0];
                spec.height = size[1];
                spec.headroom = headroom;
                const auto frame = draw_frame(spec);
                CAPTURE(name_of(framing));
                CAPTURE(size[0]);
                CAPTURE(headroom);
                const auto& head = frame.figures[0].head;
                CHECK(frame.figures[0].shown);
                CHECK(head.x > 0);
                CHECK(head.right() < size[0]);
                CHECK(head.y >= headroom * size[1] - 0.5);
                CHECK(head.bottom() < size[1]);
                CHECK(frame.figures[0].mouth.x > head.x);
                CHECK(frame.figures[0].mouth.x < head.right());
            }
        }
    }
}

TEST_CASE("two who talk stand side by side and look at each other") {
    FrameSpec spec = a_talk();
    spec.framing = Framing::TwoShot;
    const auto frame = draw_frame(spec);
    const auto& a = frame.figures[0];
    const auto& b = frame.figures[1];
    CHECK(a.head.right() < b.head.x);
    CHECK(a.mouth.x > a.head.center().x);
    CHECK(b.mouth.x < b.head.center().x);
}

TEST_CASE("over a shoulder one is seen from behind and the other in front") {
    FrameSpec spec = a_talk();
    spec.framing = Framing::OverShoulder;
    spec.focus = 0;
    auto frame = draw_frame(spec);
    CHECK_FALSE(frame.figures[0].behind);
    CHECK(frame.figures[1].behind);
    spec.focus = 1;
    frame = draw_frame(spec);
    CHECK(frame.figures[0].behind);
    CHECK_FALSE(frame.figures[1].behind);
}

TEST_CASE("in a close-up only the one it is about is there") {
    FrameSpec spec = a_talk();
    spec.framing = Framing::Close;
    spec.focus = 1;
    const auto frame = draw_frame(spec);
    CHECK_FALSE(frame.figures[0].shown);
    CHECK(frame.figures[1].shown);
    CHECK(frame.figures[1].name == "BEN");
}

TEST_CASE("night is darker than day, inside and outside") {
    FrameSpec spec = a_talk();
    spec.framing = Framing::Wide;
    for (const bool inside : {true, false}) {
        spec.inside = inside;
        spec.place = inside ? "KITCHEN" : "BEACH";
        spec.time = TimeOfDay::Day;
        const double day = mean_lightness(spec);
        spec.time = TimeOfDay::Night;
        CHECK(mean_lightness(spec) < day - 0.08);
    }
}

TEST_CASE("every set is drawn in every framing at every hour without a broken number") {
    for (const auto sets : {indoor_sets(), outdoor_sets()}) {
        for (const auto& set : sets) {
            for (const auto framing : kFramings) {
                FrameSpec spec = a_talk();
                spec.place = set.words.substr(0, set.words.find(' '));
                spec.inside = set.inside == Inside::Yes;
                spec.framing = framing;
                spec.focus = 0;
                spec.insert = "key";
                spec.feature = "bus";
                spec.time = static_cast<TimeOfDay>(static_cast<std::size_t>(framing) % 4);
                spec.weather = static_cast<Weather>(static_cast<std::size_t>(framing) % 6);
                spec.angle = static_cast<CameraAngle>(static_cast<std::size_t>(framing) % 7);
                CAPTURE(set.key);
                CAPTURE(name_of(framing));
                CHECK(all_finite(draw_frame(spec).drawing.items));
            }
        }
    }
}

TEST_CASE("words on a sign are in the picture") {
    FrameSpec spec;
    spec.framing = Framing::Insert;
    spec.sign = "OUT OF SERVICE";
    spec.place = "HARBOUR ROAD";
    spec.inside = false;
    const auto frame = draw_frame(spec);
    CHECK((find_text(frame.drawing.items, "OUT OF SERVICE") ||
           find_text(frame.drawing.items, "OUT OF")));
    spec.width = 120;  // A panel on the edge of a page.
    CHECK(find_text(draw_frame(spec).drawing.items, "SERVICE"));
}

TEST_CASE("a frame without figures and a crowd are frames too") {
    FrameSpec spec;
    spec.framing = Framing::ExtremeWide;
    spec.place = "STREET";
    spec.inside = false;
    CHECK(draw_frame(spec).figures.empty());
    for (int i = 0; i < 12; ++i) spec.figures.push_back({.name = "EXTRA " + std::to_string(i)});
    const auto frame = draw_frame(spec);
    REQUIRE(frame.figures.size() == 12);
    CHECK(frame.figures[0].shown);
    CHECK_FALSE(frame.figures[11].shown);
}

TEST_CASE("a drawn frame is small enough for a page of them") {
    CHECK(to_svg(draw_frame(a_talk()).drawing).size() < 200'000);
}

}  // namespace fabula::drawing
