// The title page, as Final Draft's template sets it.
#pragma once

#include <optional>
#include <string>

#include "screenplay/pages.hpp"

namespace fabula::screenplay {

// None where the script has no title page, or one that prints nothing.
std::optional<Page> lay_out_title_page(const Document& document, const Layout& layout);

// The values of the first of these keys that is there, in one line and without emphasis.
std::string title_value(const Document& document, std::string_view key,
                        std::string_view other_key = {});

}  // namespace fabula::screenplay
