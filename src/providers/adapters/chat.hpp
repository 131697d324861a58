// POST …/chat/completions: OpenAI, OpenRouter, Together, and what speaks as they do (llama.cpp,
// LM Studio, LocalAI, KoboldCpp, Ollama's /v1).
#pragma once

#include "providers/adapters/text_stream.hpp"

namespace fabula::providers {

struct ChatDialect {
    // Newer models of OpenAI know max_completion_tokens alone, most other servers max_tokens.
    bool completion_tokens = false;
    bool store_switch = false;  // "store": false, so that nothing is kept at OpenAI.
    bool routing = false;       // OpenRouter: whom it may hand the words to; it says the cost.
    JsonMode json = JsonMode::Schema;
};

class ChatModel final : public TextModel {
public:
    ChatModel(Caller caller, ChatDialect dialect) : caller_(std::move(caller)), dialect_(dialect) {}

    [[nodiscard]] const Endpoint& endpoint() const override { return caller_.endpoint(); }
    [[nodiscard]] TextCapabilities capabilities() const override;
    [[nodiscard]] std::optional<Estimate> estimate(const TextRequest& request) const override {
        return estimate_text(caller_.access(), request);
    }
    [[nodiscard]] TextAnswer answer(const TextRequest& request, const TakeText& on_text,
                                    const std::stop_token& stop) const override;

private:
    [[nodiscard]] Json body_of(const TextRequest& request) const;

    Caller caller_;
    ChatDialect dialect_;
};

// The usage of any answer in OpenAI's form; with the cost where OpenRouter tells it.
Usage read_chat_usage(const Json& usage);
// US dollars as JSON has them.
std::optional<Money> read_dollars(const Json& object, const char* name);

}  // namespace fabula::providers
