#include "tidy/names.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"

namespace fabula::tidy {

namespace {

void add_uses(std::vector<Use>& uses, const SourceFile& file, std::string_view open,
              std::string_view close) {
    const std::string_view text = file.text;
    for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
        at += open.size();
        const std::size_t end = text.find(close, at);
        if (end == std::string_view::npos) return;
        const std::string_view name = text.substr(at, end - at);
        // A name that is put together at run time is the page's own affair.
        if (name.find("{{") == std::string_view::npos) {
            uses.push_back({std::string(name), file.path, line_at(text, at)});
        }
    }
}

bool is_name_part(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

}  // namespace

std::vector<Use> uses_in_templates(const std::vector<SourceFile>& templates,
                                   std::string_view name) {
    const std::string tag(name);
    std::vector<Use> uses;
    for (const SourceFile& file : templates) {
        add_uses(uses, file, "{{#" + tag + "}}", "{{/" + tag + "}}");
    }
    return uses;
}

std::vector<Use> uses_in_scripts(const std::vector<SourceFile>& scripts, std::string_view name) {
    std::vector<Use> uses;
    const std::string call = std::string(name) + "(\"";
    for (const SourceFile& file : scripts) {
        const std::string_view text = file.text;
        for (auto at = text.find(call); at != std::string_view::npos; at = text.find(call, at)) {
            // get("…") is no call of t.
            const bool whole = at == 0 || !is_name_part(text[at - 1]);
            at += call.size();
            const std::string name_used(text.substr(at, text.find('"', at) - at));
            const bool plain = std::ranges::all_of(name_used, is_name_part);
            if (whole && plain && !name_used.ends_with('.')) {
                uses.push_back({name_used, file.path, line_at(text, at)});
            }
        }
    }
    return uses;
}

std::vector<std::string> text_keys(std::string_view json) {
    std::vector<std::string> keys;
    const Json texts = parse_json(json);
    for (const auto& [key, text] : texts.items()) keys.push_back(key);
    return keys;
}

Findings check_texts(const std::vector<Use>& uses, const std::vector<SourceFile>& languages) {
    Findings findings;
    std::map<std::string, std::set<std::string>> keys_of;
    std::set<std::string> all;
    for (const SourceFile& language : languages) {
        for (const std::string& key : text_keys(language.text)) {
            keys_of[language.path].insert(key);
            all.insert(key);
        }
    }
    for (const auto& [path, keys] : keys_of) {
        for (const std::string& key : all) {
            if (!keys.contains(key)) findings.push_back({path, 0, key + " is missing"});
        }
    }
    for (const Use& use : uses) {
        if (!all.contains(use.name)) {
            findings.push_back({use.path, use.line, "no language has the text " + use.name});
        }
    }
    return findings;
}

Findings check_assets(const std::vector<Use>& uses, const std::vector<SourceFile>& web) {
    Findings findings;
    for (const Use& use : uses) {
        const std::string stem = use.name.substr(0, use.name.rfind('.'));
        const bool made =
            find_file(web, "web/" + use.name) != nullptr ||
            (use.name.ends_with(".css") && find_file(web, "web/css/" + use.name) != nullptr) ||
            (use.name.ends_with(".js") && find_file(web, "web/ts/" + stem + ".ts") != nullptr);
        // Fonts come from packages; packaging/build_web.mjs stops where one is missing.
        if (!made && !use.name.ends_with(".woff2")) {
            findings.push_back({use.path, use.line, "web/ makes no " + use.name});
        }
    }
    return findings;
}

Findings check_partials(const std::vector<SourceFile>& templates) {
    Findings findings;
    for (const SourceFile& file : templates) {
        std::vector<Use> uses;
        add_uses(uses, file, "{{> ", "}}");
        for (const Use& use : uses) {
            if (find_file(templates, "templates/partials/" + use.name + ".html") == nullptr) {
                findings.push_back({use.path, use.line, "no partial " + use.name});
            }
        }
    }
    return findings;
}

Findings check_icons(const std::vector<SourceFile>& users, std::string_view sprite) {
    Findings findings;
    for (const SourceFile& file : users) {
        std::vector<Use> uses;
        add_uses(uses, file, "sprite.svg{{/asset}}#", "\"");
        for (const Use& use : uses) {
            if (sprite.find("id=\"" + use.name + "\"") == std::string_view::npos) {
                findings.push_back({use.path, use.line, "the sprite has no icon " + use.name});
            }
        }
    }
    return findings;
}

}  // namespace fabula::tidy
