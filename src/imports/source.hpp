// A file as the engine reads it, in the terms of an import.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "screenplay/document.hpp"

namespace fabula::imports {

struct SourceDoubt {
    screenplay::Range range;
    std::string code;
    std::string message;
    std::string suggestion;
};

struct Source {
    std::optional<std::string> refusal;  // One sentence naming the cause.
    screenplay::Format format = screenplay::Format::Screenplay;
    std::string text;  // As it will be stored.
    Json form;         // What restores the bytes of the file.
    std::string title;
    std::string encoding;
    std::vector<std::string> repairs;
    std::vector<SourceDoubt> doubts;
};

Source read_source(std::string_view bytes, std::string_view file_name);

// The bytes of the file again, from stored text and form.
std::string restore_source(std::string_view text, const Json& form);

struct Suggestion {
    screenplay::Range range;
    std::string text;
};
// `accepted` in text order, not overlapping.
std::string apply_suggestions(std::string_view text, const std::vector<Suggestion>& accepted);

}  // namespace fabula::imports
