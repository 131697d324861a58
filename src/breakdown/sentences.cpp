#include "breakdown/sentences.hpp"

#include "base/text.hpp"
#include "screenplay/intake/words.hpp"

namespace fabula::breakdown {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// Behind marks that end a sentence, with quotes and brackets that close after it.
bool ends_sentence(std::string_view text, std::size_t end) {
    while (end > 0 && (text[end - 1] == '"' || text[end - 1] == '\'' || text[end - 1] == ')')) {
        --end;
    }
    for (const std::string_view quote : {"”", "’", "“", "»", "«"}) {
        if (text.substr(0, end).ends_with(quote)) end -= quote.size();
    }
    const auto head = text.substr(0, end);
    return head.ends_with('.') || head.ends_with('!') || head.ends_with('?') ||
           head.ends_with("…") || head.ends_with(':');
}

// "J." and "Mr.": the full stop ends no sentence.
bool is_abbreviation(std::string_view word) {
    if (!word.ends_with('.')) return false;
    word.remove_suffix(1);
    return (count_code_points(word) == 1 && word != "I") || screenplay::is_name_title(fold(word));
}

bool ends_clause(std::string_view text, std::size_t end) {
    const auto head = text.substr(0, end);
    return head.ends_with(',') || head.ends_with(';') || head.ends_with("—") ||
           head.ends_with("–") || head.ends_with("--");
}

}  // namespace

std::vector<std::size_t> word_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_blank(text[i]) && (i + 1 == text.size() || is_blank(text[i + 1]))) {
            ends.push_back(i + 1);
        }
    }
    return ends;
}

bool ends_sentence(std::string_view text) {
    return ends_sentence(text, text.size());
}

std::vector<std::size_t> sentence_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    const auto words = word_ends(text);
    std::size_t from = 0;
    for (const auto end : words) {
        const auto word = trim(text.substr(from, end - from));
        from = end;
        if (end == words.back() ||
            (ends_sentence(word) && !word.ends_with(':') && !is_abbreviation(word))) {
            ends.push_back(end);
        }
    }
    return ends;
}

namespace {

// Where to cut the first part: the last good place among the first `words_max` words that leaves
// it at least a third as long.
std::size_t best_cut(std::string_view text, const std::vector<std::size_t>& ends,
                     std::size_t words_max) {
    const auto least = words_max / 3;
    for (auto i = words_max; i > least; --i) {
        if (ends_sentence(text, ends[i - 1])) return ends[i - 1];
    }
    for (auto i = words_max; i > least; --i) {
        if (ends_clause(text, ends[i - 1])) return ends[i - 1];
    }
    return ends[words_max - 1];
}

}  // namespace

std::vector<std::string_view> cut_text(std::string_view text, std::size_t words_max) {
    std::vector<std::string_view> parts;
    text = trim(text);
    while (true) {
        const auto ends = word_ends(text);
        if (ends.size() <= words_max) break;
        const auto cut = best_cut(text, ends, words_max);
        parts.push_back(trim(text.substr(0, cut)));
        text = trim(text.substr(cut));
    }
    if (!text.empty()) parts.push_back(text);
    return parts;
}

}  // namespace fabula::breakdown
