// Rows of a sheet as they are read, refused where they become too many.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/spreadsheet.hpp"

namespace fabula::source {

class SheetBuilder {
public:
    explicit SheetBuilder(const SpreadsheetLimits& limits) : limits_(limits) {}

    // Into the open row; `column` counts from 0. Empty text is no cell.
    void add_cell(std::size_t column, std::string_view text);
    void end_row();
    // The row that is open is the sheet's `number`th, counted from 1; those before it are empty.
    void go_to_row(std::size_t number);

    void refuse(std::string why);
    [[nodiscard]] bool refused() const noexcept { return sheet_.refusal.has_value(); }
    // From 1.
    [[nodiscard]] std::size_t row_number() const noexcept { return sheet_.rows.size() + 1; }
    [[nodiscard]] Spreadsheet finish() &&;

private:
    SpreadsheetLimits limits_;
    Spreadsheet sheet_;
    std::vector<std::string> row_;
    std::size_t bytes_ = 0;
};

}  // namespace fabula::source
