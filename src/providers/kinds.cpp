#include "providers/kinds.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "net/reach.hpp"
#include "providers/adapters/a1111.hpp"
#include "providers/adapters/anthropic.hpp"
#include "providers/adapters/chat.hpp"
#include "providers/adapters/comfyui.hpp"
#include "providers/adapters/embeddings.hpp"
#include "providers/adapters/fal.hpp"
#include "providers/adapters/image_generations.hpp"
#include "providers/adapters/ollama.hpp"
#include "providers/adapters/runware.hpp"

namespace fabula::providers {

namespace {

Caller caller_of(Kind kind, const Wires& wires, Access access) {
    Caller::Authorize authorize;
    if (kind == Kind::Anthropic) authorize = AnthropicModel::authorize;
    if (kind == Kind::Fal) authorize = FalModel::authorize;
    if (kind == Kind::A1111) authorize = A1111Model::authorize;
    return {wires, std::move(access), std::move(authorize)};
}

ChatDialect dialect_of(Kind kind) {
    switch (kind) {
        case Kind::OpenAi: return {.completion_tokens = true, .store_switch = true};
        case Kind::OpenRouter: return {.routing = true};
        default: return {};
    }
}

void add_models(std::vector<ModelFound>& out, const Json& rows, const char* id, const char* name) {
    for (const auto& row : rows) {
        ModelFound found{.id = string_at(row, id), .name = string_at(row, name)};
        if (found.id.empty()) continue;
        if (found.name.empty()) found.name = found.id;
        found.context = integer_at(row, "context_length");
        out.push_back(std::move(found));
    }
}

std::vector<ModelFound> list_checkpoints(const Caller& caller, const std::stop_token& stop) {
    const auto info = caller.get_json("/object_info/CheckpointLoaderSimple", stop);
    const auto& inputs =
        object_at(object_at(object_at(info, "CheckpointLoaderSimple"), "input"), "required");
    const auto& field = list_at(inputs, "ckpt_name");
    std::vector<ModelFound> out;
    if (field.empty() || !field.front().is_array()) return out;
    for (const auto& name : field.front()) {
        if (name.is_string()) out.push_back({.id = name, .name = name});
    }
    return out;
}

}  // namespace

const std::vector<KindFacts>& all_kinds() {
    using enum KeyNeed;
    // clang-format off
    static const std::vector<KindFacts> kinds{
        {Kind::Ollama,           "Ollama",            "http://localhost:11434",        Optional, "",                                       true,  false, true,  true},
        {Kind::OpenAiCompatible, "OpenAI-compatible", "http://localhost:1234/v1",      Optional, "",                                       true,  true,  true,  true},
        {Kind::ComfyUi,          "ComfyUI",           "http://localhost:8188",         Optional, "",                                       false, true,  false, true},
        {Kind::A1111,            "AUTOMATIC1111",     "http://localhost:7860",         Optional, "",                                       false, true,  false, true},
        {Kind::OpenAi,           "OpenAI",            "https://api.openai.com/v1",     Required, "https://platform.openai.com/api-keys",   true,  true,  true,  false},
        {Kind::OpenRouter,       "OpenRouter",        "https://openrouter.ai/api/v1",  Required, "https://openrouter.ai/settings/keys",    true,  true,  true,  false},
        {Kind::Anthropic,        "Anthropic",         "https://api.anthropic.com",     Required, "https://console.anthropic.com/settings/keys", true, false, false, false},
        {Kind::Together,         "Together",          "https://api.together.xyz/v1",   Required, "https://api.together.ai/settings/api-keys", true, true, true, false},
        {Kind::Fal,              "fal",               "https://queue.fal.run",         Required, "https://fal.ai/dashboard/keys",          false, true,  false, false},
        {Kind::Runware,          "Runware",           "https://api.runware.ai/v1",     Required, "https://my.runware.ai/keys",             false, true,  false, false},
    };
    // clang-format on
    return kinds;
}

const KindFacts& facts_of(Kind kind) {
    return *std::ranges::find(all_kinds(), kind, &KindFacts::kind);
}

bool needs_no_model(Kind kind, Task task) noexcept {
    return task == Task::Image && (kind == Kind::A1111 || kind == Kind::ComfyUi);
}

std::unique_ptr<TextModel> make_text_model(Kind kind, const Wires& wires, Access access) {
    if (!facts_of(kind).text || access.endpoint.model.empty()) return nullptr;
    auto caller = caller_of(kind, wires, std::move(access));
    if (kind == Kind::Anthropic) return std::make_unique<AnthropicModel>(std::move(caller));
    if (kind == Kind::Ollama) return std::make_unique<OllamaModel>(std::move(caller));
    return std::make_unique<ChatModel>(std::move(caller), dialect_of(kind));
}

std::unique_ptr<ImageModel> make_image_model(Kind kind, const Wires& wires, Access access) {
    const bool named = needs_no_model(kind, Task::Image) || !access.endpoint.model.empty();
    if (!facts_of(kind).image || !named) return nullptr;
    auto caller = caller_of(kind, wires, std::move(access));
    switch (kind) {
        case Kind::A1111: return std::make_unique<A1111Model>(std::move(caller));
        case Kind::ComfyUi: return std::make_unique<ComfyModel>(std::move(caller));
        case Kind::Fal: return std::make_unique<FalModel>(std::move(caller));
        case Kind::Runware: return std::make_unique<RunwareModel>(std::move(caller));
        case Kind::OpenAi:
            return std::make_unique<ImageGenerations>(std::move(caller), ImageDialect::OpenAi);
        case Kind::OpenRouter:
            return std::make_unique<ImageGenerations>(std::move(caller), ImageDialect::OpenRouter);
        case Kind::Together:
            return std::make_unique<ImageGenerations>(std::move(caller), ImageDialect::Together);
        default:
            return std::make_unique<ImageGenerations>(std::move(caller), ImageDialect::Compatible);
    }
}

std::unique_ptr<EmbeddingModel> make_embedding_model(Kind kind, const Wires& wires, Access access) {
    if (!facts_of(kind).embedding || access.endpoint.model.empty()) return nullptr;
    auto caller = caller_of(kind, wires, std::move(access));
    if (kind == Kind::Ollama) return std::make_unique<OllamaEmbedding>(std::move(caller));
    return std::make_unique<OpenAiEmbedding>(std::move(caller));
}

std::vector<ModelFound> list_models(Kind kind, const Wires& wires, Access access,
                                    const std::stop_token& stop) {
    const auto caller = caller_of(kind, wires, std::move(access));
    std::vector<ModelFound> out;
    switch (kind) {
        case Kind::Fal:
        case Kind::Runware: return out;
        case Kind::ComfyUi: out = list_checkpoints(caller, stop); break;
        case Kind::A1111:
            add_models(out, caller.get_json("/sdapi/v1/sd-models", stop), "title", "model_name");
            break;
        case Kind::Ollama:
            add_models(out, list_at(caller.get_json("/api/tags", stop), "models"), "name", "name");
            break;
        case Kind::Anthropic: {
            const auto answer = caller.send_json({.method = "GET",
                                                  .path = "/v1/models?limit=100",
                                                  .headers = kAnthropicHeaders,
                                                  .paid = Paid::No},
                                                 stop);
            add_models(out, list_at(answer, "data"), "id", "display_name");
            break;
        }
        default: {
            const auto answer = caller.get_json("/models", stop);
            add_models(out, answer.is_array() ? answer : list_at(answer, "data"), "id", "name");
        }
    }
    std::ranges::sort(out, {}, &ModelFound::id);
    return out;
}

void check_connection(Kind kind, const Wires& wires, Access access, const std::stop_token& stop) {
    if (kind == Kind::OpenRouter) {  // Its list of models asks for no key.
        const auto caller = caller_of(kind, wires, std::move(access));
        static_cast<void>(caller.get_json("/key", stop));
    } else if (kind == Kind::Fal) {
        const auto caller = caller_of(kind, wires, std::move(access));
        const auto model =
            caller.endpoint().model.empty() ? "fal-ai/flux" : caller.endpoint().model;
        // Asks for a request that nobody made.
        static_cast<void>(caller.send({.method = "GET",
                                       .path = "/" + model + "/requests/" + make_uuid() + "/status",
                                       .paid = Paid::No,
                                       .also = 404},
                                      stop));
    } else if (kind == Kind::Runware) {
        const auto id = make_uuid();
        const auto model = make_image_model(kind, wires, [&] {
            auto with_model = std::move(access);
            with_model.endpoint.model = "none";
            return with_model;
        }());
        static_cast<void>(model->look({{"id", id}}, stop));
    } else {
        static_cast<void>(list_models(kind, wires, std::move(access), stop));
    }
}

bool is_local_host(const std::string& host) {
    const auto name = to_lower_ascii(host);
    if (name == "localhost" || name.ends_with(".localhost") || name.ends_with(".local") ||
        name.ends_with(".lan") || name.ends_with(".internal")) {
        return true;
    }
    const bool address = name.find(':') != std::string::npos ||
                         name.find_first_not_of("0123456789.") == std::string::npos;
    if (address) return net::reach_of(name) == net::Reach::Local;
    return name.find('.') == std::string::npos;
}

}  // namespace fabula::providers
