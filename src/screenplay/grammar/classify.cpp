#include "screenplay/grammar/classify.hpp"

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/heading.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;
constexpr char32_t kSharpS =
    0xDF;  // Typed in upper-case words, as its capital is on few keyboards.

enum class Case { None, Upper, Lower };

Case case_at(std::string_view text, std::size_t& at) noexcept {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
        ++at;
        if (byte >= 'a' && byte <= 'z') return Case::Lower;
        return byte >= 'A' && byte <= 'Z' ? Case::Upper : Case::None;
    }
    const auto c = next_code_point(text, at);
    if (is_upper(c)) return Case::Upper;
    return c != kSharpS && is_lower(c) ? Case::Lower : Case::None;
}

bool is_alphanumeric_at(std::string_view text, std::size_t& at) noexcept {
    const auto c = next_code_point(text, at);
    return is_letter(c) || is_digit(c);
}

bool is_scene_number(std::string_view text) noexcept {
    if (text.empty()) return false;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '-' || text[at] == '.') {
            ++at;
        } else if (!is_alphanumeric_at(text, at)) {
            return false;
        }
    }
    return true;
}

std::string_view without_marks(std::string_view line) noexcept {
    while (!line.empty() && (line.front() == '*' || line.front() == '_')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == '*' || line.back() == '_')) line.remove_suffix(1);
    return line;
}

}  // namespace

bool is_upper_case(std::string_view text) noexcept {
    bool upper = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = case_at(text, at);
        if (found == Case::Lower) return false;
        upper = upper || found == Case::Upper;
    }
    return upper;
}

bool has_lower_case(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        if (case_at(text, at) == Case::Lower) return true;
    }
    return false;
}

bool looks_like_cue(std::string_view line) noexcept {
    if (line.starts_with("{{")) return false;  // A macro of Highland and Beat.
    bool upper = false;
    int depth = 0;
    for (std::size_t at = 0; at < line.size();) {
        const char c = line[at];
        if (c == '(') ++depth;
        if (c == ')' && depth > 0) --depth;
        const auto found = case_at(line, at);
        if (depth > 0) continue;
        if (found == Case::Lower) return false;
        upper = upper || found == Case::Upper;
    }
    return upper;
}

bool looks_like_heading(std::string_view line, std::string_view language) noexcept {
    while (!line.empty() && (line.front() == '*' || line.front() == '_')) line.remove_prefix(1);
    std::string_view number;
    return heading_prefix(split_scene_number(line, number), language).length != 0;
}

bool looks_like_transition(std::string_view line) noexcept {
    return line.ends_with("TO:") && is_upper_case(line);
}

bool is_page_break(std::string_view line, std::string_view& number) noexcept {
    number = {};
    if (!line.starts_with("===")) return false;
    const auto first = line.find_first_not_of('=');
    if (first == kNone) return true;
    const auto last = line.find_last_not_of('=');
    if (line.size() - last - 1 < 3) return false;
    const auto inside = trim_right(trim_left(line.substr(first, last - first + 1)));
    if (!is_scene_number(inside)) return false;
    number = inside;
    return true;
}

bool is_synopsis(std::string_view line) noexcept {
    return line.size() > 1 && line.front() == '=' && line.find_first_not_of("= \t") != kNone;
}

std::size_t section_marks(std::string_view line) noexcept {
    const auto marks = line.find_first_not_of('#');
    return marks == kNone ? 0 : marks;
}

bool is_section_below_text(std::string_view line) noexcept {
    const auto marks = section_marks(line);
    return marks > 0 && is_blank_char(line[marks]);
}

bool is_forced_heading(std::string_view line) noexcept {
    std::size_t at = 1;
    return line.size() > 1 && line.front() == '.' && is_alphanumeric_at(line, at);
}

std::string_view cue_name(std::string_view cue) noexcept {
    cue = trim_right(cue);
    while (!cue.empty() && cue.back() == '^') cue = trim_right(cue.substr(0, cue.size() - 1));
    return trim_left(cue);
}

bool is_forced_cue(std::string_view line) noexcept {
    return line.starts_with('@') && !cue_name(line.substr(1)).empty();
}

bool is_forced_action(std::string_view line) noexcept {
    return line.size() > 1 && line.front() == '!' && line.find_first_not_of("!?") != kNone;
}

bool is_centered(std::string_view line) noexcept {
    return line.size() > 2 && line.front() == '>' && line.back() == '<' &&
           line.find_first_not_of(" \t", 1) != line.size() - 1;
}

bool is_forced_transition(std::string_view line) noexcept {
    return line.size() > 1 && line.front() == '>' && !is_centered(line) &&
           line.find_first_not_of("><= \t") != kNone;
}

bool is_lyric(std::string_view line) noexcept {
    return line.size() > 1 && line.front() == '~' && line.find_first_not_of("~ \t") != kNone;
}

bool interrupts_text(std::string_view line) noexcept {
    switch (line.front()) {
        case '>': return is_centered(line) || is_forced_transition(line);
        case '~': return is_lyric(line);
        case '=':
        case '#': return is_boundary(line);
        default: return false;
    }
}

bool continues_speech(std::string_view line) noexcept {
    return is_lyric(line) || !(interrupts_text(line) || is_forced_action(line));
}

bool is_boundary(std::string_view line) noexcept {
    std::string_view number;
    switch (line.front()) {
        case '=': return is_page_break(line, number) || is_synopsis(line);
        case '#': return is_section_below_text(line);
        default: return false;
    }
}

std::string_view split_scene_number(std::string_view line, std::string_view& number) noexcept {
    number = {};
    if (line.size() < 3 || line.back() != '#') return line;
    const auto open = line.rfind('#', line.size() - 2);
    if (open == kNone || open == 0) return line;
    const auto inside = line.substr(open + 1, line.size() - open - 2);
    if (!is_scene_number(inside)) return line;
    number = inside;
    return trim_right(line.substr(0, open));
}

bool opens_parenthetical(std::string_view line) noexcept {
    const auto bare = without_marks(line);
    return !bare.empty() && bare.front() == '(';
}

bool closes_parenthetical(std::string_view line) noexcept {
    const auto bare = without_marks(line);
    return !bare.empty() && bare.back() == ')';
}

}  // namespace fabula::screenplay
