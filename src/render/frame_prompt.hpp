// A frame in the words that an image model is asked with. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "providers/providers.hpp"

namespace fabula::render {

// Somebody in the frame: their description stands word for word in every prompt, so that they look
// the same in each.
struct Anchor {
    std::string name;
    std::string clause;  // Empty: nothing is known of how they look.
};

inline constexpr std::string_view kFramePlaceholders =
    "{framing} {angle} {place} {setting} {time} {mood} {action} {people}";

// What a prompt names in braces, by name.
using PromptValues = std::map<std::string, std::string, std::less<>>;

// What a prompt calls the language of a BCP 47 tag: "German".
std::string language_name(const std::string& tag);
// The text with these filled in. A line whose every one is empty is left out; unknown words in
// braces stay as they are.
std::string fill_prompt(std::string_view text, const PromptValues& values);

// The prompt's text with what it names in braces filled in. A line whose every placeholder is empty
// is left out; unknown words in braces stay as they are.
std::string frame_prompt(std::string_view text, const providers::FrameRequest& request,
                         const std::vector<Anchor>& people);

}  // namespace fabula::render
