// Names that one language asks another for: texts, assets, icons and partials of pages.
#pragma once

#include <set>

#include "tidy/tree.hpp"

namespace fabula::tidy {

// What `{{#name}}…{{/name}}` holds in templates and what `name("…")` is called with in scripts,
// with the place of each.
struct Use {
    std::string name;
    std::string path;
    std::size_t line = 0;
};
std::vector<Use> uses_in_templates(const std::vector<SourceFile>& templates, std::string_view name);
std::vector<Use> uses_in_scripts(const std::vector<SourceFile>& scripts, std::string_view name);

// The keys of a flat JSON object of texts, in order.
std::vector<std::string> text_keys(std::string_view json);

// Keys that are used and missing in a language, and those that one language has and another lacks.
Findings check_texts(const std::vector<Use>& uses, const std::vector<SourceFile>& languages);

// Assets ("app.css", "icons/sprite.svg") that web/ does not make.
Findings check_assets(const std::vector<Use>& uses, const std::vector<SourceFile>& web);

// `{{> name}}` without templates/partials/name.html.
Findings check_partials(const std::vector<SourceFile>& templates);

// `sprite.svg…#icon` without an element of that id in the sprite.
Findings check_icons(const std::vector<SourceFile>& users, std::string_view sprite);

}  // namespace fabula::tidy
