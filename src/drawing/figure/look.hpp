// What makes a figure recognizable from frame to frame: body, hair, clothes and one attribute.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "drawing/drawing.hpp"

namespace fabula::drawing {

enum class Gender : std::uint8_t { Open, Female, Male };
enum class Age : std::uint8_t { Child, Teen, Adult, Old };
enum class Build : std::uint8_t { Average, Slim, Broad, Stout };
enum class Species : std::uint8_t {
    Human,
    Cat,
    Dog,
    Rabbit,
    Mouse,
    Fox,
    Bear,
    Lion,
    Pig,
    Bird,
    Frog,
    Robot,
    Ghost
};
enum class Hair : std::uint8_t {
    Bald,
    Wreath,
    Crop,
    SidePart,
    Quiff,
    Curls,
    Afro,
    Bob,
    Pageboy,
    Long,
    Wavy,
    Ponytail,
    Bun,
    Braids,
    Spikes
};
enum class Headwear : std::uint8_t {
    None,
    PeakedCap,
    FlatCap,
    Beanie,
    Fedora,
    StrawHat,
    TopHat,
    Headscarf,
    Crown,
    Helmet,
    Headset,
    Hood,
    Beret,
    PointedHat,
    ChefHat,
    Bow
};
enum class FacialHair : std::uint8_t { None, Moustache, Goatee, Beard, LongBeard, Stubble };
enum class Eyewear : std::uint8_t { None, Round, Square, Dark, Patch };
enum class Neckwear : std::uint8_t { None, Scarf, Shawl, Tie, BowTie, Necklace };
enum class Garment : std::uint8_t {
    Shirt,
    Tee,
    Sweater,
    Cardigan,
    Jacket,
    Suit,
    Uniform,
    Coat,
    Raincoat,
    Hoodie,
    Dress,
    Robe,
    Vest,
    Overalls,
    Apron,
    Tunic,
    Armor
};
enum class Legwear : std::uint8_t { Trousers, Skirt, Shorts };
enum class Pattern : std::uint8_t { Plain, Stripes, Pinstripes, Checks, Dots, Zigzag };
enum class Bag : std::uint8_t { None, Shoulder, Backpack };

struct Look {
    Gender gender = Gender::Open;
    Age age = Age::Adult;
    Build build = Build::Average;
    Species species = Species::Human;
    double height = 1;  // Of what is usual at this age.
    Color skin;
    Hair hair = Hair::Crop;
    Color hair_color;
    Headwear headwear = Headwear::None;
    Color headwear_color;
    FacialHair facial_hair = FacialHair::None;
    Eyewear eyewear = Eyewear::None;
    Neckwear neckwear = Neckwear::None;
    Color neckwear_color;
    Garment garment = Garment::Shirt;
    Color garment_color;
    Pattern pattern = Pattern::Plain;
    Color pattern_color;
    Legwear legwear = Legwear::Trousers;
    Color legwear_color;
    Bag bag = Bag::None;
    Color bag_color;
    std::int64_t nose = 0;  // 0..4
    std::int64_t face = 0;  // 0..3: oval, round, square, long.

    static constexpr auto fields = FieldList{Field<&Look::gender>{"gender"},
                                             Field<&Look::age>{"age"},
                                             Field<&Look::build>{"build"},
                                             Field<&Look::species>{"species"},
                                             Field<&Look::height>{"height"},
                                             Field<&Look::skin>{"skin"},
                                             Field<&Look::hair>{"hair"},
                                             Field<&Look::hair_color>{"hair_color"},
                                             Field<&Look::headwear>{"headwear"},
                                             Field<&Look::headwear_color>{"headwear_color"},
                                             Field<&Look::facial_hair>{"facial_hair"},
                                             Field<&Look::eyewear>{"eyewear"},
                                             Field<&Look::neckwear>{"neckwear"},
                                             Field<&Look::neckwear_color>{"neckwear_color"},
                                             Field<&Look::garment>{"garment"},
                                             Field<&Look::garment_color>{"garment_color"},
                                             Field<&Look::pattern>{"pattern"},
                                             Field<&Look::pattern_color>{"pattern_color"},
                                             Field<&Look::legwear>{"legwear"},
                                             Field<&Look::legwear_color>{"legwear_color"},
                                             Field<&Look::bag>{"bag"},
                                             Field<&Look::bag_color>{"bag_color"},
                                             Field<&Look::nose>{"nose"},
                                             Field<&Look::face>{"face"}};
};

inline constexpr Rules kHintColor = {.length_max = 7, .color = true};

// What is said about somebody's looks; the rest is free. Colours are "#rrggbb".
struct LookHints {
    std::optional<Gender> gender;
    std::optional<Age> age;
    std::optional<Build> build;
    std::optional<Species> species;
    std::optional<std::string> skin;
    std::optional<Hair> hair;
    std::optional<std::string> hair_color;
    std::optional<Headwear> headwear;
    std::optional<std::string> headwear_color;
    std::optional<FacialHair> facial_hair;
    std::optional<Eyewear> eyewear;
    std::optional<Neckwear> neckwear;
    std::optional<std::string> neckwear_color;
    std::optional<Garment> garment;
    std::optional<std::string> garment_color;
    std::optional<Pattern> pattern;
    std::optional<Legwear> legwear;
    std::optional<std::string> legwear_color;
    std::optional<Bag> bag;

    static constexpr auto fields =
        FieldList{Field<&LookHints::gender>{"gender"},
                  Field<&LookHints::age>{"age"},
                  Field<&LookHints::build>{"build"},
                  Field<&LookHints::species>{"species"},
                  Field<&LookHints::skin>{"skin", kHintColor},
                  Field<&LookHints::hair>{"hair"},
                  Field<&LookHints::hair_color>{"hair_color", kHintColor},
                  Field<&LookHints::headwear>{"headwear"},
                  Field<&LookHints::headwear_color>{"headwear_color", kHintColor},
                  Field<&LookHints::facial_hair>{"facial_hair"},
                  Field<&LookHints::eyewear>{"eyewear"},
                  Field<&LookHints::neckwear>{"neckwear"},
                  Field<&LookHints::neckwear_color>{"neckwear_color", kHintColor},
                  Field<&LookHints::garment>{"garment"},
                  Field<&LookHints::garment_color>{"garment_color", kHintColor},
                  Field<&LookHints::pattern>{"pattern"},
                  Field<&LookHints::legwear>{"legwear"},
                  Field<&LookHints::legwear_color>{"legwear_color", kHintColor},
                  Field<&LookHints::bag>{"bag"}};
};

// Reads looks off a description: "(80), white bun, green shawl". Words it does not know are left.
LookHints read_look(std::string_view description);
// Gender, age and species as far as a name or its title tells: "MRS. FALK", "OLD MAN", "WHITE
// RABBIT", and common given names.
LookHints read_name(std::string_view name);
// `over` wins where both say something.
LookHints combine(const LookHints& over, const LookHints& under);
// What the hints say, put on.
void wear(Look& look, const LookHints& hints);

struct CastMember {
    std::string name;
    LookHints hints;
};

// One look for each member, in order. Hints are kept; the rest follows from a hash of the name
// and is chosen so that nobody resembles a member before: a later member never changes an
// earlier one's look.
std::vector<Look> assign_looks(const std::vector<CastMember>& cast);

// How far two looks are apart for an eye that sees no colours: outline, tones and patterns.
// Below kAlike they can be taken for one another.
double look_distance(const Look& a, const Look& b);
inline constexpr double kAlike = 3.0;

}  // namespace fabula::drawing

#include "drawing/figure/look_values.hpp"
