// Names that clients give to files: metadata only, never a path.
#pragma once

#include <string>
#include <string_view>

namespace fabula::http {

// The name as given. Throws Invalid naming what is wrong with it: folders, "..", control or
// direction characters, more than 255 bytes, not UTF-8.
std::string check_file_name(std::string_view name);

}  // namespace fabula::http
