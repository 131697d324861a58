#include "providers/access.hpp"

namespace fabula::providers {

namespace {

constexpr Money kMillion = 1'000'000;

// Rounded up, so that a sum of small calls is never 0.
Money share(Money of_million, std::int64_t count) {
    return (of_million * count + kMillion - 1) / kMillion;
}

// Nothing where the one was used and the other is not known.
std::optional<Money> tokens_cost(const std::optional<Money>& price,
                                 const std::optional<std::int64_t>& tokens) {
    if (tokens == 0) return 0;
    if (!price || !tokens) return std::nullopt;
    return share(*price, *tokens);
}

}  // namespace

std::optional<Money> price_of(const std::optional<Price>& price, const Usage& usage) {
    if (!price) return std::nullopt;
    if (usage.images > 0 && price->image) return *price->image * usage.images;
    const auto input = tokens_cost(price->input_tokens, usage.input_tokens);
    const auto output = tokens_cost(price->output_tokens, usage.output_tokens);
    if (!input || !output) return std::nullopt;
    return *input + *output;
}

Usage with_cost(const Access& access, Usage usage) {
    if (usage.cost) return usage;
    if (access.endpoint.local) {
        usage.cost = 0;
        usage.cost_from = CostFrom::Provider;
        return usage;
    }
    usage.cost = price_of(access.price, usage);
    usage.cost_from = usage.cost ? CostFrom::Table : CostFrom::None;
    return usage;
}

}  // namespace fabula::providers
