#include "providers/adapters/chat.hpp"

#include <cmath>

namespace fabula::providers {

namespace {

class ChatReader {
public:
    ChatReader(const Caller& caller, TextAnswer& answer, const TakeText& on_text)
        : caller_(caller), answer_(answer), text_(answer, on_text) {}

    void take(const Json& document) {
        if (answer_.provider_id.empty()) answer_.provider_id = string_at(document, "id");
        if (answer_.model.empty()) answer_.model = string_at(document, "model");
        const auto& usage = object_at(document, "usage");
        if (!usage.empty()) answer_.usage = read_chat_usage(usage);
        for (const auto& choice : list_at(document, "choices")) {
            if (integer_at(choice, "index").value_or(0) != 0) continue;
            // A server that does not stream answers the whole message.
            take_message(object_at(choice, "delta"));
            take_message(object_at(choice, "message"));
            take_finish(string_at(choice, "finish_reason"));
        }
    }
    void finish() const {
        if (!finished_) throw bad_answer(caller_.access(), "broke off before it was whole");
    }

private:
    void take_message(const Json& message) {
        const auto refusal = string_at(message, "refusal");
        if (!refusal.empty()) refused_ = true;
        text_.add(refusal);
        text_.add(string_at(message, "content"));
    }
    void take_finish(const std::string& reason) {
        if (reason.empty()) return;
        finished_ = true;
        if (refused_ || reason == "content_filter") {
            answer_.finish = Finish::Refused;
        } else if (reason == "length") {
            answer_.finish = Finish::Length;
        } else {
            answer_.finish = reason == "stop" || reason == "eos" ? Finish::Stop : Finish::Other;
        }
    }

    const Caller& caller_;
    TextAnswer& answer_;
    AnswerText text_;
    bool refused_ = false;
    bool finished_ = false;
};

Json format_of(const JsonShape& shape) {
    if (shape.mode == JsonMode::Object) return {{"type", "json_object"}};
    return {{"type", "json_schema"},
            {"json_schema", {{"name", shape.name}, {"strict", true}, {"schema", shape.schema}}}};
}

}  // namespace

std::optional<Money> read_dollars(const Json& object, const char* name) {
    if (!object.is_object()) return std::nullopt;
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number()) return std::nullopt;
    const auto dollars = found->get<double>();
    if (!(dollars >= 0 && dollars < 1e6)) return std::nullopt;
    return static_cast<Money>(std::ceil(dollars * 1e6 - 1e-6));
}

Usage read_chat_usage(const Json& usage) {
    Usage out{.input_tokens = integer_at(usage, "prompt_tokens"),
              .output_tokens = integer_at(usage, "completion_tokens")};
    if (!out.input_tokens) out.input_tokens = integer_at(usage, "input_tokens");
    if (!out.output_tokens) out.output_tokens = integer_at(usage, "output_tokens");
    out.cost = read_dollars(usage, "cost");
    if (out.cost) out.cost_from = CostFrom::Provider;
    return out;
}

TextCapabilities ChatModel::capabilities() const {
    const auto& access = caller_.access();
    return {.stream = true,
            .json = dialect_.json,
            .cost_known = access.endpoint.local || dialect_.routing || access.price};
}

Json ChatModel::body_of(const TextRequest& request) const {
    Json messages = Json::array();
    if (!request.system.empty()) {
        messages.push_back({{"role", "system"}, {"content", request.system}});
    }
    for (const auto& message : request.messages) {
        const auto* role = message.speaker == Speaker::User ? "user" : "assistant";
        messages.push_back({{"role", role}, {"content", message.text}});
    }
    Json body{{"model", caller_.endpoint().model},
              {"messages", std::move(messages)},
              {"stream", true},
              {"stream_options", {{"include_usage", true}}}};
    if (request.max_output_tokens) {
        body[dialect_.completion_tokens ? "max_completion_tokens" : "max_tokens"] =
            *request.max_output_tokens;
    }
    if (request.temperature) body["temperature"] = *request.temperature;
    if (request.shape && request.shape->mode != JsonMode::Words) {
        body["response_format"] = format_of(*request.shape);
    }
    if (dialect_.store_switch) body["store"] = false;
    if (dialect_.routing) body["usage"] = {{"include", true}};
    if (dialect_.routing && caller_.access().zero_retention) {
        body["provider"] = {{"data_collection", "deny"}, {"zdr", true}};
    }
    return body;
}

TextAnswer ChatModel::answer(const TextRequest& request, const TakeText& on_text,
                             const std::stop_token& stop) const {
    TextAnswer answer;
    ChatReader reader(caller_, answer, on_text);
    stream_json(
        caller_, {.path = "/chat/completions", .body = write_json(body_of(request))},
        StreamForm::Events, [&](const Json& document) { reader.take(document); }, stop);
    reader.finish();
    answer.usage = caller_.priced(answer.usage);
    return answer;
}

}  // namespace fabula::providers
