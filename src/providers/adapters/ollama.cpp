#include "providers/adapters/ollama.hpp"

#include "providers/adapters/embeddings.hpp"

namespace fabula::providers {

namespace {

constexpr std::int64_t kContextStep = 4096;  // A model is loaded anew for each other context.

std::int64_t context_for(const TextRequest& request) {
    const auto needed = guess_tokens(request) + request.max_output_tokens.value_or(kUsualAnswer);
    return (needed / kContextStep + 1) * kContextStep;
}

class OllamaReader {
public:
    OllamaReader(const Caller& caller, TextAnswer& answer, const TakeText& on_text)
        : caller_(caller), answer_(answer), text_(answer, on_text) {}

    void take(const Json& line) {
        if (answer_.model.empty()) answer_.model = string_at(line, "model");
        text_.add(string_at(object_at(line, "message"), "content"));
        const auto done = line.find("done");
        if (done == line.end() || *done != true) return;
        done_ = true;
        answer_.finish = string_at(line, "done_reason") == "length" ? Finish::Length : Finish::Stop;
        answer_.usage.input_tokens = integer_at(line, "prompt_eval_count");
        answer_.usage.output_tokens = integer_at(line, "eval_count");
    }
    void finish() const {
        if (!done_) throw bad_answer(caller_.access(), "broke off before it was whole");
    }

private:
    const Caller& caller_;
    TextAnswer& answer_;
    AnswerText text_;
    bool done_ = false;
};

Json body_of(const std::string& model, const TextRequest& request, std::int64_t context) {
    Json messages = Json::array();
    if (!request.system.empty()) {
        messages.push_back({{"role", "system"}, {"content", request.system}});
    }
    for (const auto& message : request.messages) {
        const auto* role = message.speaker == Speaker::User ? "user" : "assistant";
        messages.push_back({{"role", role}, {"content", message.text}});
    }
    Json options{{"num_ctx", context}};
    if (request.max_output_tokens) options["num_predict"] = *request.max_output_tokens;
    if (request.temperature) options["temperature"] = *request.temperature;
    Json body{{"model", model},
              {"messages", std::move(messages)},
              {"stream", true},
              {"options", std::move(options)}};
    if (request.shape && request.shape->mode == JsonMode::Schema) {
        body["format"] = request.shape->schema;
    } else if (request.shape && request.shape->mode == JsonMode::Object) {
        body["format"] = "json";
    }
    return body;
}

}  // namespace

TextAnswer OllamaModel::answer(const TextRequest& request, const TakeText& on_text,
                               const std::stop_token& stop) const {
    const auto context = context_for(request);
    if (context > kContextMax) {
        throw CallError(
            CallFailure::TooLarge,
            PublicText{"This is more text than a model of Ollama reads at once. Nothing "
                       "was sent."});
    }
    TextAnswer answer;
    OllamaReader reader(caller_, answer, on_text);
    const auto body = body_of(caller_.endpoint().model, request, context);
    stream_json(
        caller_, {.path = "/api/chat", .body = write_json(body)}, StreamForm::Lines,
        [&](const Json& line) { reader.take(line); }, stop);
    reader.finish();
    answer.usage = caller_.priced(answer.usage);
    return answer;
}

Embeddings OllamaEmbedding::embed(const std::vector<std::string>& texts,
                                  const std::stop_token& stop) const {
    check_texts(texts);
    const Json body{{"model", caller_.endpoint().model}, {"input", texts}};
    const auto answer = caller_.post_json("/api/embed", body, stop);
    Embeddings out{.model = string_at(answer, "model")};
    for (const auto& row : list_at(answer, "embeddings")) {
        out.vectors.push_back(read_vector(caller_.access(), row));
    }
    check_vectors(caller_.access(), out, texts.size());
    out.usage = caller_.priced(
        {.input_tokens = integer_at(answer, "prompt_eval_count"), .output_tokens = 0});
    return out;
}

}  // namespace fabula::providers
