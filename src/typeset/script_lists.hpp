// The lists that a production works from, read off a script and its statistics.
#pragma once

#include <string_view>

#include "screenplay/statistics.hpp"
#include "typeset/table.hpp"

namespace fabula::typeset {

Table scene_list(const screenplay::Statistics& statistics);
Table cast_list(const screenplay::Statistics& statistics);
Table location_list(const screenplay::Statistics& statistics);

// What characters say, in text order, with scene and page; all of them where `character` is
// empty. Names compare without regard to case.
Table dialogue_list(const screenplay::Document& document, const screenplay::Statistics& statistics,
                    const std::vector<int>& page_of_element, std::string_view character);

}  // namespace fabula::typeset
