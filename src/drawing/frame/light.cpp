#include "drawing/frame/light.hpp"

#include "drawing/frame/canvas.hpp"
#include "drawing/frame/words.hpp"

namespace fabula::drawing {
namespace {

constexpr Color kLamp{255, 217, 138};

constexpr std::string_view kNight =
    "night nights midnight nighttime nacht nachts mitternacht moonlight moonlit nuit noche";
constexpr std::string_view kDawn =
    "dawn sunrise daybreak morgendämmerung sonnenaufgang morgengrauen early+morning";
constexpr std::string_view kDusk =
    "dusk sunset evening twilight nightfall magic+hour golden+hour abend abends "
    "abenddämmerung dämmerung sonnenuntergang";
constexpr std::string_view kDay =
    "day morning noon afternoon midday daylight daytime tag tags morgen morgens vormittag "
    "mittag mittags nachmittag tagsüber";

Light open_air(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::Night:
            return {.sky_high = {20, 30, 52},
                    .sky_low = {52, 72, 104},
                    .cloud = {58, 78, 110},
                    .far_tone = {36, 52, 82},
                    .near_tone = {26, 39, 64},
                    .ink = {10, 15, 26},
                    .tint = {118, 142, 204},
                    .strength = 0.86,
                    .shade = {8, 12, 30, 92},
                    .lamp = kLamp,
                    .lamps = true};
        case TimeOfDay::Dawn:
            return {.sky_high = {158, 186, 206},
                    .sky_low = {250, 214, 178},
                    .cloud = {255, 236, 214},
                    .far_tone = {196, 178, 184},
                    .near_tone = {158, 150, 166},
                    .ink = {38, 38, 52},
                    .tint = {255, 228, 208},
                    .strength = 0.75,
                    .shade = {62, 50, 96, 66},
                    .lamp = kLamp};
        case TimeOfDay::Dusk:
            return {.sky_high = {94, 98, 148},
                    .sky_low = {246, 172, 124},
                    .cloud = {240, 150, 132},
                    .far_tone = {146, 110, 138},
                    .near_tone = {98, 82, 120},
                    .ink = {30, 24, 44},
                    .tint = {240, 188, 172},
                    .strength = 0.85,
                    .shade = {42, 24, 84, 84},
                    .lamp = kLamp,
                    .lamps = true};
        case TimeOfDay::Day: break;
    }
    return {.sky_high = {168, 208, 222},
            .sky_low = {228, 240, 234},
            .cloud = {255, 255, 252},
            .far_tone = {182, 206, 206},
            .near_tone = {146, 178, 164},
            .ink = {26, 34, 44},
            .tint = {255, 252, 244},
            .strength = 0.5,
            .shade = {40, 50, 92, 56},
            .lamp = {255, 244, 208}};
}

void light_room(Light& light, TimeOfDay time) {
    light.ink = {28, 30, 38};
    light.strength = 0.6;
    light.shade = {48, 38, 70, 52};
    switch (time) {
        case TimeOfDay::Day: light.tint = {255, 251, 240}; return;
        case TimeOfDay::Dawn: light.tint = {255, 232, 210}; return;
        case TimeOfDay::Dusk: light.tint = {246, 210, 176}; break;
        case TimeOfDay::Night: light.tint = {238, 204, 158}; break;
    }
    light.strength = 0.8;
    light.shade = {40, 20, 44, 74};
    light.lamps = true;
}

}  // namespace

Light light_of(TimeOfDay time, Lighting lighting) {
    Light light = open_air(time);
    if (lighting == Lighting::Lamps) light_room(light, time);
    if (lighting == Lighting::Dim) {
        const bool night = time == TimeOfDay::Night;
        light.tint = night ? Color{132, 140, 184} : Color{190, 188, 204};
        light.strength = 0.85;
        light.shade = {10, 12, 30, 96};
        light.lamps = true;
        light.ink = {14, 16, 26};
    }
    return light;
}

Light figure_light(const Light& light) {
    Light out = light;
    if (light.strength > 0.7) {
        out.strength *= 0.62;
        out.tint = mix(light.tint, {255, 246, 236}, 0.36);
    }
    return out;
}

Color lit(const Light& light, Color color) {
    return mix(color, multiplied(color, light.tint), light.strength);
}

Color in_haze(const Light& light, Color color, double distance) {
    const Color near = lit(light, color);
    Color air = mix(light.sky_low, light.far_tone, 0.4);
    air.alpha = near.alpha;
    return mix(near, air, distance);
}

TimeOfDay time_of_day(std::string_view text) {
    const auto words = words_of(text);
    if (has_word(words, kNight)) return TimeOfDay::Night;
    if (has_word(words, kDawn)) return TimeOfDay::Dawn;
    if (has_word(words, kDusk)) return TimeOfDay::Dusk;
    return TimeOfDay::Day;
}

bool says_time_of_day(std::string_view text) {
    const auto words = words_of(text);
    return has_word(words, kNight) || has_word(words, kDawn) || has_word(words, kDusk) ||
           has_word(words, kDay);
}

Weather weather_of(std::string_view text) {
    const auto words = words_of(text);
    if (has_word(words, "storm stormy thunder* lightning gewitter sturm blitz*")) {
        return Weather::Storm;
    }
    if (has_word(words, "rain rains raining rainy drizzle downpour regen regnet *regen")) {
        return has_word(words, "rain+is+over rain+stops rain+has+stopped") ? Weather::Clear
                                                                           : Weather::Rain;
    }
    if (has_word(words, "snow snows snowing snowy blizzard snowfall schnee schneit")) {
        return Weather::Snow;
    }
    if (has_word(words, "fog foggy mist misty haze nebel neblig")) return Weather::Fog;
    if (has_word(words, "wind windy gust gusts gale windig böe*")) return Weather::Wind;
    return Weather::Clear;
}

}  // namespace fabula::drawing
