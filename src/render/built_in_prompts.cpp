#include "render/built_in_prompts.hpp"

#include <stdexcept>

#include "base/embedded.hpp"
#include "embedded/templates.hpp"

namespace fabula::render {

std::string built_in_prompt(std::string_view name) {
    const auto* file =
        find_embedded(embedded::templates(), "prompts/" + std::string(name) + ".txt");
    if (file == nullptr) throw std::logic_error("no prompt " + std::string(name));
    return std::string(file->bytes);
}

}  // namespace fabula::render
