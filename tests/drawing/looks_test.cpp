// What is at stake: a reader must know every figure again, also on a grey print.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/fields.hpp"
#include "drawing/figure/figure.hpp"
#include "drawing/figure/look.hpp"
#include "drawing/frame_plan.hpp"
#include "drawing/raster.hpp"

namespace fabula::drawing {

namespace {

std::vector<CastMember> cast_of(const std::vector<std::string>& names) {
    std::vector<CastMember> cast;
    for (const auto& name : names) cast.push_back({name, read_name(name)});
    return cast;
}

const std::vector<std::string> kManyNames{
    "ANNA", "BEN",     "CLARA",  "DAVID",    "EMMA",      "FRANK",  "GRETA", "HANS",
    "IDA",  "JACK",    "KATE",   "LEO",      "MARY",      "NOAH",   "OLGA",  "PETER",
    "ROSA", "SAM",     "TESS",   "ULI",      "VERA",      "WALTER", "YUSUF", "ZOE",
    "BOY",  "OLD MAN", "MOTHER", "SERGEANT", "DR. KLEIN", "NURSE"};

// A figure on white, as grey pixels.
std::vector<double> grey_picture(const Look& look) {
    Canvas canvas;
    const Light light = light_of(TimeOfDay::Day, Lighting::Open);
    canvas.fill(rectangle({0, 0, 60, 120}), {255, 255, 255});
    const FigurePen pen(canvas, light, {56, 0, 0, -56, 30, 116}, 56, 0.8);
    draw_figure(pen, look, skeleton_of(look, Pose::Stand, Gaze::Ahead, Facing::Right), {});
    const Drawing drawing{60, 120, canvas.take()};
    const Pixels pixels = rasterize(drawing, {.pixels_per_point = 1});
    std::vector<double> grey;
    for (std::size_t i = 0; i + 3 < pixels.rgba.size(); i += 4) {
        grey.push_back(lightness({pixels.rgba[i], pixels.rgba[i + 1], pixels.rgba[i + 2]}));
    }
    return grey;
}

// Mean difference over the pixels where either figure is.
double picture_distance(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    double inked = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > 0.99 && b[i] > 0.99) continue;
        sum += std::abs(a[i] - b[i]);
        inked += 1;
    }
    return inked > 0 ? sum / inked : 0;
}

}  // namespace

TEST_CASE("an introduction is read as hair, clothes and what is worn besides") {
    const auto tomas =
        read_look(" (67), grey moustache, navy uniform, navy cap, polishes the mirror");
    CHECK(tomas.age == Age::Old);
    CHECK(tomas.facial_hair == FacialHair::Moustache);
    CHECK(tomas.hair_color == "#9a9fa4");
    CHECK(tomas.garment == Garment::Uniform);
    CHECK(tomas.garment_color == "#2c3d63");
    CHECK(tomas.headwear == Headwear::PeakedCap);

    const auto pell =
        read_look(" (34), long grey coat, red tie, round glasses, a ticket punch on his belt");
    CHECK(pell.age == Age::Adult);
    CHECK(pell.garment == Garment::Coat);
    CHECK(pell.neckwear == Neckwear::Tie);
    CHECK(pell.neckwear_color == "#b83a2e");
    CHECK(pell.eyewear == Eyewear::Round);
    CHECK_FALSE(pell.build.has_value());

    const auto mina = read_look(" (9), yellow raincoat, black braids, climbs aboard");
    CHECK(mina.age == Age::Child);
    CHECK(mina.garment == Garment::Raincoat);
    CHECK(mina.hair == Hair::Braids);
    CHECK(mina.hair_color == "#2a2a30");
}

TEST_CASE("looks are read in German too") {
    const auto look = read_look("eine alte Frau mit grauem Dutt, rotem Schal und runder Brille");
    CHECK(look.age == Age::Old);
    CHECK(look.gender == Gender::Female);
    CHECK(look.hair == Hair::Bun);
    CHECK(look.neckwear == Neckwear::Scarf);
    CHECK(look.neckwear_color == "#b83a2e");
    CHECK(look.eyewear.has_value());
}

TEST_CASE("names tell gender, age and kind as far as they do") {
    CHECK(read_name("MRS. FALK").gender == Gender::Female);
    CHECK(read_name("Tomas").gender == Gender::Male);
    CHECK(read_name("OLD MAN").age == Age::Old);
    CHECK(read_name("GIRL #2").age == Age::Child);
    CHECK(read_name("White Rabbit").species == Species::Rabbit);
    CHECK(read_name("White Rabbit").skin == "#f1eee6");
    CHECK(read_name("Cheshire Cat").species == Species::Cat);
    CHECK_FALSE(read_name("Quzeq").gender.has_value());
    CHECK_FALSE(read_name("Catherine").species.has_value());
}

TEST_CASE("the script tells more than the name: introductions and pronouns") {
    const auto cast =
        read_cast({"JUNE", "ROBIN", "PAT"},
                  {"JUNE (55), red curls, purple cardigan, headset, guards a cupcake.",
                   "Robin looks at her watch. She sighs.", "Pat lifts his hat.",
                   "June and Pat laugh. She nods."});
    REQUIRE(cast.size() == 3);
    CHECK(cast[0].hints.hair == Hair::Curls);
    CHECK(cast[0].hints.garment_color == "#77528c");
    CHECK(cast[1].hints.gender == Gender::Female);
    CHECK(cast[2].hints.gender == Gender::Male);
    CHECK_FALSE(cast[1].hints.headwear.has_value());
}

TEST_CASE("what is said of a figure is kept, and nothing else is put on it") {
    const auto looks =
        assign_looks({{"TOMAS", read_look("grey moustache, navy uniform, navy cap")}});
    REQUIRE(looks.size() == 1);
    CHECK(looks[0].garment == Garment::Uniform);
    CHECK(looks[0].garment_color == Color{0x2c, 0x3d, 0x63});
    CHECK(looks[0].headwear == Headwear::PeakedCap);
    CHECK(looks[0].facial_hair == FacialHair::Moustache);
    CHECK(looks[0].eyewear == Eyewear::None);
    CHECK(looks[0].bag == Bag::None);
}

TEST_CASE("a later member never changes an earlier one") {
    const auto few = assign_looks(cast_of({"ANNA", "BEN", "CLARA"}));
    const auto many = assign_looks(cast_of(kManyNames));
    for (std::size_t i = 0; i < few.size(); ++i) {
        CHECK(look_distance(few[i], many[i]) == 0);
        CHECK(few[i].garment_color == many[i].garment_color);
    }
}

TEST_CASE("no two of a cast of thirty can be taken for one another") {
    const auto looks = assign_looks(cast_of(kManyNames));
    for (std::size_t i = 0; i < looks.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            CAPTURE(kManyNames[i]);
            CAPTURE(kManyNames[j]);
            CHECK(look_distance(looks[i], looks[j]) >= kAlike);
        }
    }
}

TEST_CASE("drawn small and in grey, the pictures of thirty people differ") {
    const auto looks = assign_looks(cast_of(kManyNames));
    std::vector<std::vector<double>> pictures;
    for (const auto& look : looks) pictures.push_back(grey_picture(look));
    double least = 1;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double d = picture_distance(pictures[i], pictures[j]);
            CAPTURE(kManyNames[i]);
            CAPTURE(kManyNames[j]);
            CHECK(d > 0.06);
            least = std::min(least, d);
        }
    }
    MESSAGE("nearest pair in grey: ", least);
    // The same figure is the same picture.
    CHECK(picture_distance(pictures[0], grey_picture(looks[0])) == 0);
}

TEST_CASE("look distance is no matter of colour alone") {
    Look a;
    a.garment_color = color_of("#c04040");
    Look b = a;
    b.garment_color = color_of("#408040");  // As light as the red.
    CHECK(look_distance(a, b) < 0.6);
    b.hair = Hair::Afro;
    b.headwear = Headwear::None;
    b.facial_hair = FacialHair::Beard;
    CHECK(look_distance(a, b) > kAlike);
}

}  // namespace fabula::drawing
