// Feeds every kept input of corpus/<name>/ to <name>_fuzz.cpp, without a fuzzer. An input at fault
// ends the program, as it ends the fuzzer; the last line before names it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz_targets.hpp"  // Made by tests/CMakeLists.txt: kFuzzTargets.

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> inputs_of(const std::string& name) {
    std::vector<fs::path> found;
    const auto folder = fs::path(FABULA_SOURCE_DIR) / "tests/fuzz/corpus" / name;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

TEST_CASE("every kept input of the fuzzers is still handled") {
    for (const auto& target : kFuzzTargets) {
        CAPTURE(target.name);
        const auto inputs = inputs_of(target.name);
        CHECK_FALSE(inputs.empty());
        for (const auto& path : inputs) {
            std::printf("%s\n", path.c_str());
            std::ifstream in(path, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            CHECK(target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) ==
                  0);
        }
    }
}
