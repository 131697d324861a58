// A text cut into so many stretches of about the same length, where a reader expects a cut: before
// headings, between paragraphs, between sentences, and only else within one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::breakdown {

struct Stretch {
    screenplay::Range range;  // Of the stored text. Each begins where the one before ends.
    std::string heading;      // Where it begins with one.
    std::string text;         // What is told and said in it, paragraphs apart by an empty line.
    std::int64_t word_count = 0;
};

// How many words there are to cut.
std::int64_t count_told_words(const screenplay::Document& document);

// `text` is what `document` was read from. Every word that is told or said stands in exactly one
// stretch, in order. Fewer than `count` where the text has fewer words.
std::vector<Stretch> cut_into(const screenplay::Document& document, std::string_view text,
                              std::size_t count);

}  // namespace fabula::breakdown
