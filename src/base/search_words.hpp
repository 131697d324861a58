// Words as a search compares them, and what somebody asks for in a search field.
//
// Case and marks do not matter: MÜLLER, müller and Muller are one word, and an umlaut is found as
// its two letters too (Mueller). "Mueller" is not found as "Muller": then "toe" would be "to".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fabula {

struct SearchWord {
    std::string text;  // Folded, without marks: "muller". Empty: no word.
    std::string also;  // With the letters that stand for an umlaut: "mueller"; empty: the same.
    std::uint32_t from = 0;  // Bytes of the text.
    std::uint32_t to = 0;
};

// Any text, also what is no UTF-8. Words are runs of letters and digits; an ideograph or kana is a
// word of its own. Where a word is longer than kLengthMax bytes the rest of it is left out.
class SearchWordReader {
public:
    static constexpr std::size_t kLengthMax = 200;

    explicit SearchWordReader(std::string_view text) : text_(text) {}
    // False at the end.
    bool next(SearchWord& word);

private:
    void read_word(SearchWord& word);

    std::string_view text_;
    std::size_t at_ = 0;
};

// Part of what is asked: words that stand one behind the other.
struct SearchTerm {
    std::vector<SearchWord> words;  // At least one.
    bool prefix = false;            // The last one may go on.
    bool excluded = false;
};

// `haus "auf dem markt" -nacht`: every term must be found but those behind a minus. A bare word of
// three letters or more finds what begins with it, the last one from two letters on, since it may
// still be typed; what is in quotes is found as it is. Any text is a question; what is beyond
// kTermsMax terms is left out.
inline constexpr std::size_t kTermsMax = 16;
std::vector<SearchTerm> parse_search(std::string_view question);

// True where something is to be found: not only terms behind a minus.
bool asks_for_something(const std::vector<SearchTerm>& terms);

struct SearchHit {
    std::uint32_t from = 0;  // Bytes of the text.
    std::uint32_t to = 0;
    std::size_t term = 0;
};

// Where the terms stand in a text, in order, excluded ones left out.
std::vector<SearchHit> find_hits(std::string_view text, const std::vector<SearchTerm>& terms);

}  // namespace fabula
