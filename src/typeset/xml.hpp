// Text as XML holds it.
#pragma once

#include <string>
#include <string_view>

namespace fabula::typeset {

// For element content and for attributes in double quotes; characters that XML 1.0 forbids are
// left out.
std::string escape_xml(std::string_view text);

}  // namespace fabula::typeset
