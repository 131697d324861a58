// Files that a command reads and writes for the person at the terminal.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fabula::app {

// Throws AppError naming the cause: missing, a folder, not readable, over the text limit.
std::string read_file(const std::filesystem::path& file);

// Names what comes in or goes out without a file.
inline constexpr const char* kStandardStream = "-";

// The same of any size, for what stays on this machine; "-" is the standard input.
std::string read_any_file(const std::filesystem::path& file);

// Whole or not at all: a temporary file beside it, synced, renamed; "-" is the standard output.
// Throws AppError with the cause.
void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace fabula::app
