#include "providers/usage.hpp"

#include <algorithm>

namespace fabula::providers {

namespace {

std::optional<std::int64_t> sum(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
    if (!a || !b) return std::nullopt;
    return *a + *b;
}

}  // namespace

Usage add_usage(const Usage& first, const Usage& second) {
    const auto cost = sum(first.cost, second.cost);
    return {.input_tokens = sum(first.input_tokens, second.input_tokens),
            .output_tokens = sum(first.output_tokens, second.output_tokens),
            .images = first.images + second.images,
            .cost = cost,
            .cost_from = cost ? std::min(first.cost_from, second.cost_from) : CostFrom::None};
}

}  // namespace fabula::providers
