// What a Final Draft file says about its pages, in the words of the title page's "Fmt".
#pragma once

#include <pugixml.hpp>
#include <string>

namespace fabula::screenplay {

// "multicam a4 dl-2.00": how the file's pages differ from Final Draft's screenplay on Letter, so
// that layout_for(document) finds it again. Empty where they do not. `root` is the FinalDraft
// element.
std::string fdx_layout_words(const pugi::xml_node& root);

}  // namespace fabula::screenplay
