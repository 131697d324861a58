// How wide a character is on a typewriter's page: one cell, two for East Asian wide ones, none for
// what joins the character before it.
#pragma once

#include <cstdint>
#include <string_view>

namespace fabula::screenplay {

int cells_of(char32_t code_point) noexcept;

// Of a whole text without line breaks.
std::uint32_t count_cells(std::string_view text) noexcept;

// Wide characters part anywhere, except before closing and behind opening punctuation.
bool may_start_line(char32_t code_point) noexcept;
bool may_end_line(char32_t code_point) noexcept;

}  // namespace fabula::screenplay
