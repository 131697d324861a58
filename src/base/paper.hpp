// The two papers that scripts are printed on.
#pragma once

#include <array>
#include <string_view>

#include "base/fields.hpp"

namespace fabula {

enum class Paper { Letter, A4 };

template <>
struct EnumNames<Paper> {
    static constexpr std::array<std::string_view, 2> names{"letter", "a4"};
};

}  // namespace fabula
