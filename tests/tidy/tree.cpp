#include "tidy/tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace fabula::tidy {

bool is_left_out(std::string_view name) {
    return name == ".git" || name == "node_modules" || name == "fabula-data" ||
           name.starts_with("build") || name.ends_with(".log");
}

namespace {

bool is_text(const std::filesystem::path& path, const std::string& bytes) {
    // Cases are samples of what users bring: any encoding, any content.
    return path.generic_string().find("/cases/") == std::string::npos &&
           bytes.find('\0') == std::string::npos;
}

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<SourceFile> read_tree(const std::filesystem::path& top) {
    std::vector<SourceFile> files;
    auto walk = std::filesystem::recursive_directory_iterator(top);
    for (; walk != std::filesystem::recursive_directory_iterator(); ++walk) {
        const std::string name = walk->path().filename().string();
        if (is_left_out(name)) {
            if (walk->is_directory()) walk.disable_recursion_pending();
        } else if (walk->is_regular_file()) {
            std::string bytes = read_bytes(walk->path());
            if (is_text(walk->path(), bytes)) {
                files.push_back({std::filesystem::relative(walk->path(), top).generic_string(),
                                 std::move(bytes)});
            }
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<SourceFile> files_in(const std::vector<SourceFile>& files,
                                 const std::vector<std::string_view>& folders,
                                 const std::vector<std::string_view>& endings) {
    std::vector<SourceFile> found;
    std::ranges::copy_if(files, std::back_inserter(found), [&](const SourceFile& file) {
        return std::ranges::any_of(folders,
                                   [&](auto folder) { return file.path.starts_with(folder); }) &&
               std::ranges::any_of(endings,
                                   [&](auto ending) { return file.path.ends_with(ending); });
    });
    return found;
}

const SourceFile* find_file(const std::vector<SourceFile>& files, std::string_view path) {
    const auto at = std::ranges::find(files, path, &SourceFile::path);
    return at == files.end() ? nullptr : &*at;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::size_t line_at(std::string_view text, std::size_t at) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

bool matches(std::string_view pattern, std::string_view text) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t at = star; at <= text.size(); ++at) {
        if (matches(rest, text.substr(at))) return true;
    }
    return false;
}

namespace {

// Walks over C++ text and hands each character to the part it belongs to.
class CppParter {
public:
    explicit CppParter(std::string_view text) : text_(text) {
        for (std::string* part : {&parts_.code, &parts_.literals, &parts_.comments}) {
            *part = std::string(text);
            std::ranges::replace_if(
                *part, [](char c) { return c != '\n'; }, ' ');
        }
    }

    CppText part() {
        while (at_ < text_.size()) {
            if (ahead("//")) {
                take_until(parts_.comments, "\n", 0);
            } else if (ahead("/*")) {
                take_until(parts_.comments, "*/", 2);
            } else if (raw_string_ahead()) {
                take_raw_string();
            } else if (text_[at_] == '"') {
                take_quoted(parts_.literals, '"');
            } else if (text_[at_] == '\'' && !(at_ > 0 && std::isalnum(previous()))) {
                take_quoted(parts_.literals, '\'');
            } else {
                keep(parts_.code);
            }
        }
        return std::move(parts_);
    }

private:
    [[nodiscard]] unsigned char previous() const {
        return static_cast<unsigned char>(text_[at_ - 1]);
    }
    [[nodiscard]] bool ahead(std::string_view what) const {
        return text_.substr(at_).starts_with(what);
    }
    [[nodiscard]] bool raw_string_ahead() const {
        return ahead("R\"") && !(at_ > 0 && (std::isalnum(previous()) || previous() == '_'));
    }
    void keep(std::string& part) {
        part[at_] = text_[at_];
        ++at_;
    }
    void take_until(std::string& part, std::string_view end, std::size_t and_then) {
        const std::size_t found = text_.find(end, at_);
        const std::size_t stop = found == std::string_view::npos ? text_.size() : found + and_then;
        while (at_ < stop) keep(part);
    }
    void take_raw_string() {
        keep(parts_.code);
        keep(parts_.code);
        const std::size_t open = text_.find('(', at_);
        if (open == std::string_view::npos) return;
        const std::string end = ")" + std::string(text_.substr(at_, open - at_)) + "\"";
        at_ = open + 1;
        take_until(parts_.literals, end, 0);
        at_ = std::min(at_ + end.size() - 1, text_.size());
        if (at_ < text_.size()) keep(parts_.code);
    }
    void take_quoted(std::string& part, char quote) {
        keep(parts_.code);
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) keep(part);
            keep(part);
        }
        if (at_ < text_.size()) keep(parts_.code);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    CppText parts_;
};

}  // namespace

CppText part_cpp(std::string_view text) {
    return CppParter(text).part();
}

void expect_none(const Findings& findings) {
    for (const Finding& finding : findings) {
        FAIL_CHECK(finding.path << ":" << finding.line << ": " << finding.message);
    }
    CHECK(findings.empty());
}

}  // namespace fabula::tidy
