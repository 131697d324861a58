#include "base/search_words.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fabula {

namespace {

// Begins the words by which an index files its passages (store/text_index.cpp).
constexpr char32_t kFilingMark = 0xE000;

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_ideograph(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_word(char32_t c) {
    if (c < 0x80) return is_ascii_word(static_cast<char>(c));
    if (c == kFilingMark) return true;
    if (c == 0xAD) return true;  // A soft hyphen parts no word; folding takes it out.
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO: return true;
        default: return false;
    }
}

// Letters that are written in two ways beside their own.
struct Spelling {
    char32_t letter;
    std::string_view plain;
    std::string_view also;
};
constexpr std::array kSpellings{
    Spelling{U'ä', "a", "ae"},  Spelling{U'ö', "o", "oe"},  Spelling{U'ü', "u", "ue"},
    Spelling{U'ø', "o", "oe"},  Spelling{U'å', "a", "aa"},  Spelling{U'æ', "ae", "ae"},
    Spelling{U'œ', "oe", "oe"}, Spelling{U'ß', "ss", "ss"}, Spelling{U'đ', "d", "d"},
    Spelling{U'ł', "l", "l"},   Spelling{U'ð', "d", "d"},   Spelling{U'þ', "th", "th"},
    Spelling{U'ı', "i", "i"},
};

// Marks above and below Latin, Greek and Cyrillic letters. Those of other scripts are vowels.
bool is_dropped_mark(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || c == 0x200C || c == 0x200D;
}

void append_plain(std::string& out, char32_t c) {
    constexpr char32_t kMarkedLettersEnd = 0x2000;
    if (is_dropped_mark(c)) return;
    if (c >= kMarkedLettersEnd) return append_code_point(out, c);
    std::array<utf8proc_int32_t, 8> parts{};
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                               static_cast<utf8proc_ssize_t>(parts.size()),
                                               UTF8PROC_DECOMPOSE, nullptr);
    if (count < 1 || static_cast<std::size_t>(count) > parts.size()) {
        return append_code_point(out, c);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const auto part = static_cast<char32_t>(parts.at(i));
        if (!is_dropped_mark(part)) append_code_point(out, part);
    }
}

void fold_word(std::string_view raw, SearchWord& word) {
    const auto folded = fold(raw);
    for (std::size_t at = 0; at < folded.size();) {
        const auto c = next_code_point(folded, at);
        if (c < 0x80) {
            word.text.push_back(static_cast<char>(c));
            word.also.push_back(static_cast<char>(c));
            continue;
        }
        const auto* found = std::ranges::find(kSpellings, c, &Spelling::letter);
        if (found != kSpellings.end()) {
            word.text += found->plain;
            word.also += found->also;
            continue;
        }
        append_plain(word.text, c);
        append_plain(word.also, c);
    }
    if (word.also == word.text) word.also.clear();
}

bool is_quote(char32_t c) {
    return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»';
}

bool is_space(char32_t c) {
    return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

char32_t code_point_at(std::string_view text, std::size_t at) {
    return at < text.size() ? next_code_point(text, at) : U' ';
}

// Behind the last code point from `at` on for which `goes_on` is true.
template <class GoesOn>
std::size_t end_of(std::string_view text, std::size_t at, const GoesOn& goes_on) {
    while (at < text.size()) {
        auto next = at;
        if (!goes_on(next_code_point(text, next))) break;
        at = next;
    }
    return at;
}

std::vector<SearchWord> words_of(std::string_view text) {
    std::vector<SearchWord> out;
    SearchWordReader reader(text);
    for (SearchWord word; reader.next(word);) out.push_back(word);
    return out;
}

bool may_go_on(const SearchTerm& term, bool is_last) {
    constexpr std::size_t kSure = 3;
    const auto letters = count_code_points(term.words.back().text);
    return letters >= kSure || (is_last && letters + 1 == kSure);
}

bool is_same(const SearchWord& asked, const SearchWord& found) {
    const auto has = [&](const std::string& text) {
        return !text.empty() && (text == found.text || text == found.also);
    };
    return has(asked.text) || has(asked.also);
}

bool begins(const SearchWord& asked, const SearchWord& found) {
    const auto has = [&](const std::string& text) {
        return !text.empty() && (found.text.starts_with(text) || found.also.starts_with(text));
    };
    return has(asked.text) || has(asked.also);
}

bool stands_at(const SearchTerm& term, const std::vector<SearchWord>& words, std::size_t at) {
    if (at + term.words.size() > words.size()) return false;
    const auto last = term.words.size() - 1;
    for (std::size_t i = 0; i < term.words.size(); ++i) {
        const bool goes_on = i == last && term.prefix;
        if (goes_on ? !begins(term.words[i], words[at + i])
                    : !is_same(term.words[i], words[at + i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool SearchWordReader::next(SearchWord& word) {
    word.text.clear();
    while (word.text.empty()) {  // Of nothing but marks nothing is left.
        at_ = end_of(text_, at_, [](char32_t c) { return !is_word(c); });
        if (at_ >= text_.size()) return false;
        read_word(word);
    }
    return true;
}

void SearchWordReader::read_word(SearchWord& word) {
    word.also.clear();
    const auto from = at_;
    bool plain = true;
    const auto first = next_code_point(text_, at_);
    if (is_ideograph(first)) {
        plain = false;
    } else {
        plain = first < 0x80;
        at_ = end_of(text_, at_, [&](char32_t c) {
            plain = plain && (c < 0x80 || !is_word(c));
            return is_word(c) && !is_ideograph(c);
        });
    }
    word.from = static_cast<std::uint32_t>(from);
    word.to = static_cast<std::uint32_t>(at_);
    auto raw = text_.substr(from, at_ - from);
    if (raw.size() > kLengthMax) {
        auto end = kLengthMax;
        while (end > 0 && (static_cast<unsigned char>(raw[end]) & 0xC0U) == 0x80U) --end;
        raw = raw.substr(0, end);
    }
    if (plain) {
        word.text = to_lower_ascii(raw);
    } else {
        fold_word(raw, word);
    }
}

std::vector<SearchTerm> parse_search(std::string_view question) {
    std::vector<SearchTerm> out;
    for (std::size_t at = 0; out.size() < kTermsMax;) {
        at = end_of(question, at, is_space);
        if (at >= question.size()) break;
        SearchTerm term;
        if (question[at] == '-' && !is_space(code_point_at(question, at + 1))) {
            term.excluded = true;
            ++at;
        }
        const auto first = code_point_at(question, at);
        const bool quoted = is_quote(first);
        if (quoted) next_code_point(question, at);
        const auto end = end_of(
            question, at, [&](char32_t c) { return !is_quote(c) && (quoted || !is_space(c)); });
        term.words = words_of(question.substr(at, end - at));
        const bool open = end >= question.size();  // It may still be typed.
        at = end;
        if (quoted && !open) next_code_point(question, at);
        if (term.words.empty()) continue;
        term.prefix = !term.excluded && (!quoted || open) && may_go_on(term, open);
        out.push_back(std::move(term));
    }
    return out;
}

bool asks_for_something(const std::vector<SearchTerm>& terms) {
    return std::ranges::any_of(terms, [](const SearchTerm& term) { return !term.excluded; });
}

std::vector<SearchHit> find_hits(std::string_view text, const std::vector<SearchTerm>& terms) {
    const auto words = words_of(text);
    std::vector<SearchHit> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (std::size_t term = 0; term < terms.size(); ++term) {
            if (terms[term].excluded || !stands_at(terms[term], words, at)) continue;
            const auto& last = words[at + terms[term].words.size() - 1];
            out.push_back({.from = words[at].from, .to = last.to, .term = term});
            break;
        }
    }
    return out;
}

}  // namespace fabula
