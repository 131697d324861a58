// What documents promise: one title each, and the files they name are there.
#pragma once

#include "tidy/tree.hpp"

namespace fabula::tidy {

// Markdown files without exactly one `# Title`; lines in code blocks do not count.
Findings check_titles(const std::vector<SourceFile>& documents);

// Paths in backticks and link targets that lead nowhere. A path has a '/' or a known ending; parts
// in <angles> and * stand for anything; what only the build makes is not looked for.
Findings check_paths(const std::vector<SourceFile>& documents,
                     const std::vector<std::string>& paths);

// Every file and folder of the checkout, binaries among them, folders with a '/' at the end.
std::vector<std::string> paths_of(const std::filesystem::path& top);

// Lines that name the checkout's own place, somebody's home folder or a package registry's host.
Findings check_traces(const std::vector<SourceFile>& files, std::string_view checkout);

}  // namespace fabula::tidy
