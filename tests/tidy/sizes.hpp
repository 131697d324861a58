// Lengths: any file can be read in one sitting, any function on one screen.
#pragma once

#include "tidy/tree.hpp"

namespace fabula::tidy {

struct Function {
    std::size_t first_line = 0;  // Of the signature; of a body behind a list of members.
    std::size_t last_line = 0;   // Of the closing brace.

    [[nodiscard]] std::size_t line_count() const { return last_line - first_line + 1; }
    bool operator==(const Function&) const = default;
};

// The function bodies of C++ text, functions in classes among them, lambdas as part of theirs.
std::vector<Function> functions_of(std::string_view text);

// Functions over 60 lines, .cpp over 500, .hpp over 250, script, style and page files over 400.
Findings check_lengths(const std::vector<SourceFile>& files);

// Lines of C++ over 100 columns, except between `// clang-format off` and `on`, in string
// literals, and includes.
Findings check_columns(const std::vector<SourceFile>& files);

}  // namespace fabula::tidy
