// A list with columns, as it leaves: CSV and Excel for spreadsheets, PDF for paper.
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "typeset/pdf.hpp"

namespace fabula::typeset {

struct Column {
    std::string title;
    double width = 1;  // Its share of the paper.
    bool number = false;
};

// A line over a row, which begins a group of rows.
struct TableHead {
    std::size_t row = 0;  // Index of the row below it.
    std::string text;
};

struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // As many cells as there are columns.
    std::vector<TableHead> heads{};              // Ascending; on paper alone.
};

// RFC 4180 in UTF-8 with a byte-order mark, without which Excel misreads accents. A cell that a
// spreadsheet would take for a formula begins with an apostrophe.
// Where commas part decimals, spreadsheets expect cells apart by semicolon.
std::string table_csv(const Table& table, char separator = ',');

// A workbook of one sheet (ECMA-376): the titles stay in sight, cells of number columns that are
// numbers are numbers. The same table and time give the same bytes.
std::string table_xlsx(const Table& table, Time created);

// Rows that do not part, the column titles again on every page; tagged as a table. The paper is
// `width` × `height` points.
PdfFileBytes table_pdf(const Table& table, PdfInfo info, double width, double height);

}  // namespace fabula::typeset
