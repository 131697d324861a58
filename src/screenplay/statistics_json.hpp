// Statistics as JSON.
#pragma once

#include "base/json.hpp"
#include "screenplay/statistics.hpp"

namespace fabula::screenplay {

// Scenes are named by their number in the list, from 1; characters by their names. Lengths are
// given in eighths of a page and as production writes them ("1 2/8").
Json statistics_json(const Statistics& statistics);

// "interior", "exterior", "interior_exterior", "unknown": the names in JSON.
std::string_view name_of(Setting setting) noexcept;
// "day", "night", "between", "unknown".
std::string_view name_of(DayPart part) noexcept;

}  // namespace fabula::screenplay
