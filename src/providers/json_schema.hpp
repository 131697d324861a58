// The part of JSON Schema that answers of models are held to.
//
// A schema may hold: type (a name or a list of names), properties, required, items, enum, minItems,
// maxItems, minLength, maxLength, minimum, maximum, description. Other members are ignored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fabula::providers {

// What a provider or a model wrote: a discarded value (is_discarded()) where that is no JSON, or is
// nested deeper than 64 levels.
Json read_untrusted(std::string_view text);

// What keeps a value from fitting, each as "scenes[2].title is missing"; at most ten.
std::vector<std::string> check_json(const Json& schema, const Json& value);

// As vendors with strict schemas want it: every property required, what was optional nullable,
// nothing further, no bounds. `drop_nulls` takes the nulls out of an answer to it.
Json strict_schema(const Json& schema);
void drop_nulls(const Json& schema, Json& value);

}  // namespace fabula::providers
