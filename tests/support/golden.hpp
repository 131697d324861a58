// Golden files: what a test wrote is compared with the file of an earlier run that was looked at.
// FABULA_ACCEPT=1 (`make accept`) writes the file instead.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fabula::test {

// `name` below tests/, e.g. "http/cases/openapi.json". True where the file holds `text`.
inline bool matches_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(FABULA_SOURCE_DIR) / "tests" / name;
    if (std::getenv("FABULA_ACCEPT") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return true;
    }
    std::ifstream in(path, std::ios::binary);
    const std::string golden{std::istreambuf_iterator<char>(in), {}};
    return golden == text;
}

}  // namespace fabula::test
