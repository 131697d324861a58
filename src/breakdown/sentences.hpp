// Long text cut where a reader draws breath.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fabula::breakdown {

// Neighbouring parts of `text` of at most `words_max` words each, cut behind sentences, else behind
// commas, else between words. Nothing but blanks at the cuts is lost.
std::vector<std::string_view> cut_text(std::string_view text, std::size_t words_max);

}  // namespace fabula::breakdown
