#include "providers/adapters/anthropic.hpp"

namespace fabula::providers {

namespace {

constexpr std::int64_t kOutputTokens = 8192;  // The provider demands a limit.

Finish finish_of(const std::string& reason) {
    if (reason == "end_turn" || reason == "stop_sequence") return Finish::Stop;
    if (reason == "max_tokens" || reason == "model_context_window_exceeded") return Finish::Length;
    if (reason == "refusal") return Finish::Refused;
    return Finish::Other;
}

class MessageReader {
public:
    MessageReader(const Caller& caller, TextAnswer& answer, const TakeText& on_text)
        : caller_(caller), answer_(answer), text_(answer, on_text) {}

    void take(const Json& event) {
        const auto type = string_at(event, "type");
        if (type == "message_start") {
            const auto& message = object_at(event, "message");
            answer_.provider_id = string_at(message, "id");
            answer_.model = string_at(message, "model");
            take_usage(object_at(message, "usage"));
        } else if (type == "content_block_delta") {
            const auto& delta = object_at(event, "delta");
            if (string_at(delta, "type") == "text_delta") text_.add(string_at(delta, "text"));
        } else if (type == "message_delta") {
            const auto reason = string_at(object_at(event, "delta"), "stop_reason");
            if (!reason.empty()) answer_.finish = finish_of(reason);
            stopped_ = stopped_ || !reason.empty();
            take_usage(object_at(event, "usage"));
        } else if (type == "message") {  // Not streamed.
            answer_.provider_id = string_at(event, "id");
            answer_.model = string_at(event, "model");
            for (const auto& block : list_at(event, "content")) {
                text_.add(string_at(block, "text"));
            }
            answer_.finish = finish_of(string_at(event, "stop_reason"));
            stopped_ = true;
            take_usage(object_at(event, "usage"));
        }
    }
    void finish() const {
        if (!stopped_) throw bad_answer(caller_.access(), "broke off before it was whole");
    }

private:
    // Counts of later events are of the whole answer.
    void take_usage(const Json& usage) {
        const auto input = integer_at(usage, "input_tokens");
        const auto output = integer_at(usage, "output_tokens");
        if (input) answer_.usage.input_tokens = input;
        if (output) answer_.usage.output_tokens = output;
    }

    const Caller& caller_;
    TextAnswer& answer_;
    AnswerText text_;
    bool stopped_ = false;
};

// Newer models refuse temperatures, so that none is sent.
Json body_of(const std::string& model, const TextRequest& request) {
    Json messages = Json::array();
    for (const auto& message : request.messages) {
        const auto* role = message.speaker == Speaker::User ? "user" : "assistant";
        messages.push_back({{"role", role}, {"content", message.text}});
    }
    Json body{{"model", model},
              {"max_tokens", request.max_output_tokens.value_or(kOutputTokens)},
              {"messages", std::move(messages)},
              {"stream", true}};
    if (!request.system.empty()) body["system"] = request.system;
    if (request.shape && request.shape->mode == JsonMode::Schema) {
        body["output_config"] = {
            {"format", {{"type", "json_schema"}, {"schema", request.shape->schema}}}};
    }
    return body;
}

}  // namespace

TextAnswer AnthropicModel::answer(const TextRequest& request, const TakeText& on_text,
                                  const std::stop_token& stop) const {
    TextAnswer answer;
    MessageReader reader(caller_, answer, on_text);
    stream_json(
        caller_,
        {.path = "/v1/messages",
         .body = write_json(body_of(caller_.endpoint().model, request)),
         .headers = kAnthropicHeaders},
        StreamForm::Events, [&](const Json& event) { reader.take(event); }, stop);
    reader.finish();
    answer.usage = caller_.priced(answer.usage);
    return answer;
}

}  // namespace fabula::providers
