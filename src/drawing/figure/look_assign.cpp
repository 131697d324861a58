// Looks for a whole cast: hints first, the rest by a hash of the name, nobody like another.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "drawing/figure/look.hpp"
#include "drawing/figure/tailoring.hpp"
#include "drawing/frame/canvas.hpp"
#include "drawing/frame/geometry.hpp"

namespace fabula::drawing {
namespace {

// More tries change little: with a cast of sixty, the best of these is still clearly apart.
constexpr std::uint64_t kTries = 160;

constexpr std::array<std::string_view, 6> kSkins{"#F2CFB0", "#E6B994", "#D29E74",
                                                 "#B37C52", "#8C5C3C", "#64402C"};
constexpr std::array<std::string_view, 6> kHairColors{"#26221F", "#4A3325", "#76502E",
                                                      "#D6AE60", "#BE5E2C", "#8E4728"};
// From dark to light, so that tones can be drawn apart.
constexpr std::array<std::string_view, 16> kCloth{
    "#2B3A5C", "#3A3D44", "#5B3B33", "#33543A", "#6C3F63", "#A5402F", "#2F7D78", "#7A7B3D",
    "#4F77A8", "#C0693A", "#9088B8", "#D8A23F", "#D88C98", "#9DBB98", "#E2CDA2", "#EDE8DC"};

class Dice {
public:
    explicit Dice(std::uint64_t seed) : seed_(seed) {}
    double unit() { return nth_unit(seed_, next_++); }
    bool chance(double p) { return unit() < p; }
    template <class T, std::size_t N>
    T pick(const std::array<T, N>& list) {
        return list[static_cast<std::size_t>(unit() * N)];
    }

private:
    std::uint64_t seed_;
    std::uint64_t next_ = 0;
};

Color cloth(Dice& dice) {
    return color_of(dice.pick(kCloth));
}

void roll_body(Look& look, Dice& dice) {
    constexpr std::array kBuilds{Build::Average, Build::Average, Build::Slim, Build::Broad,
                                 Build::Stout};
    look.build = look.age == Age::Child ? (dice.chance(0.25) ? Build::Stout : Build::Average)
                                        : dice.pick(kBuilds);
    look.height = 0.93 + 0.14 * dice.unit();
    look.skin = color_of(dice.pick(kSkins));
    look.nose = static_cast<std::int64_t>(dice.unit() * 5);
    look.face = static_cast<std::int64_t>(dice.unit() * 4);
}

void roll_hair(Look& look, Dice& dice) {
    constexpr std::array kFemale{Hair::Bob,  Hair::Long,    Hair::Wavy,  Hair::Ponytail,
                                 Hair::Bun,  Hair::Pageboy, Hair::Curls, Hair::Braids,
                                 Hair::Afro, Hair::SidePart};
    constexpr std::array kMale{Hair::Crop, Hair::SidePart, Hair::Quiff, Hair::Curls, Hair::Spikes,
                               Hair::Bald, Hair::Wreath,   Hair::Afro,  Hair::Long,  Hair::Pageboy};
    constexpr std::array kOpen{Hair::Crop, Hair::SidePart, Hair::Curls, Hair::Bob, Hair::Pageboy,
                               Hair::Afro, Hair::Spikes,   Hair::Quiff, Hair::Wavy};
    look.hair = look.gender == Gender::Female ? dice.pick(kFemale)
                : look.gender == Gender::Male ? dice.pick(kMale)
                                              : dice.pick(kOpen);
    const bool young = look.age == Age::Child || look.age == Age::Teen;
    if (young && (look.hair == Hair::Bald || look.hair == Hair::Wreath)) look.hair = Hair::Spikes;
    look.hair_color = look.age == Age::Old ? color_of(dice.chance(0.5) ? "#E6E3DC" : "#9B9A98")
                                           : color_of(dice.pick(kHairColors));
    if (look.age != Age::Old && lightness(look.skin) < 0.5) look.hair_color = color_of("#26221F");
    constexpr std::array kBeards{FacialHair::None,     FacialHair::None,   FacialHair::Moustache,
                                 FacialHair::Beard,    FacialHair::Goatee, FacialHair::Stubble,
                                 FacialHair::LongBeard};
    if (look.gender == Gender::Male && !young) look.facial_hair = dice.pick(kBeards);
}

void roll_clothes(Look& look, Dice& dice) {
    constexpr std::array kFemale{Garment::Dress,    Garment::Shirt,  Garment::Sweater,
                                 Garment::Cardigan, Garment::Jacket, Garment::Coat,
                                 Garment::Dress,    Garment::Tee,    Garment::Hoodie,
                                 Garment::Overalls, Garment::Tunic};
    constexpr std::array kMale{Garment::Shirt,    Garment::Sweater, Garment::Jacket, Garment::Suit,
                               Garment::Coat,     Garment::Vest,    Garment::Hoodie, Garment::Tee,
                               Garment::Overalls, Garment::Tunic};
    look.garment = look.gender == Gender::Female ? dice.pick(kFemale) : dice.pick(kMale);
    look.garment_color = cloth(dice);
    constexpr std::array kPatterns{Pattern::Plain,   Pattern::Plain,     Pattern::Plain,
                                   Pattern::Stripes, Pattern::Checks,    Pattern::Dots,
                                   Pattern::Zigzag,  Pattern::Pinstripes};
    const bool layered = tailoring_of(look.garment).lapels || look.garment == Garment::Vest ||
                         look.garment == Garment::Overalls;
    look.pattern = layered ? Pattern::Plain : dice.pick(kPatterns);
    look.legwear = look.gender == Gender::Female && dice.chance(0.4) ? Legwear::Skirt
                   : look.age == Age::Child && dice.chance(0.5)      ? Legwear::Shorts
                                                                     : Legwear::Trousers;
    constexpr std::array<std::string_view, 6> kLegs{"#33363E", "#2C3C5E", "#5A4234",
                                                    "#6E7378", "#8A7A5C", "#454A38"};
    look.legwear_color = color_of(dice.pick(kLegs));
}

void roll_attribute(Look& look, Dice& dice) {
    constexpr std::array kHats{Headwear::Beanie, Headwear::Fedora,   Headwear::FlatCap,
                               Headwear::Beret,  Headwear::StrawHat, Headwear::Headscarf};
    look.headwear_color = cloth(dice);
    look.neckwear_color = cloth(dice);
    look.bag_color = color_of(dice.chance(0.5) ? "#7A5236" : "#40464E");
    const auto which = static_cast<int>(dice.unit() * 9);
    if (which == 0) look.headwear = dice.pick(kHats);
    if (which == 1) look.eyewear = Eyewear::Round;
    if (which == 2) look.eyewear = Eyewear::Square;
    if (which == 3) look.neckwear = Neckwear::Scarf;
    if (which == 4) look.bag = dice.chance(0.5) ? Bag::Shoulder : Bag::Backpack;
    if (which == 5)
        look.neckwear = look.gender == Gender::Female ? Neckwear::Necklace : Neckwear::BowTie;
    if (which == 6 && look.gender == Gender::Female) look.headwear = Headwear::Bow;
    if (look.garment == Garment::Suit && look.neckwear == Neckwear::None)
        look.neckwear = Neckwear::Tie;
}

// Cloth of the second colour must be seen on the first.
Color against(Color ground, Dice& dice) {
    const Color light = color_of(dice.chance(0.5) ? "#F0EADB" : "#E7D3A4");
    const Color dark = color_of(dice.chance(0.5) ? "#34363E" : "#5B3B33");
    return lightness(ground) > 0.5 ? dark : light;
}

void keep_hints(Look& look, const LookHints& h) {
    if (h.build) look.build = *h.build;
    if (h.skin) look.skin = color_of(*h.skin);
    if (h.hair) look.hair = *h.hair;
    if (h.hair_color) look.hair_color = color_of(*h.hair_color);
    if (h.facial_hair) look.facial_hair = *h.facial_hair;
    if (h.garment) {
        look.garment = *h.garment;
        look.pattern = Pattern::Plain;
        if (tailoring_of(*h.garment).hem > 0.3) look.neckwear = h.neckwear.value_or(Neckwear::None);
    }
    if (h.garment_color) look.garment_color = color_of(*h.garment_color);
    if (h.pattern) look.pattern = *h.pattern;
    if (h.legwear) look.legwear = *h.legwear;
    if (h.legwear_color) look.legwear_color = color_of(*h.legwear_color);
    // Who is described wears what is said and nothing besides.
    if (h.garment || h.headwear || h.eyewear || h.neckwear) {
        look.headwear = h.headwear.value_or(Headwear::None);
        look.eyewear = h.eyewear.value_or(Eyewear::None);
        look.neckwear = h.neckwear.value_or(Neckwear::None);
        look.bag = h.bag.value_or(Bag::None);
        if (!h.facial_hair) look.facial_hair = FacialHair::None;
    }
    if (h.headwear_color) look.headwear_color = color_of(*h.headwear_color);
    if (h.neckwear_color) look.neckwear_color = color_of(*h.neckwear_color);
    if (h.bag) look.bag = *h.bag;
}

Look roll(const CastMember& member, std::uint64_t attempt) {
    Dice dice(nth(hash_of(fold(member.name)), attempt));
    const LookHints& h = member.hints;
    Look look;
    look.gender = h.gender.value_or(Gender::Open);
    look.age = h.age.value_or(Age::Adult);
    look.species = h.species.value_or(Species::Human);
    roll_body(look, dice);
    roll_hair(look, dice);
    roll_clothes(look, dice);
    roll_attribute(look, dice);
    keep_hints(look, h);
    if (look.garment == Garment::Vest || look.garment == Garment::Overalls ||
        look.garment == Garment::Apron || tailoring_of(look.garment).lapels ||
        look.garment == Garment::Cardigan) {
        look.pattern_color = color_of(dice.chance(0.6) ? "#F0EADB" : "#C9D3D8");
    } else {
        look.pattern_color = against(look.garment_color, dice);
    }
    if (look.garment == Garment::Dress) look.legwear = Legwear::Skirt;
    return look;
}

// 1 where two tones differ clearly even in grey.
double tone_apart(Color a, Color b) {
    return std::min(1.0, std::abs(lightness(a) - lightness(b)) / 0.34);
}

bool covered(const Look& look) {
    return look.headwear != Headwear::None && look.headwear != Headwear::Headset &&
           look.headwear != Headwear::Bow && look.headwear != Headwear::Crown;
}

// Hair by how it looks from afar.
int hair_shape(Hair hair) {
    switch (hair) {
        case Hair::Bald:
        case Hair::Wreath: return 0;
        case Hair::Crop:
        case Hair::SidePart:
        case Hair::Quiff: return 1;
        case Hair::Curls:
        case Hair::Afro: return 2;
        case Hair::Bob:
        case Hair::Pageboy: return 3;
        case Hair::Long:
        case Hair::Wavy: return 4;
        case Hair::Ponytail: return 5;
        case Hair::Bun: return 6;
        case Hair::Braids: return 7;
        case Hair::Spikes: return 8;
    }
    return 1;
}

}  // namespace

double look_distance(const Look& a, const Look& b) {
    double d = 0;
    if (a.species != b.species) d += 4;
    if (a.age != b.age) d += a.age == Age::Child || b.age == Age::Child ? 3 : 1;
    if (a.build != b.build) d += 0.8;
    d += std::min(0.5, std::abs(a.height - b.height) * 5);
    if (a.headwear != b.headwear) d += 1.8;
    if (!covered(a) && !covered(b)) {
        if (hair_shape(a.hair) != hair_shape(b.hair))
            d += 1.8;
        else if (a.hair != b.hair)
            d += 0.7;
    }
    if (a.hair != Hair::Bald && b.hair != Hair::Bald)
        d += 1.1 * tone_apart(a.hair_color, b.hair_color);
    if (a.facial_hair != b.facial_hair) d += 1.3;
    if (a.eyewear != b.eyewear) d += 1.1;
    if (a.neckwear != b.neckwear) d += 0.8;
    if (a.bag != b.bag) d += 0.5;
    d += 1.6 * tone_apart(a.garment_color, b.garment_color);
    if (a.pattern != b.pattern) d += 0.9;
    const bool long_a = is_long(a.garment), long_b = is_long(b.garment);
    if (long_a != long_b)
        d += 1.2;
    else if (a.garment != b.garment)
        d += 0.5;
    if (!long_a && !long_b) {
        if (a.legwear != b.legwear) d += 0.6;
        d += 0.5 * tone_apart(a.legwear_color, b.legwear_color);
    }
    d += 0.8 * tone_apart(a.skin, b.skin);
    return d;
}

namespace {

template <class T>
void put_on(T& target, const std::optional<T>& given) {
    if (given) target = *given;
}

void put_on(Color& target, const std::optional<std::string>& given) {
    if (given && !given->empty()) target = color_of(*given);
}

}  // namespace

void wear(Look& look, const LookHints& hints) {
    put_on(look.gender, hints.gender);
    put_on(look.age, hints.age);
    put_on(look.build, hints.build);
    put_on(look.species, hints.species);
    put_on(look.skin, hints.skin);
    put_on(look.hair, hints.hair);
    put_on(look.hair_color, hints.hair_color);
    put_on(look.headwear, hints.headwear);
    put_on(look.headwear_color, hints.headwear_color);
    put_on(look.facial_hair, hints.facial_hair);
    put_on(look.eyewear, hints.eyewear);
    put_on(look.neckwear, hints.neckwear);
    put_on(look.neckwear_color, hints.neckwear_color);
    put_on(look.garment, hints.garment);
    put_on(look.garment_color, hints.garment_color);
    put_on(look.pattern, hints.pattern);
    put_on(look.legwear, hints.legwear);
    put_on(look.legwear_color, hints.legwear_color);
    put_on(look.bag, hints.bag);
    // Cloth of the second colour must be seen on the first.
    const double apart = lightness(look.garment_color) - lightness(look.pattern_color);
    if (std::abs(apart) < 0.2) {
        look.pattern_color = color_of(lightness(look.garment_color) > 0.5 ? "#34363E" : "#F0EADB");
    }
}

std::vector<Look> assign_looks(const std::vector<CastMember>& cast) {
    // This much is worth no further search.
    constexpr double kClear = kAlike * 1.5;
    std::vector<Look> looks;
    for (const auto& member : cast) {
        Look best;
        double best_distance = -1;
        for (std::uint64_t attempt = 0; attempt < kTries && best_distance < kClear; ++attempt) {
            const Look look = roll(member, attempt);
            double nearest = 1e9;
            for (const auto& other : looks) nearest = std::min(nearest, look_distance(look, other));
            if (nearest > best_distance) {
                best = look;
                best_distance = nearest;
            }
        }
        looks.push_back(best);
    }
    return looks;
}

}  // namespace fabula::drawing
