#include "tidy/modules.hpp"

#include <sstream>

namespace fabula::tidy {

namespace {

// "store" for "src/store/db.cpp"; "" for a file that lies in src/ itself.
std::string_view module_of(std::string_view path) {
    path.remove_prefix(std::string_view("src/").size());
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// The folder of `#include "folder/file"`; "" for any other line.
std::string_view included_folder(std::string_view line) {
    constexpr std::string_view kStart = "#include \"";
    if (!line.starts_with(kStart)) return {};
    line.remove_prefix(kStart.size());
    const std::size_t slash = line.find('/');
    return slash == std::string_view::npos ? std::string_view() : line.substr(0, slash);
}

}  // namespace

Modules declared_modules(std::string_view cmake_lists) {
    Modules modules;
    for (const std::string_view line : lines_of(cmake_lists)) {
        constexpr std::string_view kStart = "module(";
        if (!line.starts_with(kStart) || line.find(')') == std::string_view::npos) continue;
        std::istringstream words{
            std::string(line.substr(kStart.size(), line.find(')') - kStart.size()))};
        std::string name;
        std::string word;
        words >> name;
        bool uses = false;
        auto& used = modules[name];
        while (words >> word) {
            if (word == "USES" || word == "LINKS") {
                uses = word == "USES";
            } else if (uses) {
                used.insert(word);
            }
        }
    }
    return modules;
}

Findings check_includes(const std::vector<SourceFile>& files, const Modules& modules) {
    Findings findings;
    for (const SourceFile& file : files) {
        const auto owner = modules.find(module_of(file.path));
        if (owner == modules.end()) continue;
        std::size_t number = 0;
        for (const std::string_view line : lines_of(file.text)) {
            ++number;
            const std::string used(included_folder(line));
            // The compiler's include folders also hold what the build embeds.
            if (used.empty() || used == "embedded" || used == owner->first) continue;
            if (!owner->second.contains(used)) {
                findings.push_back({file.path, number,
                                    "module " + owner->first + " does not declare that it uses " +
                                        used + " (src/CMakeLists.txt)"});
            }
        }
    }
    return findings;
}

Findings check_listed(const std::vector<SourceFile>& files, const Modules& modules) {
    Findings findings;
    for (const SourceFile& file : files) {
        const std::string_view module = module_of(file.path);
        if (!file.path.ends_with(".cpp") || !modules.contains(module)) continue;
        const std::string folder = "src/" + std::string(module) + "/";
        const SourceFile* list = find_file(files, folder + "files.cmake");
        const std::string name = file.path.substr(folder.size());
        std::istringstream words{list != nullptr ? list->text : std::string()};
        bool listed = false;
        for (std::string word; words >> word;) {
            listed = listed || word == name || word == name + ")";
        }
        if (!listed) {
            findings.push_back({file.path, 0, "add it to " + folder + "files.cmake or remove it"});
        }
    }
    return findings;
}

}  // namespace fabula::tidy
