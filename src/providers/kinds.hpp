// The kinds of connections, what each can do, and how one is made into models.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "providers/access.hpp"

namespace fabula::providers {

enum class Kind {
    OpenAi,
    OpenAiCompatible,
    OpenRouter,
    Anthropic,
    Ollama,
    Fal,
    Runware,
    Together,
    A1111,
    ComfyUi
};

// What a connection is asked for.
enum class Task { Text, Image, Embedding };

}  // namespace fabula::providers

namespace fabula {

template <>
struct EnumNames<providers::Kind> {
    static constexpr std::array<std::string_view, 10> names{
        "openai", "openai_compatible", "openrouter", "anthropic", "ollama",
        "fal",    "runware",           "together",   "a1111",     "comfyui"};
};

template <>
struct EnumNames<providers::Task> {
    static constexpr std::array<std::string_view, 3> names{"text", "image", "embedding"};
};

}  // namespace fabula

namespace fabula::providers {

enum class KeyNeed { Required, Optional };

struct KindFacts {
    Kind kind;
    std::string_view name;      // "OpenAI"
    std::string_view base_url;  // Where nothing else is said.
    KeyNeed key;
    std::string_view key_page;  // Where a person gets one; empty: none is needed.
    bool text;
    bool image;
    bool embedding;
    bool local;  // Usually a program on the person's own machine.

    [[nodiscard]] bool can(Task task) const noexcept {
        return task == Task::Text ? text : task == Task::Image ? image : embedding;
    }
};

// In the order of the list.
const std::vector<KindFacts>& all_kinds();
const KindFacts& facts_of(Kind kind);
// A server that has a model loaded, or a workflow that names one.
bool needs_no_model(Kind kind, Task task) noexcept;

// Null where the kind has no such models, or the access names no model that it needs.
std::unique_ptr<TextModel> make_text_model(Kind kind, const Wires& wires, Access access);
std::unique_ptr<ImageModel> make_image_model(Kind kind, const Wires& wires, Access access);
std::unique_ptr<EmbeddingModel> make_embedding_model(Kind kind, const Wires& wires, Access access);

struct ModelFound {
    std::string id;
    std::string name;                       // May be that of the id.
    std::optional<std::int64_t> context{};  // Tokens.

    static constexpr auto fields =
        FieldList{Field<&ModelFound::id>{"id"}, Field<&ModelFound::name>{"name"},
                  Field<&ModelFound::context>{"context", {.help = "tokens that it reads at once"}}};
};
// What the provider says that it has, by id; empty for kinds that tell nobody. Free of charge;
// throws CallError.
std::vector<ModelFound> list_models(Kind kind, const Wires& wires, Access access,
                                    const std::stop_token& stop);
// Asks something that costs nothing and needs the key. Throws CallError.
void check_connection(Kind kind, const Wires& wires, Access access, const std::stop_token& stop);

// Whether the host is this machine or its neighbour: "localhost", a private address, a name of the
// local network.
bool is_local_host(const std::string& host);

}  // namespace fabula::providers
