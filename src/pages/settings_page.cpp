// What a project says of itself, to be changed.
#include <array>
#include <span>

#include "outline/beats.hpp"
#include "outline/structure.hpp"
#include "pages/lens.hpp"
#include "pages/provider_choices.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kOwnTemplatesShown = 200;
constexpr std::int64_t kSecondsOfMinute = 60;

Json option(std::string_view value, const std::string& text, std::string_view chosen) {
    return {{"value", value}, {"text", text}, {"chosen", value == chosen}};
}

// Values of a list, each with its text; one of somebody's own stays to be chosen.
Json listed(const Sources& from, const Visit& visit, const std::string& prefix,
            std::span<const std::string_view> values, const std::string& chosen) {
    constexpr std::string_view own = "custom:";
    Json out = Json::array();
    for (const auto value : values) {
        out.push_back(
            option(value, from.texts.get(visit.language, prefix + std::string(value)), chosen));
    }
    if (chosen.starts_with(own)) out.push_back(option(chosen, chosen.substr(own.size()), chosen));
    return out;
}

Json structures_of(const Sources& from, const Visit& visit, const std::string& chosen) {
    Json out = Json::array();
    for (const auto& [id, definition] : outline::built_in_structures()) {
        const auto name = outline::in_language(definition.at("name"), visit.language);
        out.push_back(option(id, name.get<std::string>(), chosen));
    }
    for (const auto& own : from.structures.list(visit.actor, "", kOwnTemplatesShown)) {
        out.push_back(option(own.id.text, own.name, chosen));
    }
    return out;
}

Json beat_sets_of(const Visit& visit, const std::string& chosen) {
    Json out = Json::array();
    for (const auto& set : outline::beat_templates(visit.language)) {
        out.push_back(option(set.id, set.name, chosen));
    }
    return out;
}

}  // namespace

Json settings_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    const auto& project = lens.view.project;
    Json data = lens_data(lens, visit);
    data["project"] = {
        {"id", project.id.text},
        {"title", project.title},
        {"logline", project.logline},
        {"genre", project.genre},
        {"duration", project.duration},
        {"language", project.language},
        {"time_lock", project.time_lock},
        {"is_template", project.is_template},
        {"archived", project.archived_at.has_value()},
        {"minutes_max", project.max_duration_seconds
                            ? std::to_string(*project.max_duration_seconds / kSecondsOfMinute)
                            : ""},
        {"words_per_minute", project.reading_speed_wpm},
        {"rev", project.rev}};
    if (project.cover_image_id) {
        data["cover"] = {
            {"url", "/api/v1/assets/" + project.cover_image_id->text + "/thumbnail?width=480"}};
    }
    data["kinds"] = listed(from, visit, "kind.", EnumNames<ProjectKind>::names,
                           std::string(name_of(project.kind)));
    data["papers"] =
        listed(from, visit, "paper.", EnumNames<Paper>::names, std::string(name_of(project.paper)));
    data["structures"] = structures_of(from, visit, project.structure_template);
    data["beat_templates"] = beat_sets_of(visit, project.beat_template);
    data["narratives"] =
        listed(from, visit, "narrative.", story::kNarrativeStructures, project.narrative_structure);
    data["is_series"] = project.kind == ProjectKind::Series || project.kind == ProjectKind::Audio;
    data["layouts"] =
        listed(from, visit, "layout.", story::kEpisodeLayouts, project.episode_layout);
    data["engines"] = listed(from, visit, "engine.", story::kSeasonEngines, project.season_engine);
    auto tasks = provider_choices(from, visit, project.id);
    data["has_tasks"] = !tasks.empty();
    data["tasks"] = std::move(tasks);
    data["may_edit"] = lens.may_write;
    return data;
}

}  // namespace fabula::pages
