// Quoted passages of a paragraph.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fabula::screenplay {

// Bytes of the paragraph: the marks stand at [from, inner_from) and [inner_to, to).
struct Quoted {
    std::size_t from = 0;
    std::size_t inner_from = 0;
    std::size_t inner_to = 0;
    std::size_t to = 0;
};

// Quotes within quotes belong to the outer ones. A quote that opens a paragraph and never closes
// goes to its end, as in speech over several paragraphs.
std::vector<Quoted> find_quoted(std::string_view paragraph);

}  // namespace fabula::screenplay
