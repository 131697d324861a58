#include "screenplay/grammar/heading.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

struct Word {
    std::string_view text;
    Setting setting;
    bool local = false;  // Also an ordinary word of its language, so its case matters.
};

// Longer words before their beginnings.
constexpr std::array kWords = {
    Word{"INT./EXT", Setting::Both},
    Word{"INT/EXT", Setting::Both},
    Word{"EXT./INT", Setting::Both},
    Word{"EXT/INT", Setting::Both},
    Word{"I./E", Setting::Both},
    Word{"E./I", Setting::Both},
    Word{"I/E", Setting::Both},
    Word{"E/I", Setting::Both},
    Word{"INT", Setting::Interior},
    Word{"EXT", Setting::Exterior},
    Word{"EST", Setting::Exterior},
    Word{"INNEN/AUSSEN", Setting::Both, true},
    Word{"INNEN/AUßEN", Setting::Both, true},
    Word{"AUSSEN/INNEN", Setting::Both, true},
    Word{"AUßEN/INNEN", Setting::Both, true},
    Word{"INNEN", Setting::Interior, true},
    Word{"AUSSEN", Setting::Exterior, true},
    Word{"AUßEN", Setting::Exterior, true},
    Word{"AUẞEN", Setting::Exterior, true},
    Word{"ИНТ", Setting::Interior, true},
    Word{"НАТ", Setting::Exterior, true},
    Word{"ЭКСТ", Setting::Exterior, true},
};

bool may_start_heading(std::string_view line) noexcept {
    if (line.size() < 3) return false;
    const char c = line[0];
    return c == 'I' || c == 'i' || c == 'E' || c == 'e' || c == 'A' || c == 'a' ||
           static_cast<unsigned char>(c) >= 0xC0;
}

// Sorted; upper case, as headings are compared in upper case.
constexpr std::array<std::string_view, 62> kTimes = {"ABEND",
                                                     "ABENDDÄMMERUNG",
                                                     "ABENDS",
                                                     "AFTERNOON",
                                                     "CONT",
                                                     "CONT'D",
                                                     "CONTINUING",
                                                     "CONTINUOUS",
                                                     "CONT’D",
                                                     "DAWN",
                                                     "DAY",
                                                     "DAYBREAK",
                                                     "DAYLIGHT",
                                                     "DAYS",
                                                     "DAYTIME",
                                                     "DUSK",
                                                     "DÄMMERUNG",
                                                     "EARLIER",
                                                     "EVENING",
                                                     "FRÜH",
                                                     "FRÜHER",
                                                     "GEGENWART",
                                                     "GLEICHZEITIG",
                                                     "HOURS",
                                                     "LATE",
                                                     "LATER",
                                                     "MAGIC",
                                                     "MIDDAY",
                                                     "MIDNIGHT",
                                                     "MINUTES",
                                                     "MITTAG",
                                                     "MITTAGS",
                                                     "MITTERNACHT",
                                                     "MOMENTS",
                                                     "MORGEN",
                                                     "MORGENDÄMMERUNG",
                                                     "MORGENS",
                                                     "MORNING",
                                                     "NACHMITTAG",
                                                     "NACHT",
                                                     "NACHTS",
                                                     "NIGHT",
                                                     "NIGHTFALL",
                                                     "NOON",
                                                     "NUIT",
                                                     "PRE-DAWN",
                                                     "PREDAWN",
                                                     "PRESENT",
                                                     "SAME",
                                                     "SONNENAUFGANG",
                                                     "SONNENUNTERGANG",
                                                     "SPÄTER",
                                                     "SUNDOWN",
                                                     "SUNRISE",
                                                     "SUNSET",
                                                     "TAG",
                                                     "TAGS",
                                                     "TIME",
                                                     "TWILIGHT",
                                                     "VORMITTAG",
                                                     "WEITER",
                                                     "ZEITGLEICH"};

// Words that may stand beside a time: "THE NEXT MORNING", "LATE AT NIGHT", "MAGIC HOUR".
constexpr std::array<std::string_view, 46> kBesideTimes = {
    "A",    "AM",       "AN",       "AND",     "AT",        "CHRISTMAS", "DAMALS",  "DER",
    "DIE",  "EARLY",    "EIN",      "FEW",     "FOLLOWING", "FRÜHER",    "GLEICHE", "HEUTE",
    "HOUR", "IM",       "IN",       "JAHRE",   "KURZ",      "LAST",      "MID",     "MONTHS",
    "NEAR", "NEXT",     "NÄCHSTER", "NÄCHSTE", "OF",        "ON",        "ONE",     "PAST",
    "PM",   "PREVIOUS", "SAME",     "SEVERAL", "SOME",      "SPÄTER",    "STUNDEN", "THAT",
    "THE",  "THREE",    "TWO",      "UND",     "WEEKS",     "YEARS"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(std::string_view word) noexcept {
    return !word.empty() && word.find_first_not_of("0123456789:.") == std::string_view::npos;
}

// Length of a dash at `at`: "-", "--", "–", "—", "―"; 0 elsewhere.
std::size_t dash_length(std::string_view text, std::size_t at) noexcept {
    if (text[at] == '-') return text.substr(at, 2) == "--" ? 2 : 1;
    const auto three = text.substr(at, 3);
    return three == "–" || three == "—" || three == "―" ? 3 : 0;
}

std::string_view trim_separators(std::string_view text) noexcept {
    text = trim_right(trim_left(text));
    while (!text.empty()) {
        const auto dash = dash_length(text, 0);
        const char c = text.front();
        if (dash == 0 && c != '.' && c != '/' && c != ':' && c != ',' && !is_blank_char(c)) break;
        text.remove_prefix(std::max<std::size_t>(dash, 1));
    }
    return text;
}

bool settings_differ(Setting a, Setting b) noexcept {
    return a != Setting::Unknown && b != Setting::Unknown && a != b;
}

// Words behind a slash, comma or dot are a time only where they are known as one.
HeadingTail split_known_time(std::string_view place) {
    const auto at = place.find_last_of("/,.");
    if (at == std::string_view::npos || at == 0) return {place, {}, false};
    const auto tail = trim_right(trim_left(place.substr(at + 1)));
    if (tail.empty() || !is_time_of_day(tail)) return {place, {}, false};
    return {trim_right(place.substr(0, at)), tail, false};
}

}  // namespace

HeadingPrefix heading_prefix(std::string_view line) noexcept {
    if (!may_start_heading(line)) return {};
    for (const auto& word : kWords) {
        const auto length = word.text.size();
        if (line.size() <= length || !starts_with_ascii_insensitive(line, word.text)) continue;
        const char next = line[length];
        if (next != '.' && !is_blank_char(next)) continue;
        if (word.local && next != '.' && line.substr(0, length) != word.text) continue;
        return {word.setting, length};
    }
    return {};
}

bool is_time_of_day(std::string_view words) {
    const auto upper = to_upper(words);
    bool known = false;
    std::string_view rest = upper;
    while (!(rest = trim_left(rest)).empty()) {
        if (rest.front() == '(') break;  // "(1950)", "(FLASHBACK)": said besides.
        auto end = rest.find_first_of(" \t");
        if (end == std::string_view::npos) end = rest.size();
        auto word = rest.substr(0, end);
        while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
        rest.remove_prefix(end);
        if (word.empty()) continue;
        if (contains(kTimes, word)) {
            known = true;
        } else if (!contains(kBesideTimes, word) && !is_number(word) && dash_length(word, 0) == 0) {
            return false;
        }
    }
    return known;
}

HeadingTail split_heading_tail(std::string_view place) noexcept {
    for (auto at = place.size(); at-- > 1;) {
        const auto length = dash_length(place, at);
        if (length == 0 || at + length >= place.size()) continue;
        const bool between_blanks =
            is_blank_char(place[at - 1]) && is_blank_char(place[at + length]);
        if (!between_blanks && length == 1) continue;
        auto before = trim_right(place.substr(0, at));
        if (!before.empty() && before.back() == '-')
            before = trim_right(before.substr(0, before.size() - 1));
        const auto tail = trim_right(trim_left(place.substr(at + length)));
        if (before.empty() || tail.empty()) continue;
        return {before, tail, true};
    }
    return {place, {}, false};
}

HeadingParts heading_parts(std::string_view heading) {
    HeadingParts parts;
    auto rest = trim_right(trim_left(heading));
    // "INT. / EXT. CAR": each setting in turn.
    for (auto prefix = heading_prefix(rest); prefix.length != 0; prefix = heading_prefix(rest)) {
        parts.setting =
            settings_differ(parts.setting, prefix.setting) ? Setting::Both : prefix.setting;
        rest = trim_separators(rest.substr(prefix.length));
    }
    auto place = rest;
    std::string_view time;
    for (auto tail = split_heading_tail(place); !tail.tail.empty() && is_time_of_day(tail.tail);
         tail = split_heading_tail(place)) {
        place = tail.before;
        time = rest.substr(static_cast<std::size_t>(tail.tail.data() - rest.data()));
    }
    if (time.empty()) {
        const auto tail = split_known_time(place);
        place = tail.before;
        time = tail.tail;
    }
    parts.place = place;
    parts.time = time;
    return parts;
}

}  // namespace fabula::screenplay
