#include "store/row_sql.hpp"

namespace fabula::store {

std::string column_list(std::span<const std::string_view> names, std::string_view alias) {
    std::string out;
    for (const auto name : names) {
        if (!out.empty()) out += ", ";
        if (!alias.empty()) out.append(alias).append(".");
        out += name;
    }
    return out;
}

std::string insert_sql(std::string_view table, std::span<const std::string_view> names) {
    std::string out =
        "INSERT INTO " + std::string(table) + " (" + column_list(names) + ") VALUES (";
    for (std::size_t i = 0; i < names.size(); ++i) out += i == 0 ? "?" : ", ?";
    return out + ")";
}

std::string update_sql(std::string_view table, std::span<const std::string_view> names) {
    std::string out = "UPDATE " + std::string(table) + " SET ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        out.append(i == 0 ? "" : ", ").append(names[i]).append(" = ?");
    }
    return out + " WHERE id = ? AND rev = ?";
}

}  // namespace fabula::store
