// A folder of its own for one test, gone with it.
#pragma once

#include <filesystem>
#include <string>

#include "base/random.hpp"

namespace fabula::test {

class TempFolder {
public:
    TempFolder()
        : path_(std::filesystem::temp_directory_path() / ("fabula-test-" + random_hex(8))) {
        std::filesystem::create_directory(path_);
    }
    ~TempFolder() {
        std::error_code ignored;  // A test may have taken the rights away.
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace fabula::test
