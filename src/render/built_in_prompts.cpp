#include "render/built_in_prompts.hpp"

#include <stdexcept>

#include "base/embedded.hpp"
#include "embedded/templates.hpp"

namespace fabula::render {

std::optional<std::string> find_built_in_prompt(std::string_view name) {
    const auto* file =
        find_embedded(embedded::templates(), "prompts/" + std::string(name) + ".txt");
    if (file == nullptr) return std::nullopt;
    return std::string(file->bytes);
}

std::string built_in_prompt(std::string_view name) {
    auto text = find_built_in_prompt(name);
    if (!text) throw std::logic_error("no prompt " + std::string(name));
    return std::move(*text);
}

}  // namespace fabula::render
