// The one table of limits; docs and tests read it from here.
#pragma once

#include <cstdint>

namespace fabula::limits {

inline constexpr std::uint64_t kTextBytesMax = 20'000'000;     // A story file on its way in.
inline constexpr std::uint64_t kUploadBytesMax = 100'000'000;  // Any other uploaded file.
inline constexpr std::uint64_t kJsonBytesMax = 2'000'000;      // A JSON body.
inline constexpr int kPageLimitMax = 200;                      // Records in one part of a list.
inline constexpr int kPageLimit = 50;                          // Where the caller does not say.

}  // namespace fabula::limits
