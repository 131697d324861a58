// Programs of others that read what we write. A test that needs one says SKIPPED without it.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/json.hpp"
#include "support/temp_folder.hpp"

namespace fabula::test {

struct Ran {
    int code = -1;
    std::string out;  // Standard output and errors.
};

inline Ran run(const std::string& command) {
    Ran ran;
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 4096> buffer;
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        ran.out.append(buffer.data(), count);
    }
    const int status = pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

inline bool has_tool(const std::string& name) {
    if (run("command -v " + name).code == 0) return true;
    MESSAGE("SKIPPED: " << name << " is not installed");
    return false;
}

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// A document on disk and what other programs say of it.
class PdfFileOnDisk {
public:
    explicit PdfFileOnDisk(const std::string& bytes) { write_file(path_, bytes); }

    // Calls `tool options file rest`.
    [[nodiscard]] Ran ask(const std::string& tool, const std::string& rest = {}) const {
        return run(tool + " " + path_.string() + " " + rest);
    }
    [[nodiscard]] std::string text() const { return ask("pdftotext -layout", "-").out; }
    [[nodiscard]] std::filesystem::path path() const { return path_; }
    [[nodiscard]] std::filesystem::path beside(const std::string& name) const {
        return folder_ / name;
    }

private:
    TempFolder folder_{};
    std::filesystem::path path_ = folder_ / "document.pdf";
};

// The outline as lines, two blanks per level, by qpdf.
inline std::string outline_of(const PdfFileOnDisk& pdf) {
    std::string out;
    const auto add = [&](const auto& self, const Json& bookmarks, std::size_t level) -> void {
        for (const Json& bookmark : bookmarks) {
            out += std::string(2 * level, ' ') + bookmark["title"].get<std::string>() + "\n";
            self(self, bookmark["kids"], level + 1);
        }
    };
    add(add, parse_json(pdf.ask("qpdf --json --json-key=outlines").out)["outlines"], 0);
    return out;
}

}  // namespace fabula::test
