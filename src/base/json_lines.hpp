// Where in a JSON text something stands, for people who look for a mistake in their file.
#pragma once

#include <cstddef>
#include <string_view>

namespace fabula {

struct TextPlace {
    std::size_t line = 1;
    std::size_t column = 1;  // In bytes.
};

TextPlace place_in_text(std::string_view text, std::size_t byte);

// The line, from 1, of the member that a dotted path names: "elements.action.left". Where the path
// leads nowhere: of the last member that is there. `json` must be well-formed.
std::size_t line_of_member(std::string_view json, std::string_view path);

}  // namespace fabula
