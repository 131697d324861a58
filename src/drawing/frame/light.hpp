// Time of day, weather and what they do to colours.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"
#include "drawing/drawing.hpp"

namespace fabula::drawing {

enum class TimeOfDay : std::uint8_t { Day, Night, Dawn, Dusk };
enum class Weather : std::uint8_t { Clear, Rain, Snow, Fog, Storm, Wind };

// How a place is lit besides the hour: inside by lamps, or hardly at all.
enum class Lighting : std::uint8_t { Open, Lamps, Dim };

struct Light {
    Color sky_high, sky_low;
    Color cloud;
    Color far_tone, near_tone;  // Silhouettes at the horizon.
    Color ink;
    Color tint;           // What white turns into ...
    double strength = 0;  // ... by this much.
    Color shade;          // Laid over what is in shadow.
    Color lamp;           // What shines by itself.
    bool lamps = false;   // Windows and street lamps are lit.
};

Light light_of(TimeOfDay time, Lighting lighting);

// Light on people: at night they keep more of their colours, to be told apart.
Light figure_light(const Light& light);

Color lit(const Light& light, Color color);
// `distance` 0: near; 1: as far as the horizon, where everything takes the colour of the air.
Color in_haze(const Light& light, Color color, double distance);

// "NIGHT", "Later that evening", "Morgens": Day where no word says otherwise.
TimeOfDay time_of_day(std::string_view words);
bool says_time_of_day(std::string_view words);
// Weather by the words of a description; Clear where none says otherwise.
Weather weather_of(std::string_view words);

}  // namespace fabula::drawing

template <>
struct fabula::EnumNames<fabula::drawing::TimeOfDay> {
    static constexpr std::array<std::string_view, 4> names{"day", "night", "dawn", "dusk"};
};

template <>
struct fabula::EnumNames<fabula::drawing::Weather> {
    static constexpr std::array<std::string_view, 6> names{"clear", "rain",  "snow",
                                                           "fog",   "storm", "wind"};
};
