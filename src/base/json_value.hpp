// The JSON value itself, for files that build or read documents and throw nothing.
#pragma once

#include <nlohmann/json.hpp>

#include "base/json_text.hpp"

// Compiled once, in json_text.cpp: most files would else compile the whole of it again.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace fabula {

// Objects keep the order in which they were filled, so that documents read well and compare stably.
using Json = nlohmann::ordered_json;

}  // namespace fabula
