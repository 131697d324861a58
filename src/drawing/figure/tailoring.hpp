// How each garment is cut.
#pragma once

#include "drawing/figure/look.hpp"

namespace fabula::drawing {

struct Tailoring {
    double sleeve = 1;    // 0 none, 0.5 to the elbow, 1 to the wrist.
    double hem = 0;       // How far it hangs below the hips, in leg lengths.
    double flare = 0;     // How much wider the hem is than the hips, in hips.
    bool lapels = false;  // Open at the neck, over something lighter.
    bool open = false;    // Open all the way down.
    bool collar = false;
    bool belt = false;
    bool buttons = false;
    bool wide_sleeve = false;
};

constexpr Tailoring tailoring_of(Garment garment) {
    switch (garment) {
        case Garment::Shirt: return {.collar = true, .buttons = true};
        case Garment::Tee: return {.sleeve = 0.5};
        case Garment::Sweater: return {};
        case Garment::Cardigan: return {.hem = 0.06, .open = true, .buttons = true};
        case Garment::Jacket: return {.hem = 0.02, .lapels = true};
        case Garment::Suit: return {.hem = 0.10, .lapels = true, .buttons = true};
        case Garment::Uniform: return {.hem = 0.08, .collar = true, .belt = true, .buttons = true};
        case Garment::Coat: return {.hem = 0.56, .flare = 0.22, .lapels = true, .buttons = true};
        case Garment::Raincoat: return {.hem = 0.40, .flare = 0.5, .buttons = true};
        case Garment::Hoodie: return {.hem = 0.02};
        case Garment::Dress: return {.sleeve = 0.5, .hem = 0.56, .flare = 0.6};
        case Garment::Robe: return {.hem = 0.92, .flare = 0.5, .belt = true, .wide_sleeve = true};
        case Garment::Vest: return {.buttons = true};
        case Garment::Overalls: return {};
        case Garment::Apron: return {.collar = true};
        case Garment::Tunic: return {.hem = 0.34, .flare = 0.25, .belt = true};
        case Garment::Armor: return {.hem = 0.16, .belt = true};
    }
    return {};
}

// The colour of the sleeves and of what is seen of the shirt under the garment.
inline Color shirt_color(const Look& look) {
    switch (look.garment) {
        case Garment::Vest:
        case Garment::Overalls:
        case Garment::Apron:
        case Garment::Cardigan:
        case Garment::Jacket:
        case Garment::Suit:
        case Garment::Coat: return look.pattern_color;
        default: return look.garment_color;
    }
}

inline Color sleeve_color(const Look& look) {
    switch (look.garment) {
        case Garment::Vest:
        case Garment::Overalls:
        case Garment::Apron: return look.pattern_color;
        default: return look.garment_color;
    }
}

inline bool is_long(Garment garment) {
    return tailoring_of(garment).hem > 0.3;
}

}  // namespace fabula::drawing
