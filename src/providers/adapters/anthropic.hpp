// POST …/v1/messages of Anthropic (version 2023-06-01).
#pragma once

#include "providers/adapters/text_stream.hpp"

namespace fabula::providers {

class AnthropicModel final : public TextModel {
public:
    explicit AnthropicModel(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] TextCapabilities capabilities() const override {
        return {.stream = true,
                .json = JsonMode::Schema,
                .cost_known = caller_.access().price.has_value()};
    }
    [[nodiscard]] std::optional<Estimate> estimate(const TextRequest& request) const override {
        return estimate_text(caller_.access(), request);
    }
    [[nodiscard]] TextAnswer answer(const TextRequest& request, const TakeText& on_text,
                                    const std::stop_token& stop) const override;

    static net::Headers authorize(const std::string& key) { return {{"x-api-key", key}}; }

private:
    Caller caller_;
};

inline const net::Headers kAnthropicHeaders{{"anthropic-version", "2023-06-01"}};

}  // namespace fabula::providers
