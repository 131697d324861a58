// Archives made for a test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "typeset/zip.hpp"

namespace fabula::source::test {

using Files = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Files& files) {
    std::string out;
    typeset::ZipWriter zip([&](std::string_view bytes) { out.append(bytes); }, Time{});
    for (const auto& [name, bytes] : files) zip.add(name, bytes);
    zip.finish();
    return out;
}

}  // namespace fabula::source::test
