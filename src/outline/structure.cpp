#include "outline/structure.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "embedded/templates.hpp"

namespace fabula::outline {

namespace {

constexpr std::size_t kLevelsMax = 7;  // Six section levels and shots, or five, scenes and shots.
constexpr std::int64_t kCountMax = 10'000;
constexpr std::string_view kFolder = "structure/";

std::string place(std::string_view field, const std::string& name) {
    return field.empty() ? name : std::string(field) + "." + name;
}

bool is_text_in_languages(const Json& json) {
    return json.is_object() && json.contains("en") && json.at("en").is_string() &&
           std::all_of(json.begin(), json.end(), [](const Json& text) { return text.is_string(); });
}

// A text of its own, or one for each language.
std::string text_of(const Json& json, const char* name, std::string_view language,
                    const std::string& field, bool required) {
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) {
        if (required) invalid(place(field, name), "is missing");
        return {};
    }
    const auto text = in_language(*found, language);
    if (!text.is_string()) invalid(place(field, name), "must be a text");
    auto out = text.get<std::string>();
    if (required && trim(out).empty()) invalid(place(field, name), "is missing");
    return out;
}

std::vector<Level> read_levels(const Json& definition, std::string_view language) {
    const auto found = definition.find("levels");
    if (found == definition.end() || !found->is_array() || found->empty() ||
        found->size() > kLevelsMax) {
        invalid("definition.levels", "must be a list of 1 to " + std::to_string(kLevelsMax));
    }
    std::vector<Level> levels;
    for (std::size_t i = 0; i < found->size(); ++i) {
        const auto field = "definition.levels." + std::to_string(i + 1);
        const auto& json = (*found)[i];
        if (!json.is_object()) invalid(field, "must be an object");
        const auto kind = json.value("kind", Json("section"));
        const auto named =
            kind.is_string() ? find_enum<LevelKind>(kind.get<std::string>()) : std::nullopt;
        if (!named) invalid(place(field, "kind"), "must be section, scene or shot");
        const auto above = levels.empty() ? LevelKind::Section : levels.back().kind;
        const bool fits = *named == LevelKind::Shot    ? above == LevelKind::Scene
                          : *named == LevelKind::Scene ? above == LevelKind::Section
                                                       : above == LevelKind::Section;
        if (!fits)
            invalid(place(field, "kind"), "stands in the wrong order: sections, scene, shot");
        levels.push_back({*named, text_of(json, "name", language, field, true), 0});
    }
    const auto sections = std::count_if(levels.begin(), levels.end(), [](const Level& level) {
        return level.kind == LevelKind::Section;
    });
    constexpr std::int64_t kSectionsMax = 6;
    if (sections > kSectionsMax) invalid("definition.levels", "has more than 6 levels of sections");
    return levels;
}

}  // namespace

std::int64_t Structure::scene_level() const {
    const auto scene = std::find_if(levels.begin(), levels.end(), [](const Level& level) {
        return level.kind == LevelKind::Scene;
    });
    return scene - levels.begin() + 1;
}

std::string_view Structure::name_of_level(std::int64_t level) const {
    if (level < 1 || level > std::ssize(levels)) return {};
    return levels[static_cast<std::size_t>(level - 1)].name;
}

Json in_language(const Json& definition, std::string_view language) {
    if (is_text_in_languages(definition)) {
        const auto found = definition.find(std::string(language.substr(0, 2)));
        return found == definition.end() ? definition.at("en") : *found;
    }
    if (!definition.is_structured()) return definition;
    auto out = definition;
    for (auto& part : out) part = in_language(part, language);
    return out;
}

void read_counts(const Json& json, std::string_view field, std::vector<Level>& levels) {
    if (!json.is_object()) invalid(std::string(field), "must be an object");
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const auto name = "level_" + std::to_string(i + 1) + (i == 0 ? "_count" : "_per_parent");
        const auto found = json.find(name);
        levels[i].count = 0;
        if (found == json.end() || found->is_null()) continue;
        if (!found->is_number_integer() || *found < 0 || *found > kCountMax) {
            invalid(place(field, name), "must be 0 to " + std::to_string(kCountMax));
        }
        levels[i].count = found->get<std::int64_t>();
    }
    if (levels.front().count == 0) invalid(place(field, "level_1_count"), "must be at least 1");
}

std::vector<std::vector<Predefined>> read_predefined(const Json& json, std::string_view field,
                                                     std::string_view language) {
    if (json.is_null()) return {};
    if (!json.is_object()) invalid(std::string(field), "must be an object");
    std::vector<std::vector<Predefined>> out(kLevelsMax);
    for (std::size_t level = 0; level < kLevelsMax; ++level) {
        const auto name = "level_" + std::to_string(level + 1);
        const auto found = json.find(name);
        if (found == json.end() || found->is_null()) continue;
        if (!found->is_array()) invalid(place(field, name), "must be a list");
        for (std::size_t i = 0; i < found->size(); ++i) {
            const auto at = place(field, name) + "." + std::to_string(i + 1);
            const auto& entry = (*found)[i];
            if (!entry.is_object()) invalid(at, "must be an object");
            const auto number = entry.value("number", Json());
            if (!number.is_number_integer() || number < 1 || number > kCountMax) {
                invalid(place(at, "number"), "must be 1 to " + std::to_string(kCountMax));
            }
            auto title = text_of(entry, "title", language, at, true);
            if (title.size() > 2000) invalid(place(at, "title"), "is longer than 2000 bytes");
            auto description = text_of(entry, "description", language, at, false);
            if (description.size() > 20'000) {
                invalid(place(at, "description"), "is longer than 20000 bytes");
            }
            out[level].push_back({.number = number.get<std::int64_t>(),
                                  .parent = text_of(entry, "parent", language, at, false),
                                  .title = std::move(title),
                                  .description = std::move(description)});
        }
    }
    return out;
}

Structure read_structure(const Json& definition, std::string_view language) {
    if (!definition.is_object()) invalid("definition", "must be an object");
    Structure out;
    if (const auto id = definition.find("id"); id != definition.end() && id->is_string()) {
        out.id = id->get<std::string>();
    }
    out.name = text_of(definition, "name", language, "definition", true);
    out.levels = read_levels(definition, language);
    read_counts(definition.value("default_structure", Json::object()),
                "definition.default_structure", out.levels);
    out.predefined = read_predefined(definition.value("predefined_nodes", Json()),
                                     "definition.predefined_nodes", language);
    return out;
}

const std::vector<std::pair<std::string, Json>>& built_in_structures() {
    static const auto all = [] {
        std::vector<std::pair<std::string, Json>> out;
        for (const auto& file : embedded::templates()) {
            if (!file.name.starts_with(kFolder)) continue;
            auto json = parse_json(file.bytes);
            out.emplace_back(json.at("id").get<std::string>(), std::move(json));
        }
        return out;
    }();
    return all;
}

const Json* find_built_in_structure(std::string_view id) {
    for (const auto& [name, json] : built_in_structures()) {
        if (name == id) return &json;
    }
    return nullptr;
}

std::string_view structure_for(ProjectKind kind) {
    switch (kind) {
        case ProjectKind::Series:
        case ProjectKind::Audio: return "series-traditional";
        case ProjectKind::Book: return "book-novel";
        case ProjectKind::Theater: return "theater-classic";
        case ProjectKind::Game: return "game-narrative";
        default: return "film-3act";
    }
}

}  // namespace fabula::outline
