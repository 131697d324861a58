// Reading and writing rows. A row is a described struct (base/fields.hpp); a query names the
// columns in the order of its fields, which is checked at the first use of the statement.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "store/connection.hpp"
#include "store/row_sql.hpp"
#include "store/sql_value.hpp"

namespace fabula::store {

// Sees one snapshot of the database. Statements that would write are refused.
class Reader {
public:
    explicit Reader(Connection& connection) : connection_(connection) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    template <Described Row, class... Args>
    std::vector<Row> all(std::string_view sql, const Args&... args) const {
        return rows_of<Row>(sql, Access::ReadOnly, args...);
    }

    // Nothing where no row is found. A second row is a mistake in the query: std::logic_error.
    template <Described Row, class... Args>
    std::optional<Row> one(std::string_view sql, const Args&... args) const {
        return only_row(rows_of<Row>(sql, Access::ReadOnly, args...), sql);
    }

    // The first column of every row, for queries that ask for one value each.
    template <class T, class... Args>
    std::vector<T> column(std::string_view sql, const Args&... args) const {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        std::vector<T> out;
        connection_.query(
            {.sql = sql, .args = values},
            [](void* sink, const Columns& row) {
                read_column(row, 0, static_cast<std::vector<T>*>(sink)->emplace_back());
            },
            &out);
        return out;
    }

    // The one number that "SELECT count(*) …" and its like answer; 0 where there is no row.
    template <class... Args>
    std::int64_t count(std::string_view sql, const Args&... args) const {
        const auto found = column<std::optional<std::int64_t>>(sql, args...);
        return found.empty() ? 0 : found.front().value_or(0);
    }

protected:
    template <Described Row, class... Args>
    std::vector<Row> rows_of(std::string_view sql, Access access, const Args&... args) const {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        std::vector<Row> out;
        connection_.query(
            {.sql = sql, .args = values, .columns = field_names<Row>, .access = access},
            [](void* sink, const Columns& row) {
                read_row(row, static_cast<std::vector<Row>*>(sink)->emplace_back());
            },
            &out);
        return out;
    }

    template <class Row>
    static std::optional<Row> only_row(std::vector<Row> rows, std::string_view sql) {
        if (rows.size() > 1) throw_several_rows(sql);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }

    [[noreturn]] static void throw_several_rows(std::string_view sql);

    template <Described Row>
    static void read_row(const Columns& row, Row& out) {
        for_each_field<Row>([&](const auto& field, std::size_t index) {
            read_column(row, static_cast<int>(index), field.of(out));
        });
    }

    Connection& connection_;
};

// The right to write, given to the work of one Store::write. What it does is undone as a whole
// where the work throws.
class Tx final : public Reader {
public:
    Tx(Connection& connection, Time now) : Reader(connection), now_(now) {}

    // One time for all rows of one work.
    [[nodiscard]] Time now() const { return now_; }

    // Answers how many rows changed.
    template <class... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return connection_.run(sql, values);
    }

    // The row of an INSERT, UPDATE or DELETE … RETURNING; nothing where none changed.
    template <Described Row, class... Args>
    std::optional<Row> returning(std::string_view sql, const Args&... args) {
        return only_row(rows_of<Row>(sql, Access::ReadWrite, args...), sql);
    }

    // Stores a new row at revision 1. A missing id, created_at or updated_at is filled in, so
    // that afterwards `row` is what is stored. Conflict where a constraint is broken.
    template <Stored Row>
    void insert(Row& row) {
        if constexpr (requires { row.id.text; }) {
            if (row.id.empty()) row.id.text = make_uuid();
        }
        if constexpr (requires { row.rev; }) row.rev = 1;
        if constexpr (requires { row.created_at; }) {
            if (row.created_at == Time{}) row.created_at = now_;
        }
        if constexpr (requires { row.updated_at; }) {
            if (row.updated_at == Time{}) row.updated_at = now_;
        }
        static const std::string sql = insert_sql(Row::table, field_names<Row>);
        connection_.run(sql, values_of(row));
    }
    template <Stored Row>
    requires(!std::is_lvalue_reference_v<Row>) Row insert(Row&& row) {
        insert(row);
        return std::move(row);
    }

    // Stores the whole row over the one with its id and revision, and steps both revisions.
    // updated_at moves to now(), at least one millisecond on. Stale where the stored row has
    // another revision or is gone; `row` is then unchanged.
    template <Stored Row>
    void update(Row& row) {
        Row next = row;
        next.rev = row.rev + 1;
        if constexpr (requires { row.updated_at; }) {
            next.updated_at = std::max(now_, row.updated_at + std::chrono::milliseconds(1));
        }
        static const std::string sql = update_sql(Row::table, field_names<Row>);
        auto values = values_of<2>(next);
        values[field_count<Row>] = to_value(row.id);
        values[field_count<Row> + 1] = to_value(row.rev);
        if (connection_.run(sql, values) == 0) throw_stale(Row::table);
        row = std::move(next);
    }

    // Called on the writer's thread after the COMMIT that holds this work, in the order given,
    // before write() returns; not called where the work is undone. Must not throw or write.
    void after_commit(std::function<void()> callback) { callbacks_.push_back(std::move(callback)); }
    std::vector<std::function<void()>> take_callbacks() { return std::move(callbacks_); }

private:
    template <std::size_t Further = 0, Described Row>
    static auto values_of(const Row& row) {
        return Row::fields.apply([&](const auto&... field) {
            return [&]<std::size_t... Rest>(std::index_sequence<Rest...>) {
                return std::array<Value, field_count<Row> + Further>{
                    to_value(field.of(row))..., (static_cast<void>(Rest), Value::null())...};
            }
            (std::make_index_sequence<Further>{});
        });
    }

    [[noreturn]] static void throw_stale(std::string_view table);

    Time now_;
    std::vector<std::function<void()>> callbacks_;
};

}  // namespace fabula::store
