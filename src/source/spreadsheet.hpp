// The rows of a spreadsheet: CSV as programs write it (RFC 4180 and its relatives), the first sheet
// of an Excel workbook (ECMA-376) or of an OpenDocument one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::source {

struct SpreadsheetLimits {
    std::size_t rows_max = 10'000;
    std::size_t columns_max = 200;
    std::size_t bytes_max = 20'000'000;  // Of all cells together, however often one is repeated.
};

struct Spreadsheet {
    // As on the sheet: rows[0] is its first row. Cells are text as stored, not as formatted:
    // formulas give their last result. Empty cells behind the last filled one are left out.
    std::vector<std::vector<std::string>> rows;
    std::optional<std::string> refusal;  // One sentence with the cause; no rows then.
};

// Endings of the files that read_spreadsheet() reads, as a file field of a page takes them.
inline constexpr std::string_view kSpreadsheetEndings = ".csv,.tsv,.txt,.xlsx,.ods";

// The bytes decide what it is. CSV: encoding found as for scripts; apart by comma, semicolon or
// tab, whichever the first row has most of. An apostrophe that guards a formula is taken away.
Spreadsheet read_spreadsheet(std::string_view bytes, const SpreadsheetLimits& limits = {});

}  // namespace fabula::source
