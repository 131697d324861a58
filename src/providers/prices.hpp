// The table of prices, data/providers/prices.json: our own compilation, with the day it is of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/kinds.hpp"

namespace fabula::providers {

struct PricedModel {
    Kind kind;
    Task task;
    std::string model;
    Price price;  // Empty where the provider tells the cost itself.
};

// "2026-11-01"
const std::string& prices_day();
// Of one kind and task the proposed one first.
const std::vector<PricedModel>& priced_models();
// Nothing for a model that the table does not have.
std::optional<Price> find_price(Kind kind, Task task, std::string_view model);
// Empty where none is known.
std::string proposed_model(Kind kind, Task task);

}  // namespace fabula::providers
