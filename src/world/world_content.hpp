// What may stand in an entry's content and in the fields that its owners add.
#pragma once

#include "base/json.hpp"

namespace fabula::world {

// Throw Invalid, naming the field, for what is of another form or larger than 64 kB. A custom field
// is {name, type, value, options}: its value is a text, a number, a date (2026-11-20) or one of its
// options, or null.
void check_content(const Json& content);
void check_custom_fields(const Json& custom_fields);

}  // namespace fabula::world
