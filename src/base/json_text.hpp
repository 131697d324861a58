// JSON as text, for files that do not look into it: light to include.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace fabula {

// Without blanks. The strings in `json` must be UTF-8.
std::string write_json(const nlohmann::ordered_json& json);

// A discarded value (is_discarded()) where the text is not JSON.
nlohmann::ordered_json read_json(std::string_view text);

}  // namespace fabula
