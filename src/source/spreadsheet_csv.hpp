// Rows of comma-separated values.
#pragma once

#include <string_view>

#include "source/spreadsheet.hpp"

namespace fabula::source {

// `text` in UTF-8 with LF.
Spreadsheet read_csv(std::string_view text, const SpreadsheetLimits& limits);

}  // namespace fabula::source
