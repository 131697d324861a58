// Rows that are taken all or none.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"

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

}  // namespace fabula
