#include "store/db.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "base/error.hpp"

namespace fabula::store {

Value Value::integer(std::int64_t number) {
    Value out(Kind::Integer);
    out.integer_ = number;
    return out;
}

Value Value::real(double number) {
    Value out(Kind::Real);
    out.real_ = number;
    return out;
}

Value Value::view(std::string_view text) {
    Value out(Kind::Text);
    out.view_ = text;
    return out;
}

Value Value::owned(std::string text) {
    Value out(Kind::Text);
    out.owns_ = true;
    out.owned_ = std::move(text);
    return out;
}

bool Columns::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Columns::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Columns::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Columns::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Columns::throw_unreadable(int column, std::string_view why) const {
    throw AppError(Code::Internal, PublicText{"A stored record cannot be read."},
                   {.log = std::string("column ") + sqlite3_column_name(statement_, column) + " " +
                           std::string(why) + ": " + std::string(text(column)) +
                           " in: " + sqlite3_sql(statement_)});
}

void Reader::throw_several_rows(std::string_view sql) {
    throw std::logic_error("more than one row in: " + std::string(sql));
}

void Tx::throw_stale(std::string_view table) {
    throw AppError(Code::Stale,
                   PublicText{"Someone else changed this in the meantime. Load it again and "
                              "repeat your change."},
                   {.log = "stale revision in table " + std::string(table)});
}

}  // namespace fabula::store
