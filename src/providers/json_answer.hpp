// An answer as JSON of a stated form, from models that promise it and from those that do not.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "providers/calls.hpp"

namespace fabula::providers {

struct JsonAnswer {
    Json value;
    Usage usage;  // Of all calls.
    int calls = 1;
    std::string model;
    std::string provider_id;
};

struct JsonQuestion {
    std::string name;  // See JsonShape.
    Json schema;       // See json_schema.hpp for what it may hold.
    // Called before a second paid call, with what the first one used; what it throws ends the
    // whole.
    std::function<void(const Usage& used)> before_repair{};
};

// Asks in the best way that the model knows, in the next one where the provider refuses that
// before doing anything, and once more, saying what is wrong, where the answer does not fit. Throws
// CallError with the usage: Refused, CutShort, and BadAnswer where the second one does not fit.
JsonAnswer answer_json(const TextModel& model, const TextRequest& request,
                       const JsonQuestion& question, const std::stop_token& stop);

// The longest JSON object or list in a text: with words or code fences around it and with commas
// before closing brackets. Nothing where none is whole.
std::optional<Json> find_json(std::string_view text);

}  // namespace fabula::providers
