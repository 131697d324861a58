// Sides: the pages that an actor learns from.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "screenplay/statistics.hpp"
#include "typeset/script_page.hpp"

namespace fabula::typeset {

// Index of the character of that name, compared without regard to case.
std::optional<std::uint32_t> find_character(const screenplay::Statistics& statistics,
                                            std::string_view name);

// By element: the character's speeches are marked, scenes without them dimmed.
std::vector<ElementLook> sides_looks(const screenplay::Document& document,
                                     const screenplay::Statistics& statistics,
                                     std::uint32_t character);

}  // namespace fabula::typeset
