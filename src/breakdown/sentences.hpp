// Long text cut where a reader draws breath.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fabula::breakdown {

// Neighbouring parts of `text` of at most `words_max` words each, cut behind sentences, else behind
// commas, else between words. Nothing but blanks at the cuts is lost.
std::vector<std::string_view> cut_text(std::string_view text, std::size_t words_max);

// True where `text` ends with the mark of a sentence, quotes and brackets behind it included.
bool ends_sentence(std::string_view text);

// Where the words of `text`, or its sentences, end: byte offsets. The last sentence ends with its
// last word, whether a mark stands there or not.
std::vector<std::size_t> word_ends(std::string_view text);
std::vector<std::size_t> sentence_ends(std::string_view text);

}  // namespace fabula::breakdown
