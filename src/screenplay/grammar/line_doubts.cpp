#include "screenplay/grammar/line_doubts.hpp"

#include <algorithm>
#include <string>

#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/heading.hpp"

namespace fabula::screenplay {

namespace {

Diagnostic doubt(const Line& line, std::string_view code, std::string_view message,
                 std::string suggestion) {
    return {Severity::Doubt, line.range, std::string(code), std::string(message),
            std::move(suggestion)};
}

// One letter wrong, missing, too many, or two in each other's place.
bool is_slip(std::string_view typed, std::string_view meant) noexcept {
    if (typed == meant) return false;
    auto same = std::mismatch(typed.begin(), typed.end(), meant.begin(), meant.end());
    const std::string_view a(same.first, typed.end());
    const std::string_view b(same.second, meant.end());
    if (a.size() == b.size()) {
        if (a.substr(1) == b.substr(1)) return true;
        return a.size() >= 2 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
    }
    if (a.size() == b.size() + 1) return a.substr(1) == b;
    return b.size() == a.size() + 1 && b.substr(1) == a;
}

std::string_view meant_word(std::string_view word, char follows) noexcept {
    if (word == "INTERIOR") return "INT";
    if (word == "EXTERIOR") return "EXT";
    for (const std::string_view known : {"INT", "EXT"}) {
        if (word == known && std::string_view(":,;-").find(follows) != std::string_view::npos) {
            return known;
        }
        if (follows == '.' && word.size() >= 2 && is_slip(word, known)) return known;
    }
    return {};
}

// "INT. KITCHEN - NIGHT" for what was meant so; empty where the line does not look like it. Only
// one in upper case that ends with a time of day does.
std::string mend_heading(std::string_view line, std::string_view language) {
    const auto end = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    constexpr std::size_t kLongestWord = 8;
    if (end == std::string_view::npos || end < 2 || end > kLongestWord) return {};
    const auto word = meant_word(line.substr(0, end), line[end]);
    if (word.empty() || !is_upper_case(line)) return {};
    const auto place = line.find_first_not_of(" \t.:,;-", end);
    if (place == std::string_view::npos) return {};
    const auto tail = split_heading_tail(line.substr(place));
    if (tail.tail.empty() || !is_time_of_day(tail.tail, language)) return {};
    return std::string(word) + ". " + std::string(line.substr(place));
}

}  // namespace

std::optional<Diagnostic> doubt_of_heading(const Line& line, bool blank_above, bool blank_below) {
    const auto text = shown(line);
    constexpr std::size_t kFirstWords = 12;
    const bool dot = text.substr(0, kFirstWords).find('.') != std::string_view::npos;
    if (!is_upper_case(text) && !dot) return std::nullopt;
    std::string apart = blank_above ? "" : "\n";
    apart.append(line.text);
    if (!blank_below) apart.push_back('\n');
    return doubt(line, "heading_without_blank_line",
                 "This looks like a scene heading, which has a blank line before and after it.",
                 std::move(apart));
}

std::optional<Diagnostic> doubt_of_cue(const Line& line) {
    const auto text = shown(line);
    if (looks_like_transition(text) && line.text.ends_with("TO:")) {
        return doubt(line, "transition_without_blank_line",
                     "This looks like a transition, which has a blank line after it.",
                     std::string(line.text) + "\n");
    }
    const char last = text.back();
    const auto word = text.substr(text.find_last_of(' ') + 1);  // "JR." ends names.
    const bool sentence = (last == '.' && word.size() > 4) || last == '!' || last == '?' ||
                          last == ':' || last == ',' || last == ';' || text.ends_with("--") ||
                          text.ends_with("…") || text.ends_with("...");
    if (!sentence) return std::nullopt;
    return doubt(line, "upper_case_line_read_as_cue",
                 "This line in upper case is read as a character who speaks the next line.",
                 "!" + std::string(text));
}

std::optional<Diagnostic> doubt_of_action(const Line& line, std::string_view language) {
    const auto text = shown(line);
    if (looks_like_transition(text)) {
        return Diagnostic{Severity::Hint, line.range, "transition_with_trailing_blank",
                          "A blank behind the colon makes action of what looks like a transition.",
                          std::string(trim_right(line.text))};
    }
    auto mended = mend_heading(text, language);
    if (mended.empty()) return std::nullopt;
    return doubt(line, "misspelt_heading",
                 "This looks like a scene heading whose first word is misspelt.",
                 std::move(mended));
}

}  // namespace fabula::screenplay
