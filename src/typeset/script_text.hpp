// The pages of a script as plain text.
#pragma once

#include <string>

#include "screenplay/pages.hpp"

namespace fabula::typeset {

// One line per row, indented as on paper at ten characters to the inch, a form feed between pages.
// What stands left of the scene numbers' margin begins in the first column.
std::string script_text(const screenplay::Document& document, const screenplay::Pages& pages,
                        const screenplay::Layout& layout);

}  // namespace fabula::typeset
