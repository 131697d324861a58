#include "tidy/documents.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace fabula::tidy {

namespace {

// Calls visit(line, number) for the lines outside ``` blocks.
template <class Visit>
void for_each_prose_line(std::string_view text, Visit&& visit) {
    bool in_block = false;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        if (line.starts_with("```")) {
            in_block = !in_block;
        } else if (!in_block) {
            visit(line, number);
        }
    }
}

// What stands between `open` and `close` on the line, in order.
std::vector<std::string> spans_of(std::string_view line, std::string_view open,
                                  std::string_view close) {
    std::vector<std::string> spans;
    for (std::size_t at = line.find(open); at != std::string_view::npos; at = line.find(open, at)) {
        at += open.size();
        const std::size_t end = line.find(close, at);
        if (end == std::string_view::npos) break;
        spans.emplace_back(line.substr(at, end - at));
        at = end + close.size();
    }
    return spans;
}

// Folders of the tree; what begins with one of them and a '/' is a path.
constexpr std::array<std::string_view, 9> kFolders{
    "src/", "tests/", "web/", "templates/", "data/", "migrations/", "packaging/", "docs/", ".ci/"};

bool is_path(std::string_view text) {
    return text.find_first_of(" ()={}\"'$|\xe2") == std::string_view::npos &&
           std::ranges::any_of(kFolders, [&](auto folder) { return text.starts_with(folder); });
}

// "tests/<module>/x" becomes "tests/*/x".
std::string with_stars(std::string_view path) {
    std::string pattern;
    bool in_angles = false;
    for (const char c : path) {
        if (c == '<') pattern += '*';
        in_angles = c == '<' || (in_angles && c != '>');
        if (!in_angles && c != '>') pattern += c;
    }
    return pattern;
}

bool leads_somewhere(std::string_view path, const std::vector<std::string>& paths) {
    const std::string pattern = with_stars(path.substr(0, path.find('#')));
    return std::ranges::any_of(paths, [&](const std::string& there) {
        return matches(pattern, there) || matches(pattern + "/", there);
    });
}

// A link's target seen from the document's folder: "../x" and "x" to a path from the top.
std::string target_from(const std::string& document, std::string_view target) {
    const auto folder = std::filesystem::path(document).parent_path();
    return (folder / target.substr(0, target.find('#'))).lexically_normal().generic_string();
}

}  // namespace

Findings check_titles(const std::vector<SourceFile>& documents) {
    Findings findings;
    for (const SourceFile& document : documents) {
        std::size_t titles = 0;
        for_each_prose_line(document.text, [&](std::string_view line, std::size_t) {
            titles += line.starts_with("# ") ? 1 : 0;
        });
        if (titles != 1) {
            findings.push_back(
                {document.path, 0, std::to_string(titles) + " lines `# Title`; one is wanted"});
        }
    }
    return findings;
}

Findings check_paths(const std::vector<SourceFile>& documents,
                     const std::vector<std::string>& paths) {
    Findings findings;
    for (const SourceFile& document : documents) {
        for_each_prose_line(document.text, [&](std::string_view line, std::size_t number) {
            for (const std::string& span : spans_of(line, "`", "`")) {
                if (is_path(span) && !leads_somewhere(span, paths)) {
                    findings.push_back({document.path, number, span + " is not there"});
                }
            }
            for (const std::string& target : spans_of(line, "](", ")")) {
                if (target.find("://") != std::string::npos || target.starts_with('#') ||
                    target.starts_with("mailto:")) {
                    continue;
                }
                if (!leads_somewhere(target_from(document.path, target), paths)) {
                    findings.push_back({document.path, number, "link to " + target});
                }
            }
        });
    }
    return findings;
}

std::vector<std::string> paths_of(const std::filesystem::path& top) {
    std::vector<std::string> paths;
    auto walk = std::filesystem::recursive_directory_iterator(top);
    for (; walk != std::filesystem::recursive_directory_iterator(); ++walk) {
        const std::string name = walk->path().filename().string();
        const bool folder = walk->is_directory();
        if (is_left_out(name)) {
            if (folder) walk.disable_recursion_pending();
            continue;
        }
        paths.push_back(walk->path().lexically_relative(top).generic_string() +
                        (folder ? "/" : ""));
    }
    return paths;
}

namespace {

// Hosts of package registries, each in two parts so that this file does not name them.
constexpr std::array<std::array<std::string_view, 2>, 5> kRegistries{{
    {"registry.npm", "js.org"},
    {"deb.deb", "ian.org"},
    {"security.deb", "ian.org"},
    {"nodesou", "rce.com"},
    {"pypi.o", "rg"},
}};

std::string trace_in(std::string_view line, std::string_view checkout) {
    if (line.find(std::string(checkout) + "/") != std::string_view::npos) {
        return "names the place of this checkout";
    }
    for (const std::string_view home : {"/home/", "/root/"}) {
        const std::size_t at = line.find(home);
        if (at != std::string_view::npos && at + home.size() < line.size() &&
            std::isalnum(static_cast<unsigned char>(line[at + home.size()])) != 0) {
            return "names a home folder";
        }
    }
    for (const auto& [first, second] : kRegistries) {
        if (line.find(std::string(first) + std::string(second)) != std::string_view::npos) {
            return "names a registry's host";
        }
    }
    return {};
}

}  // namespace

Findings check_traces(const std::vector<SourceFile>& files, std::string_view checkout) {
    Findings findings;
    for (const SourceFile& file : files) {
        std::size_t number = 0;
        for (const std::string_view line : lines_of(file.text)) {
            ++number;
            const std::string trace = trace_in(line, checkout);
            if (!trace.empty()) findings.push_back({file.path, number, trace});
        }
    }
    return findings;
}

}  // namespace fabula::tidy
