#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/text.hpp"
#include "drawing/frame.hpp"
#include "drawing/set/set.hpp"
#include "drawing/set/sprite.hpp"
#include "drawing/svg.hpp"

namespace fabula::drawing {

namespace {

struct PlaceCase {
    const char* place;
    Inside inside;
    const char* set;
};

// clang-format off
const PlaceCase kPlaces[] = {
    {"KITCHEN", Inside::Yes, "kitchen"},            {"SMITH HOUSE - KITCHEN", Inside::Yes, "kitchen"},
    {"KITCHEN, SMITH HOUSE", Inside::Yes, "kitchen"}, {"Anna's bathroom", Inside::Yes, "bathroom"},
    {"BEDROOM", Inside::Yes, "bedroom"},            {"CONTROL ROOM", Inside::Yes, "control_room"},
    {"POLICE STATION - OFFICE", Inside::Yes, "office"}, {"CLASSROOM", Inside::Yes, "school"},
    {"LIBRARY", Inside::Yes, "library"},            {"HOSPITAL ROOM", Inside::Yes, "hospital"},
    {"CAFÉ", Inside::Yes, "cafe"},                  {"THE BLACK CAT BAR", Inside::Yes, "bar"},
    {"ST. MARY'S CHURCH", Inside::Yes, "church"},   {"THEATRE STAGE", Inside::Yes, "stage"},
    {"SUPERMARKET", Inside::Yes, "shop"},           {"PRISON CELL", Inside::Yes, "prison"},
    {"CELLAR", Inside::Yes, "cellar"},              {"ATTIC", Inside::Yes, "attic"},
    {"HOTEL CORRIDOR", Inside::Yes, "corridor"},    {"JACK'S CAR", Inside::Yes, "car"},
    {"BUS", Inside::Yes, "bus"},                    {"TRAIN COMPARTMENT", Inside::Yes, "train"},
    {"SPACESHIP BRIDGE", Inside::Yes, "spaceship"}, {"THRONE ROOM", Inside::Yes, "castle"},
    {"GARAGE", Inside::Yes, "workshop"},            {"CAVE", Inside::Yes, "cave"},
    {"LIVING ROOM", Inside::Yes, "room"},           {"Hotelküche", Inside::Yes, "kitchen"},
    {"WOHNZIMMER", Inside::Yes, "room"},            {"ZQXW", Inside::Yes, "indoor"},
    {"MAIN STREET", Inside::No, "village"},         {"BROADWAY AVENUE", Inside::No, "street"},
    {"DARK ALLEY", Inside::No, "alley"},            {"VILLAGE SQUARE", Inside::No, "village"},
    {"FOREST CLEARING", Inside::No, "forest"},      {"Schwarzwald", Inside::No, "forest"},
    {"GARDEN", Inside::No, "garden"},               {"WHEAT FIELD", Inside::No, "field"},
    {"MOUNTAIN PASS", Inside::No, "mountain"},      {"DESERT", Inside::No, "desert"},
    {"BEACH", Inside::No, "beach"},                 {"OPEN SEA", Inside::No, "sea"},
    {"DECK OF THE SHIP", Inside::No, "boat"},       {"RIVER BANK", Inside::No, "river"},
    {"HARBOUR ROAD", Inside::No, "harbour"},        {"TRAIN STATION", Inside::No, "station"},
    {"BUS DEPOT", Inside::No, "depot"},             {"ROOFTOP", Inside::No, "roof"},
    {"CEMETERY", Inside::No, "cemetery"},           {"CASTLE", Inside::No, "castle_outside"},
    {"FARMHOUSE", Inside::No, "house_outside"},     {"CAMPSITE", Inside::No, "camp"},
    {"SURFACE OF MARS", Inside::No, "moon"},        {"ZQXW", Inside::No, "outdoor"},
};
// clang-format on

// Kinds of pieces that name a sprite, and what they are called by.
const std::set<std::string_view> kSpritePieces{"art", "row",  "scatter", "front",
                                               "on",  "left", "right",   "up"};
const std::set<std::string_view> kOtherPieces{"window", "lwin",  "rwin", "box",   "house", "road",
                                              "path",   "rails", "rug",  "water", "shore"};

}  // namespace

TEST_CASE("the words of a heading lead to the set") {
    for (const auto& row : kPlaces) {
        CAPTURE(row.place);
        CHECK(find_set(row.place, row.inside).key == row.set);
    }
}

TEST_CASE("at least thirty sets, each found by its first word") {
    CHECK(indoor_sets().size() + outdoor_sets().size() >= 30);
    for (const auto sets : {indoor_sets(), outdoor_sets()}) {
        for (const auto& set : sets) {
            if (set.words.empty()) continue;
            std::string first(set.words.substr(0, set.words.find(' ')));
            std::replace(first.begin(), first.end(), '+', ' ');
            CAPTURE(first);
            CHECK(find_set(first, set.inside).key == set.key);
            CHECK(find_set_by_key(set.key) == &set);
        }
    }
}

TEST_CASE("every piece of a set is known and names a sprite that is there") {
    for (const auto sets : {indoor_sets(), outdoor_sets()}) {
        for (const auto& set : sets) {
            CAPTURE(set.key);
            if (!set.seat.empty()) CHECK(find_sprite(set.seat) != nullptr);
            for (const auto piece : split(set.pieces, ';')) {
                const auto words = split(trim(piece), ' ');
                REQUIRE(words.size() >= 2);
                CAPTURE(std::string(piece));
                const bool with_sprite = kSpritePieces.contains(words[0]);
                CHECK((with_sprite || kOtherPieces.contains(words[0])));
                if (with_sprite) CHECK(find_sprite(words[1]) != nullptr);
            }
        }
    }
}

TEST_CASE("every part of a sprite has a path and a colour that is known") {
    std::set<std::string_view> names;
    for (const auto table :
         {furniture_sprites(), outdoor_sprites(), vehicle_sprites(), prop_sprites()}) {
        for (const auto& sprite : table) {
            CAPTURE(sprite.name);
            CHECK(names.insert(sprite.name).second);
            CHECK(sprite.width > 0);
            CHECK(sprite.height > 0);
            for (const auto text : split(sprite.art, '|')) {
                CAPTURE(std::string(text));
                const auto part = trim(text);
                const auto swatch_name = part.substr(0, part.find(' '));
                CHECK((swatch_name == "-" || is_swatch(swatch_name)));
                const auto path = read_path(part.substr(part.find(' ') + 2));
                CHECK(path.steps.size() >= 2);
            }
        }
    }
}

TEST_CASE("the path language draws lines, curves, ellipses and boxes") {
    const auto box = bounds_of(read_path("R-10 0 20 5"));
    CHECK(box.x == -10);
    CHECK(box.width == 20);
    CHECK(box.height == 5);
    CHECK(bounds_of(read_path("E3 4 2 1")).center().x == doctest::Approx(3));
    CHECK(read_path("M0 0 L1 1 2 2 Z").steps.size() == 4);
    CHECK(read_path("S0 0 1 1 2 0").steps.size() == 3);
    CHECK(read_path("nonsense").steps.empty());
}

TEST_CASE("the thing a sentence names first is its prop") {
    CHECK(find_prop("He takes the key out of the letter.")->name == "key");
    CHECK(find_prop("In the jar: a goldfish.")->name == "fish_jar");
    CHECK(find_prop("Ein Brief liegt auf dem Tisch.")->name == "letter");
    CHECK(find_prop("They wait.") == nullptr);
    CHECK(find_feature("The bus pulls up behind a car.")->name == "bus");
}

TEST_CASE("two places of a kind differ and one place stays the same") {
    const auto picture = [](const char* place) {
        FrameSpec spec;
        spec.place = place;
        spec.framing = Framing::Wide;
        return to_svg(draw_frame(spec).drawing);
    };
    CHECK(find_set("MILLER'S KITCHEN", Inside::Yes).key == "kitchen");
    CHECK(find_set("PALACE HOTEL KITCHEN", Inside::Yes).key == "kitchen");
    CHECK(picture("MILLER'S KITCHEN") != picture("PALACE HOTEL KITCHEN"));
    CHECK(picture("Miller's  Kitchen") == picture("MILLER'S KITCHEN"));
}

}  // namespace fabula::drawing
