#include "providers/prices.hpp"

#include <algorithm>
#include <stdexcept>

#include "embedded/data.hpp"
#include "providers/adapters/chat.hpp"

namespace fabula::providers {

namespace {

constexpr std::string_view kFile = "providers/prices.json";

struct Table {
    std::string day;
    std::vector<PricedModel> models;
};

template <class Name>
Name named(const Json& row, const char* field) {
    const auto found = find_enum<Name>(string_at(row, field));
    if (!found) throw std::logic_error("the table of prices names no such " + std::string(field));
    return *found;
}

Table read_table() {
    for (const auto& file : embedded::data()) {
        if (file.name != kFile) continue;
        const auto json = read_json(file.bytes);
        Table table{.day = string_at(json, "as_of"), .models = {}};
        for (const auto& row : list_at(json, "models")) {
            table.models.push_back({.kind = named<Kind>(row, "kind"),
                                    .task = named<Task>(row, "task"),
                                    .model = string_at(row, "model"),
                                    .price = {.input_tokens = read_dollars(row, "input"),
                                              .output_tokens = read_dollars(row, "output"),
                                              .image = read_dollars(row, "image")}});
        }
        return table;
    }
    throw std::logic_error("the table of prices is missing");
}

const Table& table() {
    static const Table read = read_table();
    return read;
}

}  // namespace

const std::string& prices_day() {
    return table().day;
}

const std::vector<PricedModel>& priced_models() {
    return table().models;
}

std::optional<Price> find_price(Kind kind, Task task, std::string_view model) {
    for (const auto& one : priced_models()) {
        const bool known = one.price.input_tokens || one.price.output_tokens || one.price.image;
        if (one.kind == kind && one.task == task && one.model == model && known) return one.price;
    }
    return std::nullopt;
}

std::string proposed_model(Kind kind, Task task) {
    const auto found = std::ranges::find_if(priced_models(), [&](const PricedModel& one) {
        return one.kind == kind && one.task == task;
    });
    return found == priced_models().end() ? std::string() : found->model;
}

}  // namespace fabula::providers
