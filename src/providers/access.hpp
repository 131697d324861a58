// What an adapter needs to call its provider.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/time.hpp"
#include "net/fetcher.hpp"
#include "providers/calls.hpp"
#include "providers/limiter.hpp"

namespace fabula::providers {

// What a model charges; what is absent is unknown.
struct Price {
    std::optional<Money> input_tokens{};   // A million of them.
    std::optional<Money> output_tokens{};  // A million of them.
    std::optional<Money> image{};          // One picture.
};

struct Access {
    Endpoint endpoint;
    std::string base_url;  // Without a slash at its end.
    std::string key;       // Empty: none is sent.
    std::optional<Price> price{};
    std::chrono::milliseconds patience = std::chrono::minutes(10);  // Of one call.
    bool zero_retention = false;  // Only to those who keep nothing, where the provider can choose.
    Json workflow{};              // Of ComfyUI.
    Pace pace{};
};

// What adapters share; all must outlive them.
struct Wires {
    const net::Fetcher& fetcher;
    // Asks servers of the world alone: for addresses that a provider names.
    const net::Fetcher& world;
    const Clock& clock;
    Limiter& limiter;
};

std::optional<Money> price_of(const std::optional<Price>& price, const Usage& usage);
// With the cost by the table, unless the provider said it or the call was on a local server.
Usage with_cost(const Access& access, Usage usage);

}  // namespace fabula::providers
