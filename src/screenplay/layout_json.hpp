// Formats as data: the files under templates/screenplay/, which a user may copy and change.
#pragma once

#include "base/json.hpp"
#include "screenplay/layout.hpp"

namespace fabula::screenplay {

// What the file leaves out has the value of a plain paragraph or of Final Draft's page. Throws
// Invalid, naming the place, for an unknown name, a wrong type, or a measure off the paper.
Layout layout_from_json(const Json& json, Paper paper);

// "scene_heading", "left_dialogue", …: the names of `elements` in the file.
std::string_view name_of(Slot slot) noexcept;

}  // namespace fabula::screenplay
