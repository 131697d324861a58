// Ollama's own API: unlike its /v1 it can be told how much text the model is to read, so that long
// stories are not cut in silence.
#pragma once

#include "providers/adapters/text_stream.hpp"

namespace fabula::providers {

class OllamaModel final : public TextModel {
public:
    explicit OllamaModel(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] TextCapabilities capabilities() const override {
        return {.stream = true,
                .json = JsonMode::Schema,
                .max_context = kContextMax,
                .cost_known = caller_.endpoint().local};
    }
    [[nodiscard]] std::optional<Estimate> estimate(const TextRequest& request) const override {
        return estimate_text(caller_.access(), request);
    }
    // Throws CallError TooLarge, with nothing sent, for what kContextMax does not hold.
    [[nodiscard]] TextAnswer answer(const TextRequest& request, const TakeText& on_text,
                                    const std::stop_token& stop) const override;

    static constexpr std::int64_t kContextMax = 131'072;  // Tokens.

private:
    Caller caller_;
};

class OllamaEmbedding final : public EmbeddingModel {
public:
    explicit OllamaEmbedding(Caller caller) : caller_(std::move(caller)) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] Embeddings embed(const std::vector<std::string>& texts,
                                   const std::stop_token& stop) const override;

private:
    Caller caller_;
};

}  // namespace fabula::providers
