// The revision that a caller expects a row to have: their change is of what they have seen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace fabula {

// `thing`: as a sentence names it, "this project".
[[noreturn]] inline void throw_stale(std::string_view thing) {
    throw AppError(Code::Stale, PublicText{"Somebody changed " + std::string(thing) +
                                           " meanwhile. Load it again and repeat your change."});
}

// Throws Stale where the caller expects another revision.
inline void check_rev(std::int64_t rev, std::optional<std::int64_t> expected,
                      std::string_view thing) {
    if (expected && *expected != rev) throw_stale(thing);
}

}  // namespace fabula
