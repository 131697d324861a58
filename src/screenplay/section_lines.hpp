// Section lines on paper: most formats leave them out.
#pragma once

#include "screenplay/layout.hpp"

namespace fabula::screenplay {

// They are printed, in bold, where the format leaves them out.
void print_sections(Layout& layout);

}  // namespace fabula::screenplay
