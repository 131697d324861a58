// Words of a text compared with word lists: how pictures follow what is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::drawing {

struct Word {
    std::string text;      // Lower case, without marks around it; "'s" cut off.
    std::size_t from = 0;  // Byte offsets in the text.
    std::size_t to = 0;
    bool capitals = false;  // Two letters or more, none of them small.
    bool stop = false;      // A comma, full stop or the like follows.
    bool genitive = false;  // "Mina's"
};

// Letters, digits and the marks that join them ("mrs.", "o'neill", "self-service" is two).
std::vector<Word> words_of(std::string_view text);

// An entry of a list matches a word by its whole text, or by its beginning when the entry
// ends with '*', or by its end when it begins with '*'.
bool matches(std::string_view entry, std::string_view word);

// Entries of a list are divided by blanks, "two+words" must stand side by side.
// The index of the first word at which an entry matches.
std::optional<std::size_t> find_word(const std::vector<Word>& words, std::string_view list);
bool has_word(const std::vector<Word>& words, std::string_view list);

// Whether an entry of the list begins at words[at]; how many words it takes, 0 for none.
std::size_t match_at(const std::vector<Word>& words, std::size_t at, std::string_view list);

}  // namespace fabula::drawing
