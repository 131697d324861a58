#include "base/text.hpp"
#include "typeset/table.hpp"

namespace fabula::typeset {

namespace {

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

std::string table_csv(const Table& table, char separator) {
    std::string out = "\xEF\xBB\xBF";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) out += separator;
        append_cell(out, table.columns[i].title);
    }
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += separator;
            append_cell(out, row[i]);
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace fabula::typeset
