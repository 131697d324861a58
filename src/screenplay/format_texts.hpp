// The built-in formats as their files: templates/screenplay/<name>.json, put in by the build.
#pragma once

#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

std::string_view text_of(Format format) noexcept;

}  // namespace fabula::screenplay
