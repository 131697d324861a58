#include "drawing/frame/words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::drawing {
namespace {

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == U'’';
}

// Cuts an English genitive: "june's" is about june.
bool drop_genitive(std::string& word) {
    for (const std::string_view end : {"'s", "’s"}) {
        if (word.size() > end.size() && word.ends_with(end)) {
            word.resize(word.size() - end.size());
            return true;
        }
    }
    return false;
}

// Words whose full stop ends no sentence.
bool is_abbreviation(std::string_view word) {
    for (const std::string_view known : {"mr", "mrs", "ms", "dr", "st", "prof", "no", "nr"}) {
        if (word == known) return true;
    }
    return false;
}

void finish(std::vector<Word>& words, std::string_view text, std::size_t from, std::size_t to) {
    const auto raw = text.substr(from, to - from);
    Word word{.text = to_lower(raw), .from = from, .to = to};
    word.genitive = drop_genitive(word.text);
    std::size_t letters = 0;
    bool small = false;
    for (std::size_t at = 0; at < raw.size();) {
        const char32_t c = next_code_point(raw, at);
        letters += is_letter(c) ? 1 : 0;
        small = small || is_lower(c);
    }
    word.capitals = letters > 1 && !small;
    words.push_back(std::move(word));
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    std::size_t start = std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = next_code_point(text, at);
        const bool inside = start != std::string_view::npos;
        if (is_letter(c) || is_digit(c)) {
            if (!inside) start = here;
            continue;
        }
        if (inside && is_apostrophe(c) && at < text.size()) {
            std::size_t next = at;
            if (is_letter(next_code_point(text, next))) continue;
        }
        if (inside) finish(words, text, start, here);
        start = std::string_view::npos;
        const bool stop = c == U',' || c == U'.' || c == U';' || c == U':' || c == U'!' ||
                          c == U'?' || c == U'(' || c == U')' || c == U'\n' || c == U'–' ||
                          c == U'—';
        const bool shortened = c == U'.' && !words.empty() && is_abbreviation(words.back().text);
        if (stop && !shortened && !words.empty()) words.back().stop = true;
    }
    if (start != std::string_view::npos) finish(words, text, start, text.size());
    return words;
}

bool matches(std::string_view entry, std::string_view word) {
    if (entry.ends_with('*')) return word.starts_with(entry.substr(0, entry.size() - 1));
    if (entry.starts_with('*')) return word.ends_with(entry.substr(1));
    return entry == word;
}

std::size_t match_at(const std::vector<Word>& words, std::size_t at, std::string_view list) {
    std::size_t best = 0;
    for (const auto entry : split(list, ' ')) {
        if (entry.empty()) continue;
        const auto parts = split(entry, '+');
        if (at + parts.size() > words.size() || parts.size() <= best) continue;
        bool all = true;
        for (std::size_t i = 0; all && i < parts.size(); ++i) {
            all = matches(parts[i], words[at + i].text);
        }
        if (all) best = parts.size();
    }
    return best;
}

std::optional<std::size_t> find_word(const std::vector<Word>& words, std::string_view list) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (match_at(words, i, list) > 0) return i;
    }
    return std::nullopt;
}

bool has_word(const std::vector<Word>& words, std::string_view list) {
    return find_word(words, list).has_value();
}

}  // namespace fabula::drawing
