#include "base/text.hpp"
#include "typeset/table.hpp"

namespace fabula::typeset {

namespace {

// What opens a formula in Excel, LibreOffice or Google Sheets, also behind blanks they drop.
bool reads_as_formula(std::string_view cell) {
    const auto first = cell.find_first_not_of(" \t\r\n");
    if (!cell.empty() && (cell[0] == '\t' || cell[0] == '\r')) return true;
    if (first == std::string_view::npos) return false;
    std::size_t at = first;
    const char32_t c = next_code_point(cell, at);
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20;
}

void append_cell(std::string& out, std::string_view cell) {
    const bool formula = reads_as_formula(cell);
    const bool quoted = formula || cell.find_first_of(",\"\r\n;\t") != std::string_view::npos;
    if (!quoted) {
        out += cell;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

std::string table_csv(const Table& table) {
    std::string out = "\xEF\xBB\xBF";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) out += ',';
        append_cell(out, table.columns[i].title);
    }
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            append_cell(out, row[i]);
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace fabula::typeset
