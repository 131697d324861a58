// A script format that a user wrote, read from its file.
#pragma once

#include "base/json.hpp"
#include "screenplay/format_file.hpp"

namespace fabula::screenplay {

// Throws Invalid, naming the place, for what read_format() refuses.
FormatFile format_from_json(const Json& json);

// Its layout on that paper.
Layout layout_from_json(const Json& json, Paper paper);

}  // namespace fabula::screenplay
