// A new Final Draft file without a script.
#pragma once

#include <string>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// Version 5, with the paragraphs and paper of the document's layout. Kinds of the document whose
// words are not in capitals are not shown in capitals either.
std::string fdx_skeleton(const Document& document);

}  // namespace fabula::screenplay
