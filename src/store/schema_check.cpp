#include "store/schema_check.hpp"

#include <algorithm>
#include <map>

namespace fabula::store {

namespace {

struct TableFlags {
    bool strict = false;

    static constexpr auto fields = FieldList{Field<&TableFlags::strict>{"strict"}};
};

struct Column {
    std::string name{};
    std::string type{};
    bool not_null = false;
    std::int64_t key_position = 0;  // In the primary key, from 1; 0 outside.

    static constexpr auto fields = FieldList{
        Field<&Column::name>{"name"}, Field<&Column::type>{"type"},
        Field<&Column::not_null>{"not_null"}, Field<&Column::key_position>{"key_position"}};
};

struct Reference {
    std::string column{};
    std::string table{};
    std::string on_delete{};

    static constexpr auto fields =
        FieldList{Field<&Reference::column>{"column_name"}, Field<&Reference::table>{"table_name"},
                  Field<&Reference::on_delete>{"on_delete"}};
};

struct IndexedColumn {
    std::string index{};
    bool unique = false;
    bool primary = false;
    std::int64_t position = 0;
    std::string column{};

    static constexpr auto fields = FieldList{
        Field<&IndexedColumn::index>{"index_name"}, Field<&IndexedColumn::unique>{"is_unique"},
        Field<&IndexedColumn::primary>{"is_primary"}, Field<&IndexedColumn::position>{"position"},
        Field<&IndexedColumn::column>{"column_name"}};
};

struct Table {
    std::map<std::string, Column, std::less<>> columns{};
    std::map<std::string, Reference, std::less<>> references{};
    std::vector<IndexedColumn> indexed{};
};

Table read_table(const Reader& db, std::string_view name) {
    Table out;
    const auto columns = db.all<Column>(
        "SELECT name, type, \"notnull\" AS not_null, pk AS key_position FROM pragma_table_info(?)",
        name);
    for (const auto& column : columns) out.columns[column.name] = column;
    const auto references = db.all<Reference>(
        "SELECT \"from\" AS column_name, \"table\" AS table_name, on_delete"
        " FROM pragma_foreign_key_list(?)",
        name);
    for (const auto& reference : references) out.references[reference.column] = reference;
    out.indexed = db.all<IndexedColumn>(
        "SELECT l.name AS index_name, l.\"unique\" AS is_unique, l.origin = 'pk' AS is_primary,"
        " i.seqno AS position, i.name AS column_name"
        " FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i ORDER BY 1, 4",
        name);
    return out;
}

std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::Text: return "TEXT";
        case ColumnType::Integer: return "INTEGER";
        case ColumnType::Real: return "REAL";
    }
    return "";
}

std::string_view action_name(OnDelete action) {
    switch (action) {
        case OnDelete::Restrict: return "RESTRICT";
        case OnDelete::Cascade: return "CASCADE";
        case OnDelete::SetNull: return "SET NULL";
    }
    return "";
}

// NO ACTION, SQL's default, refuses a delete as RESTRICT does.
bool is_action(std::string_view found, OnDelete wanted) {
    if (wanted == OnDelete::Restrict) return found == "RESTRICT" || found == "NO ACTION";
    return found == action_name(wanted);
}

bool leads_an_index(const Table& table, std::string_view column) {
    return std::ranges::any_of(table.indexed, [&](const auto& entry) {
        return entry.column == column && entry.position == 0;
    });
}

// Alone in a unique index that is not the primary key.
bool is_unique_alone(const Table& table, std::string_view column) {
    return std::ranges::any_of(table.indexed, [&](const auto& entry) {
        return entry.column == column && entry.unique && !entry.primary &&
               std::ranges::count(table.indexed, entry.index, &IndexedColumn::index) == 1;
    });
}

class Comparison {
public:
    Comparison(std::string_view table_name, const Table& table)
        : table_name_(table_name), table_(table) {}

    void compare(const ExpectedColumn& expected) {
        const auto found = table_.columns.find(expected.name);
        if (found == table_.columns.end()) {
            add(expected.name, "is missing");
            return;
        }
        const auto& column = found->second;
        if (column.type != type_name(expected.type)) {
            add(expected.name,
                "is " + column.type + ", the field is " + std::string(type_name(expected.type)));
        }
        if (column.not_null == expected.nullable) {
            add(expected.name, expected.nullable ? "is NOT NULL, the field may be empty"
                                                 : "may be NULL, the field may not");
        }
        if (expected.name == "id" && column.key_position != 1) {
            add(expected.name, "is not the primary key");
        }
        compare_reference(expected);
        compare_indexes(expected);
    }

    std::vector<std::string> take_problems() { return std::move(problems_); }

private:
    void compare_reference(const ExpectedColumn& expected) {
        const auto found = table_.references.find(expected.name);
        const bool wanted = !expected.rules.references.empty();
        if (found == table_.references.end()) {
            if (wanted) {
                add(expected.name, "does not reference " + std::string(expected.rules.references));
            }
            return;
        }
        const auto& reference = found->second;
        if (reference.table != expected.rules.references) {
            add(expected.name, "references " + reference.table + ", the field says \"" +
                                   std::string(expected.rules.references) + "\"");
        } else if (!is_action(reference.on_delete, expected.rules.on_delete)) {
            add(expected.name, "is ON DELETE " + reference.on_delete + ", the field says " +
                                   std::string(action_name(expected.rules.on_delete)));
        }
    }

    void compare_indexes(const ExpectedColumn& expected) {
        const bool wants_index = expected.rules.indexed || !expected.rules.references.empty();
        if (wants_index && !leads_an_index(table_, expected.name)) {
            add(expected.name, "leads no index");
        }
        if (is_unique_alone(table_, expected.name) != expected.rules.unique) {
            add(expected.name, expected.rules.unique ? "is not unique, the field is"
                                                     : "is unique, the field is not");
        }
    }

    void add(std::string_view column, const std::string& what) {
        problems_.push_back(std::string(table_name_) + "." + std::string(column) + " " + what);
    }

    std::string_view table_name_;
    const Table& table_;
    std::vector<std::string> problems_{};
};

}  // namespace

std::vector<std::string> schema_problems(const Reader& db, std::string_view name,
                                         std::span<const ExpectedColumn> columns) {
    const auto flags =
        db.one<TableFlags>("SELECT strict FROM pragma_table_list WHERE name = ?", name);
    if (!flags) return {"there is no table " + std::string(name)};
    const auto table = read_table(db, name);
    Comparison comparison(name, table);
    for (const auto& column : columns) comparison.compare(column);
    auto problems = comparison.take_problems();
    if (!flags->strict) problems.push_back(std::string(name) + " is not STRICT");
    for (const auto& [column, ignored] : table.columns) {
        if (std::ranges::find(columns, column, &ExpectedColumn::name) == columns.end()) {
            problems.push_back(std::string(name) + "." + column + " is not in the field list");
        }
    }
    return problems;
}

std::string schema_text(const Reader& db) {
    std::string out;
    for (const auto& statement :
         db.column<std::string>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
                                " ORDER BY tbl_name, type = 'index', name")) {
        out += statement + ";\n\n";
    }
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace fabula::store
