// Which words of a passage are shown of a hit.
#pragma once

#include "search/passages.hpp"

namespace fabula::search {

struct Quote {
    std::string part;
    std::string speaker;
    std::vector<QuotePart> text;  // Empty: the title alone was found.
    std::string words;            // As they stand in the passage from the hit on, in one line.
};

// A name above a speech says who speaks; it is no words about them.
enum class Cues { Count, DoNotCount };

// The stretch with the most of what was asked for. With `speakers` (folded names) only what one of
// them says counts; nothing where they say none of it. Without cues: nothing where only they hold
// it, or the title alone.
std::optional<Quote> quote(const store::FoundPassage& passage, const Kept& kept,
                           const std::vector<SearchTerm>& terms,
                           const std::vector<std::string>& speakers, Cues cues = Cues::Count);

}  // namespace fabula::search
