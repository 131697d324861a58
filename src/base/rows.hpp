// Rows that are taken all or none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/json_value.hpp"

namespace fabula {

// What `act` refuses names the row: "shots[3].lens".
template <class Act>
auto within_row(std::string_view list, std::size_t index, const Act& act) {
    try {
        return act();
    } catch (const AppError& error) {
        auto details = error.details();
        const auto row = std::string(list) + "[" + std::to_string(index) + "]";
        details.field = details.field.empty() ? row : row + "." + details.field;
        for (auto& field : details.fields) field.field = row + "." + field.field;
        throw AppError(error.code(), PublicText{error.what()}, std::move(details));
    }
}

// Which record a row changes; without an id it makes one.
struct RowTarget {
    std::optional<std::string> id;
    std::optional<std::int64_t> rev;
};

// Takes `id` and `rev` out of the row. Throws Invalid where they are no text and no number.
inline RowTarget take_target(Json& row) {
    RowTarget target;
    if (!row.is_object()) return target;  // Decoding says what is wrong with it.
    if (const auto id = row.find("id"); id != row.end()) {
        if (!id->is_string() && !id->is_null()) invalid("id", "must be text");
        if (id->is_string()) target.id = id->get<std::string>();
        row.erase(id);
    }
    if (const auto rev = row.find("rev"); rev != row.end()) {
        if (!rev->is_number_integer()) invalid("rev", "must be a whole number");
        target.rev = rev->get<std::int64_t>();
        row.erase(rev);
    }
    return target;
}

}  // namespace fabula
