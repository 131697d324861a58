// The value lists of looks by name, as descriptions and records write them.
#pragma once

#include "drawing/figure/look.hpp"

namespace fabula {

template <>
struct EnumNames<drawing::Gender> {
    static constexpr std::array<std::string_view, 3> names{"open", "female", "male"};
};
template <>
struct EnumNames<drawing::Age> {
    static constexpr std::array<std::string_view, 4> names{"child", "teen", "adult", "old"};
};
template <>
struct EnumNames<drawing::Build> {
    static constexpr std::array<std::string_view, 4> names{"average", "slim", "broad", "stout"};
};
template <>
struct EnumNames<drawing::Species> {
    static constexpr std::array<std::string_view, 13> names{
        "human", "cat", "dog",  "rabbit", "mouse", "fox",  "bear",
        "lion",  "pig", "bird", "frog",   "robot", "ghost"};
};
template <>
struct EnumNames<drawing::Hair> {
    static constexpr std::array<std::string_view, 15> names{
        "bald",    "wreath", "crop", "side_part", "quiff", "curls",  "afro",  "bob",
        "pageboy", "long",   "wavy", "ponytail",  "bun",   "braids", "spikes"};
};
template <>
struct EnumNames<drawing::Headwear> {
    static constexpr std::array<std::string_view, 16> names{
        "none",    "peaked_cap",  "flat_cap", "beanie", "fedora",  "straw_hat",
        "top_hat", "headscarf",   "crown",    "helmet", "headset", "hood",
        "beret",   "pointed_hat", "chef_hat", "bow"};
};
template <>
struct EnumNames<drawing::FacialHair> {
    static constexpr std::array<std::string_view, 6> names{"none",  "moustache",  "goatee",
                                                           "beard", "long_beard", "stubble"};
};
template <>
struct EnumNames<drawing::Eyewear> {
    static constexpr std::array<std::string_view, 5> names{"none", "round", "square", "dark",
                                                           "patch"};
};
template <>
struct EnumNames<drawing::Neckwear> {
    static constexpr std::array<std::string_view, 6> names{"none", "scarf",   "shawl",
                                                           "tie",  "bow_tie", "necklace"};
};
template <>
struct EnumNames<drawing::Garment> {
    static constexpr std::array<std::string_view, 17> names{
        "shirt",   "tee",      "sweater",  "cardigan", "jacket", "suit",
        "uniform", "coat",     "raincoat", "hoodie",   "dress",  "robe",
        "vest",    "overalls", "apron",    "tunic",    "armor"};
};
template <>
struct EnumNames<drawing::Legwear> {
    static constexpr std::array<std::string_view, 3> names{"trousers", "skirt", "shorts"};
};
template <>
struct EnumNames<drawing::Pattern> {
    static constexpr std::array<std::string_view, 6> names{"plain",  "stripes", "pinstripes",
                                                           "checks", "dots",    "zigzag"};
};
template <>
struct EnumNames<drawing::Bag> {
    static constexpr std::array<std::string_view, 3> names{"none", "shoulder", "backpack"};
};

}  // namespace fabula
