// A sentence as words, and the word lists that rules about prose look things up in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fabula::screenplay {

struct Word {
    std::string_view text;  // Without punctuation around it.
    std::string folded;
    std::size_t from = 0;  // Bytes of the text it stands in.
    std::size_t to = 0;    // Behind it, punctuation not included.
    bool capital = false;  // Begins with an upper-case letter.
    bool stop = false;     // Punctuation that ends a phrase follows.
    bool end = false;      // Punctuation that ends a sentence follows.
};

// At most `limit` words from byte `from` on.
std::vector<Word> read_words(std::string_view text, std::size_t from, std::size_t limit);

// Sorted lists of folded words in English and German.
bool is_determiner(std::string_view word) noexcept;    // the, a, his, dem, einen …
bool is_place_word(std::string_view word) noexcept;    // house, forest, Küche, Wald …
bool is_motion_verb(std::string_view word) noexcept;   // came, went, reached, betrat …
bool is_arrival_verb(std::string_view word) noexcept;  // Takes its place without "to": reached.
bool is_place_preposition(std::string_view word) noexcept;  // to, into, at, ins, zum …
bool is_time_word(std::string_view word) noexcept;          // morning, hour, Tag, Nacht …
bool is_speech_verb(std::string_view word) noexcept;        // said, cried, fragte, rief …
bool is_thought_verb(std::string_view word) noexcept;       // thought, dachte …
bool is_pronoun(std::string_view word) noexcept;            // he, she, they, I, er, sie …
bool is_function_word(std::string_view word) noexcept;      // and, as, with, und, als …
bool is_name_title(std::string_view word) noexcept;         // Mr, Mrs, Dr, Herr, Frau …
bool is_common_capital(std::string_view word) noexcept;     // Monday, French, God, Dienstag …

}  // namespace fabula::screenplay
