#include "breakdown/sentences.hpp"

#include "base/text.hpp"
#include "screenplay/outline.hpp"

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

bool ends_clause(std::string_view text, std::size_t end) {
    const auto head = text.substr(0, end);
    return head.ends_with(',') || head.ends_with(';') || head.ends_with("—") ||
           head.ends_with("–") || head.ends_with("--");
}

// Ends of the words of `text`, as byte offsets.
std::vector<std::size_t> word_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_blank(text[i]) && (i + 1 == text.size() || is_blank(text[i + 1]))) {
            ends.push_back(i + 1);
        }
    }
    return ends;
}

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
