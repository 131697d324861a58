// A list with columns, as it leaves: CSV for spreadsheets, PDF for paper.
#pragma once

#include <string>
#include <vector>

#include "typeset/pdf.hpp"

namespace fabula::typeset {

struct Column {
    std::string title;
    double width = 1;  // Its share of the paper.
    bool number = false;
};

struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // As many cells as there are columns.
};

// RFC 4180 in UTF-8 with a byte-order mark, without which Excel misreads accents. A cell that a
// spreadsheet would take for a formula begins with an apostrophe.
std::string table_csv(const Table& table);

// Rows that do not part, the column titles again on every page; tagged as a table. The paper is
// `width` × `height` points.
PdfFileBytes table_pdf(const Table& table, PdfInfo info, double width, double height);

}  // namespace fabula::typeset
