// Compares the tables of a database with the field lists of the entities kept in them.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.hpp"

namespace fabula::store {

// What a field list says about one column.
struct ExpectedColumn {
    std::string_view name;
    ColumnType type = ColumnType::Text;
    bool nullable = false;
    Rules rules{};
};

// One sentence for each difference: STRICT, columns, types, NULL, primary key, references and
// their ON DELETE, unique columns, and an index on every reference and every field that asks for
// one. Empty where the table is as described.
std::vector<std::string> schema_problems(const Reader& db, std::string_view table,
                                         std::span<const ExpectedColumn> columns);

template <Stored Row>
std::vector<std::string> schema_problems(const Reader& db) {
    std::vector<ExpectedColumn> columns;
    for_each_field<Row>([&](const auto& field, std::size_t) {
        using FieldValue = typename std::remove_cvref_t<decltype(field)>::Value;
        columns.push_back({.name = field.name,
                           .type = SqlCodec<FieldValue>::type,
                           .nullable = is_nullable<FieldValue>,
                           .rules = field.rules});
    });
    return schema_problems(db, Row::table, columns);
}

// The schema as text, one statement after the other, by table.
std::string schema_text(const Reader& db);

}  // namespace fabula::store
