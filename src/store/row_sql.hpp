// SQL text read off field lists.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/fields.hpp"

namespace fabula::store {

template <Described T>
inline constexpr auto field_names = T::fields.apply([](const auto&... field) {
    return std::array<std::string_view, field_count<T>>{field.name...};
});

// "a, b", or "t.a, t.b" with an alias.
std::string column_list(std::span<const std::string_view> names, std::string_view alias = {});
// "INSERT INTO t (a, b) VALUES (?, ?)"
std::string insert_sql(std::string_view table, std::span<const std::string_view> names);
// "UPDATE t SET a = ?, b = ? WHERE id = ? AND rev = ?"
std::string update_sql(std::string_view table, std::span<const std::string_view> names);

// "SELECT a, b FROM t"
template <Stored T>
const std::string& select_from() {
    static const std::string sql =
        "SELECT " + column_list(field_names<T>) + " FROM " + std::string(T::table);
    return sql;
}

// "x.a, x.b" for a join in which T's table is called x.
template <Described T>
std::string columns_of(std::string_view alias) {
    return column_list(field_names<T>, alias);
}

}  // namespace fabula::store
