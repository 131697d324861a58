// The files of the checkout and what the tidy checks say about them. A check is a function from
// files to findings, so that each is itself tested on a small bad sample.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::tidy {

struct SourceFile {
    std::string path;  // From the top of the checkout, with '/'.
    std::string text;
};

struct Finding {
    std::string path;
    std::size_t line = 0;  // From 1; 0: the file as a whole.
    std::string message;   // Says what to do.

    bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

// Whether a folder or file of this name is no part of the source: build folders, installed
// packages, data of a running server, logs.
bool is_left_out(std::string_view name);

// Text files of the checkout, sorted by path, without what is left out and without the cases of
// tests.
std::vector<SourceFile> read_tree(const std::filesystem::path& top);

// Those whose path begins with one of `folders` and ends with one of `endings`.
std::vector<SourceFile> files_in(const std::vector<SourceFile>& files,
                                 const std::vector<std::string_view>& folders,
                                 const std::vector<std::string_view>& endings);

const SourceFile* find_file(const std::vector<SourceFile>& files, std::string_view path);

std::vector<std::string_view> lines_of(std::string_view text);
// Line, from 1, that holds the byte at `at`.
std::size_t line_at(std::string_view text, std::size_t at);

// A pattern with * for any characters, '/' among them.
bool matches(std::string_view pattern, std::string_view text);

// C++ text parted by kind, each part of the length and with the line ends of the whole: blanks
// stand where the other kinds are.
struct CppText {
    std::string code;      // Without comments and without what literals hold.
    std::string literals;  // What string literals hold.
    std::string comments;
};
CppText part_cpp(std::string_view text);

// Fails the running test with "path:line: message" for each finding.
void expect_none(const Findings& findings);

}  // namespace fabula::tidy
