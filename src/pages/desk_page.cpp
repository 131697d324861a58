// The desk: where one stopped, the projects, the ways in.
#include <array>
#include <span>

#include "pages/lens.hpp"
#include "source/source.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kProjectsShown = 24;
constexpr std::int64_t kTemplatesShown = 100;

Json needs_you(const Sources& from, const Visit& visit) {
    Json items = Json::array();
    for (const auto& job :
         from.jobs.list(visit.actor, {.project_id = {}, .state = {}, .before = {}, .limit = 50})) {
        if (!needs_somebody(job)) continue;
        items.push_back({{"id", job.id.text},
                         {"title", title_of(from, visit, job)},
                         {"project_title", job.title},
                         {"reason", job.state == JobState::Paused ? job.pause_reason : job.error}});
    }
    return items;
}

Json first_frames(const std::vector<shots::Shot>& shots, std::size_t count, int width) {
    Json frames = Json::array();
    for (const auto& shot : shots) {
        if (shot.image_id && frames.size() < count) frames.push_back(frame_of(shot, width));
    }
    return frames;
}

// The first people of a project, to look at before any frame is drawn.
Json portraits(const Sources& from, const Visit& visit, const ProjectId& project) {
    constexpr std::int64_t kShown = 5;
    Json out = Json::array();
    for (const auto& character : from.cast.list(visit.actor, project, kShown)) {
        out.push_back({{"name", character.name}, {"portrait", portrait_of(character, 96)}});
    }
    return out;
}

Json demo_of(const Sources& from, const Visit& visit, const story::Project& project,
             const std::vector<shots::Shot>& shots) {
    return {{"id", project.id.text},
            {"title", project.title},
            {"logline", project.logline},
            {"frames", first_frames(shots, 3, 320)},
            {"cast", portraits(from, visit, project.id)}};
}

Json project_row(const Sources& from, const Visit& visit, const story::Project& project,
                 const std::vector<shots::Shot>& shots) {
    const auto view = from.scripts.view(visit.actor, project.id);
    const auto pages = script::lay_out(view, {.paper = project.paper}).pages.pages.size();
    Json row = {
        {"id", project.id.text},
        {"title", project.title},
        {"kind_name", from.texts.get(visit.language, "kind." + std::string(name_of(project.kind)))},
        {"logline", project.logline},
        {"genre", project.genre},
        {"demo", project.demo},
        {"is_template", project.is_template},
        {"archived", project.archived_at.has_value()},
        {"may_edit", from.accounts.can(visit.actor, Action::Edit, project.id)},
        {"page_count", pages},
        {"scene_count", from.stories.stats(visit.actor, project.id).scenes},
        {"updated_at", to_iso(project.updated_at)},
        {"updated_on", date_text(project.updated_at)}};
    if (project.cover_image_id) {
        row["cover"] = {
            {"url", "/api/v1/assets/" + project.cover_image_id->text + "/thumbnail?width=320"},
            {"width", 320},
            {"height", 180}};
    } else if (auto frames = first_frames(shots, 1, 320); !frames.empty()) {
        row["cover"] = frames[0];
    }
    return row;
}

story::ProjectFilter filter_of(const Visit& visit) {
    const auto& wish = visit.projects;
    return {.archived = wish.show == "archive",
            .is_template = wish.show == "templates",
            .kind = find_enum<ProjectKind>(wish.kind),
            .words = wish.words,
            .sort = find_enum<story::ProjectSort>(wish.sort).value_or(story::ProjectSort::Created)};
}

Json choices(const Sources& from, const Visit& visit, std::string_view prefix,
             std::span<const std::string_view> values, std::string_view chosen) {
    Json out = Json::array();
    for (const auto value : values) {
        out.push_back(
            {{"value", value},
             {"text", from.texts.get(visit.language, std::string(prefix) + std::string(value))},
             {"chosen", value == chosen}});
    }
    return out;
}

}  // namespace

Json desk_page(const Sources& from, const Visit& visit) {
    const auto& wish = visit.projects;
    const auto filter = filter_of(visit);
    const bool whole = wish.words.empty() && !filter.kind && !filter.archived &&
                       !filter.is_template && wish.after.empty();
    Json data = {{"accepted", source::kFileEndings}};
    auto found = from.stories.list(visit.actor, filter, wish.after, kProjectsShown + 1);
    const bool more = std::ssize(found) > kProjectsShown;
    if (more) found.pop_back();
    bool only_demo = whole;
    Json rows = Json::array();
    for (const auto& project : found) {
        const auto shots = from.shots.list_of_project(visit.actor, project.id);
        rows.push_back(project_row(from, visit, project, shots));
        only_demo = only_demo && project.demo;
        if (project.demo && whole) data["demo"] = demo_of(from, visit, project, shots);
    }
    if (more) data["next"] = {{"after", place_of(found.back(), filter.sort)}};
    data["first"] = only_demo;
    data["is_part"] = more || !whole;
    data["projects"] = std::move(rows);
    static constexpr std::array<std::string_view, 3> shows{"projects", "archive", "templates"};
    const auto shown = wish.show.empty() ? shows[0] : std::string_view(wish.show);
    data["wish"] = {
        {"q", wish.words}, {"kind", wish.kind}, {"sort", wish.sort}, {"show", wish.show}};
    data["sorts"] = choices(from, visit, "desk.sort_", EnumNames<story::ProjectSort>::names,
                            name_of(filter.sort));
    data["kinds"] = choices(from, visit, "kind.", EnumNames<ProjectKind>::names, wish.kind);
    data["shows"] = choices(from, visit, "desk.show_", shows, shown);
    data["of_templates"] = filter.is_template;
    Json templates = Json::array();
    for (const auto& one :
         from.stories.list(visit.actor, {.is_template = true}, "", kTemplatesShown)) {
        templates.push_back({{"id", one.id.text}, {"title", one.title}});
    }
    data["has_templates"] = !templates.empty();
    data["templates"] = std::move(templates);
    if (auto needed = needs_you(from, visit); !needed.empty()) {
        data["needs_you"] = {{"items", std::move(needed)}};
    }
    return data;
}

}  // namespace fabula::pages
