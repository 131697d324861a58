// What a Final Draft file says about its pages, in the words of the title page's "Fmt".
#pragma once

#include <string>
#include <string_view>

namespace fabula::screenplay {

// "multicam a4 dl-2.00": how the file's pages differ from Final Draft's screenplay on Letter, so
// that layout_for(document) finds it again. Empty where they do not. `xml` is a file that read_fdx
// has accepted.
std::string fdx_layout_words(std::string_view xml);

}  // namespace fabula::screenplay
