#include "source/sheet_builder.hpp"

#include <utility>

namespace fabula::source {

void SheetBuilder::refuse(std::string why) {
    if (!refused()) sheet_.refusal = std::move(why);
}

void SheetBuilder::add_cell(std::size_t column, std::string_view text) {
    if (text.empty() || refused()) return;
    if (column >= limits_.columns_max) {
        refuse("Row " + std::to_string(row_number()) + " has more than " +
               std::to_string(limits_.columns_max) + " columns.");
        return;
    }
    bytes_ += text.size();
    if (bytes_ > limits_.bytes_max) {
        refuse("The sheet holds more than " + std::to_string(limits_.bytes_max / 1'000'000) +
               " MB of text.");
        return;
    }
    if (row_.size() <= column) row_.resize(column + 1);
    row_[column] = text;
}

void SheetBuilder::end_row() {
    if (sheet_.rows.size() >= limits_.rows_max) {
        if (!row_.empty()) {
            refuse("The sheet has more than " + std::to_string(limits_.rows_max) + " rows.");
        }
        return;
    }
    sheet_.rows.push_back(std::exchange(row_, {}));
}

void SheetBuilder::go_to_row(std::size_t number) {
    while (row_number() < number && sheet_.rows.size() < limits_.rows_max) end_row();
}

Spreadsheet SheetBuilder::finish() && {
    if (refused()) sheet_.rows.clear();
    while (!sheet_.rows.empty() && sheet_.rows.back().empty()) sheet_.rows.pop_back();
    return std::move(sheet_);
}

}  // namespace fabula::source
