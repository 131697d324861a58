#include "screenplay/grammar/heading.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/languages.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

struct Word {
    std::string_view text;
    Setting setting;
};

// Longer words before their beginnings.
constexpr std::array kWords = {
    Word{"INT./EXT", Setting::Both}, Word{"INT/EXT", Setting::Both},
    Word{"EXT./INT", Setting::Both}, Word{"EXT/INT", Setting::Both},
    Word{"I./E", Setting::Both},     Word{"E./I", Setting::Both},
    Word{"I/E", Setting::Both},      Word{"E/I", Setting::Both},
    Word{"INT", Setting::Interior},  Word{"EXT", Setting::Exterior},
    Word{"EST", Setting::Exterior},
};

// Blanks of both kinds: that of ASCII and that of Chinese and Japanese.
constexpr std::string_view kWideBlank = "\u3000";

std::string_view trim_wide(std::string_view text) noexcept {
    while (true) {
        const auto size = text.size();
        text = trim_right(trim_left(text));
        if (text.starts_with(kWideBlank)) text.remove_prefix(kWideBlank.size());
        if (text.ends_with(kWideBlank)) text.remove_suffix(kWideBlank.size());
        if (text.size() == size) return text;
    }
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

// Length of a blank, dot, slash, colon or comma at the start, wide forms included; 0: none.
std::size_t separator_length(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 12> kSeparators = {
        " ", "\t", ".", "/", ":", ",", kWideBlank, "。", "．", "／", "：", "、"};
    for (const auto separator : kSeparators) {
        if (text.starts_with(separator)) return separator.size();
    }
    return 0;
}

std::string_view trim_separators(std::string_view text) noexcept {
    text = trim_wide(text);
    while (!text.empty()) {
        const auto length = std::max(dash_length(text, 0), separator_length(text));
        if (length == 0) break;
        text.remove_prefix(length);
    }
    return text;
}

bool settings_differ(Setting a, Setting b) noexcept {
    return a != Setting::Unknown && b != Setting::Unknown && a != b;
}

// What stands right behind a word.
enum class After { Other, Dot, Slash, Colon, Dash, Blank };

After after_word(std::string_view rest) noexcept {
    if (rest.empty()) return After::Other;
    const bool dot = rest.front() == '.' || rest.starts_with("。") || rest.starts_with("．");
    if (dot) return After::Dot;
    if (rest.front() == '/' || rest.starts_with("／")) return After::Slash;
    if (rest.front() == ':' || rest.starts_with("：")) return After::Colon;
    if (dash_length(rest, 0) == 3) return After::Dash;
    const auto behind = trim_wide(rest);
    if (behind.empty() || behind.data() == rest.data()) return After::Other;
    if (behind.front() == '/') return After::Slash;
    const auto dash = dash_length(behind, 0);
    const bool apart =
        dash > 0 && dash < behind.size() && separator_length(behind.substr(dash)) > 0;
    return apart ? After::Dash : After::Blank;
}

// The word at the start of the line; in its own script also in lower case.
bool starts_with_word(std::string_view line, const SettingWord& word, bool own) {
    if (line.starts_with(word.text)) return true;
    return own && line.size() > word.text.size() &&
           to_upper(line.substr(0, word.text.size())) == word.text;
}

// "/AUSSEN" behind "INNEN", "./НАТ" behind "ИНТ": bytes up to the end of the second word.
std::size_t second_word(std::string_view rest, const SettingWord& first, bool own) {
    auto behind = rest;
    if (behind.starts_with('.')) behind.remove_prefix(1);
    behind = trim_left(behind);
    const bool wide = behind.starts_with("／");
    if (!wide && !behind.starts_with('/')) return 0;
    behind = trim_left(behind.substr(wide ? std::string_view("／").size() : 1));
    for (const auto& word : setting_words()) {
        if (word.language != first.language || !starts_with_word(behind, word, own)) continue;
        return static_cast<std::size_t>(behind.data() - rest.data()) + word.text.size();
    }
    return 0;
}

bool ends_with_time(std::string_view line, std::string_view language) {
    const auto tail = split_heading_tail(line);
    return !tail.tail.empty() && is_time_of_day(tail.tail, language);
}

bool opens_heading(std::string_view line, std::size_t length, const SettingWord& word) {
    const auto rest = line.substr(length);
    const bool upper = line.starts_with(word.text);
    switch (after_word(rest)) {
        case After::Dot: return true;
        case After::Slash: return upper;
        case After::Dash: return upper && word.follows != Follows::Dot;
        case After::Colon: return upper && word.follows == Follows::Mark;
        case After::Blank: {
            if (!upper) return false;
            if (word.follows == Follows::Anything && !has_lower_case(line)) return true;
            return ends_with_time(line, word.language);
        }
        case After::Other: break;
    }
    return false;
}

// "○教室" and "S#12": marks that headings begin with in Japanese and Korean.
std::size_t heading_mark(std::string_view line) noexcept {
    for (const std::string_view mark : {"○", "◯"}) {
        if (!line.starts_with(mark)) continue;
        auto at = mark.size();
        if (line.substr(at).starts_with(kWideBlank)) at += kWideBlank.size();
        const bool letter = at < line.size() && static_cast<unsigned char>(line[at]) >= 0xE3;
        return letter ? mark.size() : 0;
    }
    if (!line.starts_with("S#")) return 0;
    const auto end = std::min(line.find_first_not_of("0123456789", 2), line.size());
    if (end == 2 || end == line.size()) return 0;
    return line[end] == '.' || is_blank_char(line[end]) ? end : 0;
}

bool may_start_local(std::string_view line) noexcept {
    if (line.size() < 3) return false;
    const auto first = static_cast<unsigned char>(line[0]);
    const auto second = static_cast<unsigned char>(line[1]);
    if (first >= 0xC0) return true;
    return first >= 'A' && first <= 'Z' && !(second >= 'a' && second <= 'z');
}

// Words behind a slash, comma or dot, in brackets, and behind a blank in scripts without capitals
// are a time only where they are known as one.
HeadingTail split_known_time(std::string_view place, std::string_view language) {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
        const auto at = place.rfind(open);
        if (!place.ends_with(close) || at == std::string_view::npos || at == 0) continue;
        const auto from = at + open.size();
        const auto inside = trim_wide(place.substr(from, place.size() - close.size() - from));
        const bool time = !inside.empty() && static_cast<unsigned char>(inside.front()) >= 0xC0 &&
                          is_time_of_day(inside, language);
        if (time) return {trim_wide(place.substr(0, at)), inside, false};
    }
    auto from = place.find_last_of("/,.");
    if (from == std::string_view::npos) {
        const auto wide = place.rfind(kWideBlank);
        from = wide == std::string_view::npos ? place.rfind(' ') : wide;
        if (from == std::string_view::npos) return {place, {}, false};
        const auto word = trim_wide(place.substr(from));
        const bool capitals = word.empty() || static_cast<unsigned char>(word.front()) < 0xE0;
        if (capitals) return {place, {}, false};
    }
    const auto tail = trim_separators(place.substr(from));
    const auto before = trim_wide(place.substr(0, from));
    if (before.empty() || tail.empty() || !is_time_of_day(tail, language))
        return {place, {}, false};
    return {before, tail, false};
}

// "JOUR" of "INT. JOUR - CUISINE": French and others say it first.
HeadingTail split_leading_time(std::string_view place, std::string_view language) {
    for (std::size_t at = 1; at + 1 < place.size(); ++at) {
        const auto length = dash_length(place, at);
        if (length == 0 || !is_blank_char(place[at - 1])) continue;
        const auto head = trim_right(place.substr(0, at));
        const auto rest = trim_left(place.substr(at + length));
        const bool time = !rest.empty() && is_time_of_day(head, language);
        return time ? HeadingTail{rest, head, false} : HeadingTail{place, {}, false};
    }
    return {place, {}, false};
}

}  // namespace

HeadingPrefix fountain_heading_prefix(std::string_view line) noexcept {
    if (line.size() < 3) return {};
    const char c = line[0];
    if (c != 'I' && c != 'i' && c != 'E' && c != 'e') return {};
    for (const auto& word : kWords) {
        const auto length = word.text.size();
        if (line.size() <= length || !starts_with_ascii_insensitive(line, word.text)) continue;
        const char next = line[length];
        if (next == '.' || is_blank_char(next)) return {word.setting, length, {}};
    }
    return {};
}

HeadingPrefix heading_prefix(std::string_view line, std::string_view language) noexcept {
    const auto known = fountain_heading_prefix(line);
    if (known.length != 0) return known;
    if (language.empty() && !may_start_local(line)) return {};
    for (const auto& word : setting_words()) {
        const bool own = word.language == language;
        if ((word.named && !own) || !starts_with_word(line, word, own)) continue;
        const auto length = word.text.size();
        const auto more = second_word(line.substr(length), word, own);
        if (!opens_heading(line, length + more, word)) continue;
        return {more > 0 ? Setting::Both : word.setting, length + more, word.language};
    }
    return {Setting::Unknown, heading_mark(line), {}};
}

bool is_time_of_day(std::string_view words, std::string_view language) {
    const auto upper = to_upper(words);
    bool known = false;
    std::string_view rest = upper;
    while (!(rest = trim_wide(rest)).empty()) {
        if (rest.front() == '(') break;  // "(1950)", "(FLASHBACK)": said besides.
        auto end = std::min(rest.find_first_of(" \t"), rest.find(kWideBlank));
        if (end == std::string_view::npos) end = rest.size();
        auto word = rest.substr(0, end);
        while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
        rest.remove_prefix(end);
        if (word.empty()) continue;
        if (is_time_word(word, language)) {
            known = true;
        } else if (!is_beside_time_word(word) && !is_number(word) && dash_length(word, 0) == 0) {
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

HeadingParts heading_parts(std::string_view heading, std::string_view language) {
    constexpr int kSettings = 4;  // "INT. / EXT. CAR": each setting in turn.
    HeadingParts parts;
    auto rest = trim_wide(heading);
    for (int i = 0; i < kSettings; ++i) {
        const auto prefix = heading_prefix(rest, language);
        if (prefix.length == 0) break;
        parts.setting =
            settings_differ(parts.setting, prefix.setting) ? Setting::Both : prefix.setting;
        if (language.empty()) language = prefix.language;
        rest = trim_separators(rest.substr(prefix.length));
    }
    auto place = rest;
    std::string_view time;
    for (auto tail = split_heading_tail(place);
         !tail.tail.empty() && is_time_of_day(tail.tail, language);
         tail = split_heading_tail(place)) {
        place = tail.before;
        time = rest.substr(static_cast<std::size_t>(tail.tail.data() - rest.data()));
    }
    if (time.empty()) {
        auto tail = split_known_time(place, language);
        if (tail.tail.empty()) tail = split_leading_time(place, language);
        place = tail.before;
        time = tail.tail;
    }
    parts.place = place;
    parts.time = time;
    return parts;
}

}  // namespace fabula::screenplay
