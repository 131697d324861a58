// The fields of a form, as browsers and curl send them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json_value.hpp"
#include "http/message.hpp"

namespace fabula::http {

// An application/x-www-form-urlencoded or multipart/form-data body as an object of texts; a file in
// it is a field with its content. Nothing for another content type. Throws Invalid naming the
// field that is given twice or is not UTF-8, TooLarge above `bytes_max`.
std::optional<Json> read_form(Body& body, std::string_view content_type, std::uint64_t bytes_max);

}  // namespace fabula::http
