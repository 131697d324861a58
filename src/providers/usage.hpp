// What a call to a provider used and what it cost, as far as anybody said so.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/fields.hpp"

namespace fabula::providers {

// Millionths of a US dollar. A cost that nobody knows is an absent one, never 0.
using Money = std::int64_t;

// Who said what a call cost: nobody, our table of prices with the counts of the answer, or the
// provider itself.
enum class CostFrom { None, Table, Provider };

// Absent: the provider did not say.
struct Usage {
    std::optional<std::int64_t> input_tokens{};
    std::optional<std::int64_t> output_tokens{};
    std::int64_t images = 0;
    std::optional<Money> cost{};
    CostFrom cost_from = CostFrom::None;

    static constexpr auto fields =
        FieldList{Field<&Usage::input_tokens>{"input_tokens"},
                  Field<&Usage::output_tokens>{"output_tokens"}, Field<&Usage::images>{"images"},
                  Field<&Usage::cost>{"cost", {.help = "millionths of a US dollar; null: unknown"}},
                  Field<&Usage::cost_from>{"cost_from"}};
};

// Of two calls together. What is unknown of one of them is unknown of both.
Usage add_usage(const Usage& first, const Usage& second);

// What a call is expected to cost, from the table of prices.
struct Estimate {
    Money low = 0;
    Money high = 0;

    static constexpr auto fields =
        FieldList{Field<&Estimate::low>{"low", {.help = "millionths of a US dollar"}},
                  Field<&Estimate::high>{"high", {.help = "millionths of a US dollar"}}};
};

// What a local server and the built-in rules charge.
inline constexpr Usage kFree{.cost = 0, .cost_from = CostFrom::Provider};

}  // namespace fabula::providers

namespace fabula {

template <>
struct EnumNames<providers::CostFrom> {
    static constexpr std::array<std::string_view, 3> names{"none", "table", "provider"};
};

}  // namespace fabula
