#include "app/provider_settings.hpp"

#include "base/error.hpp"
#include "providers/caller.hpp"
#include "providers/prices.hpp"

namespace fabula::app {

namespace {

using providers::Kind;
using providers::SettingsConnection;
using providers::Task;

constexpr std::string_view kOpenAi = "api.openai.com";

SettingsConnection with_models(SettingsConnection made) {
    const auto proposed = [&](Task task) { return providers::proposed_model(made.kind, task); };
    if (made.text_model.empty()) made.text_model = proposed(Task::Text);
    made.image_model = proposed(Task::Image);
    made.embedding_model = proposed(Task::Embedding);
    return made;
}

// A server that only speaks as OpenAI does is asked as such.
SettingsConnection openai_of(const Settings& settings) {
    SettingsConnection made{.kind = Kind::OpenAi,
                            .setting = "OPENAI_API_KEY",
                            .key = settings.text("openai-api-key"),
                            .base_url = settings.text("openai-api-base"),
                            .text_model = settings.text("openai-model")};
    if (made.base_url.empty()) return made;
    const auto address = providers::read_address(made.base_url);
    if (!address) {
        invalid("OPENAI_API_BASE", "OPENAI_API_BASE is no address, such as " +
                                       std::string(providers::facts_of(Kind::OpenAi).base_url));
    }
    if (address->host == kOpenAi) return made;
    made.kind = Kind::OpenAiCompatible;
    if (made.key.empty()) made.setting = "OPENAI_API_BASE";
    return made;
}

}  // namespace

std::vector<SettingsConnection> provider_settings(const Settings& settings) {
    std::vector<SettingsConnection> out;
    auto openai = openai_of(settings);
    const bool reachable = !openai.key.empty() || openai.kind == Kind::OpenAiCompatible;
    if (reachable) out.push_back(with_models(std::move(openai)));
    const auto add = [&](Kind kind, std::string_view name, std::string variable) {
        const auto& key = settings.text(name);
        if (key.empty()) return;
        out.push_back(with_models({.kind = kind, .setting = std::move(variable), .key = key}));
    };
    add(Kind::OpenRouter, "openrouter-api-key", "OPENROUTER_API_KEY");
    add(Kind::Anthropic, "anthropic-api-key", "ANTHROPIC_API_KEY");
    add(Kind::Together, "together-api-key", "TOGETHER_API_KEY");
    add(Kind::Fal, "fal-api-key", "FAL_AI_API_KEY");
    add(Kind::Runware, "runware-api-key", "RUNWARE_API_KEY");
    return out;
}

}  // namespace fabula::app
