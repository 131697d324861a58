// The order of the modules: what src/CMakeLists.txt declares, and what the files really do.
#pragma once

#include <map>
#include <set>

#include "tidy/tree.hpp"

namespace fabula::tidy {

// Module name to the modules it declares with USES, from the text of src/CMakeLists.txt.
using Modules = std::map<std::string, std::set<std::string>, std::less<>>;
Modules declared_modules(std::string_view cmake_lists);

// Includes of folders that the including module does not declare. `files` are those of src/.
// A folder that is not declared as a module yet is not looked into.
Findings check_includes(const std::vector<SourceFile>& files, const Modules& modules);

// .cpp files of a module that its files.cmake does not list.
Findings check_listed(const std::vector<SourceFile>& files, const Modules& modules);

}  // namespace fabula::tidy
