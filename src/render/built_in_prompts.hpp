// The prompts that the program brings: templates/prompts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fabula::render {

// By name: "frame". Nothing where there is none.
std::optional<std::string> find_built_in_prompt(std::string_view name);
// std::logic_error where there is none.
std::string built_in_prompt(std::string_view name);

}  // namespace fabula::render
