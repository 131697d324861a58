// What is different between two texts: in lines and words, as a person would tell it. Time is
// bounded for any input; where two texts have next to nothing in common, the answer is coarse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/changes.hpp"

namespace fabula {

// Items [old_from, old_to) of the one row are [new_from, new_to) in the other; one may be empty.
struct DiffHunk {
    std::size_t old_from = 0;
    std::size_t old_to = 0;
    std::size_t new_from = 0;
    std::size_t new_to = 0;
    bool operator==(const DiffHunk&) const = default;
};

// In order. What lies between two hunks is the same in both.
std::vector<DiffHunk> diff_items(const std::vector<std::string_view>& before,
                                 const std::vector<std::string_view>& after);

// Lines with their ends; words, runs of blanks and single other characters. Joined they are the
// text.
std::vector<std::string_view> lines_with_ends(std::string_view text);
std::vector<std::string_view> words_and_blanks(std::string_view text);

// Leads from the one text (UTF-8) to the other: changed lines word by word.
ChangeSet diff_texts(std::string_view before, std::string_view after);

enum class DiffKind { Same, Gone, Come };

struct DiffPart {
    DiffKind kind = DiffKind::Same;
    std::string_view text;  // Of `after`; of `before` where it is gone.
};

// Word by word, the gone before what came in its place.
std::vector<DiffPart> diff_words(std::string_view before, std::string_view after);

}  // namespace fabula
