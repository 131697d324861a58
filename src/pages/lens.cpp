#include "pages/lens.hpp"

#include <array>
#include <cstdio>
#include <set>

#include "base/text.hpp"
#include "cast/in_script.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kCastShown = 1000;

Paper paper_of(const Visit& visit, const story::Project& project) {
    return find_enum<Paper>(visit.paper).value_or(project.paper);
}

bool is_shown_as_scene(const screenplay::OutlineNode& node) {
    return node.kind == screenplay::NodeKind::Scene || node.has_content;
}

std::string title_of(const Lens& lens, const screenplay::OutlineNode& node) {
    if (!trim(node.title).empty()) return node.title;
    // A break line has no title; its first words tell which part it is.
    for (auto i = node.element + 1; i < node.end; ++i) {
        const auto& text = lens.view.document.elements[i].text;
        if (!trim(text).empty()) return shorten(trim(text), 60);
    }
    return "…";
}

std::vector<SceneView> list_scenes(const Lens& lens, const Visit& visit) {
    std::map<std::uint32_t, const screenplay::SceneLength*> lengths;
    for (const auto& length : lens.measures.scenes) lengths.emplace(length.heading, &length);
    std::vector<SceneView> scenes;
    const auto& nodes = lens.view.outline.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        if (!is_shown_as_scene(node)) continue;
        SceneView scene;
        scene.index = i;
        scene.number =
            node.scene_number.empty() ? std::to_string(scenes.size() + 1) : node.scene_number;
        scene.title = title_of(lens, node);
        scene.current = lens.view.nodes[i].id.text == visit.at;
        scene.page = std::max(1, lens.measures.page_of_element[node.element]);
        if (const auto length = lengths.find(node.element); length != lengths.end()) {
            scene.eighths = std::max(1, length->second->eighths);
            scene.length = screenplay::eighths_text(scene.eighths);
        }
        scenes.push_back(std::move(scene));
    }
    return scenes;
}

}  // namespace

std::optional<std::size_t> Lens::find_in_cast(std::string_view name) const {
    const auto at = cast_by_name.find(fold(name));
    if (at == cast_by_name.end()) return std::nullopt;
    return at->second;
}

Lens open_lens(const Sources& from, const Visit& visit, const ProjectId& id) {
    Lens lens;
    lens.view = from.scripts.view(visit.actor, id);
    lens.paper = paper_of(visit, lens.view.project);
    lens.may_write = from.accounts.can(visit.actor, Action::Edit, lens.view.project.id);
    lens.laid_out =
        script::lay_out(lens.view, {.paper = lens.paper, .scene_numbers = visit.numbers});
    lens.measures =
        screenplay::measure(lens.view.document, lens.laid_out.layout, lens.laid_out.pages);
    lens.scenes = list_scenes(lens, visit);
    lens.outline = from.outline.list_all(visit.actor, lens.view.project.id);
    lens.shots = from.shots.list_of_project(visit.actor, lens.view.project.id);
    lens.cast = from.cast.list(visit.actor, lens.view.project.id, kCastShown);
    lens.cast_by_name = cast::index_by_name(lens.cast);
    lens.places = from.worlds.find_places(visit.actor, lens.view.project.id);
    return lens;
}

namespace {

Json tick_of(const Lens& lens, const SceneView& scene) {
    const auto& node = lens.node(scene);
    return {{"id", node.id.text},        {"number", scene.number},   {"title", scene.title},
            {"synopsis", node.synopsis}, {"eighths", scene.eighths}, {"length", scene.length},
            {"current", scene.current},  {"planned", false},         {"pencil", node.pencil}};
}

// As long as it is planned; where nothing is said, half a page.
Json tick_of(const outline::NodeRecord& planned, const Visit& visit) {
    constexpr std::int64_t kHalfPage = 4;
    const auto eighths = std::max<std::int64_t>(1, planned.planned_eighths.value_or(kHalfPage));
    const bool known = planned.planned_eighths.has_value();
    return {{"id", planned.id.text},
            {"number", ""},
            {"title", planned.title},
            {"synopsis", planned.synopsis},
            {"eighths", eighths},
            {"length", known ? screenplay::eighths_text(static_cast<int>(eighths)) : ""},
            {"current", planned.id.text == visit.at},
            {"planned", true},
            {"pencil", planned.pencil}};
}

}  // namespace

Json lens_data(const Lens& lens, const Visit& visit) {
    std::map<std::string_view, const SceneView*> written;
    for (const auto& scene : lens.scenes) written.emplace(lens.node(scene).id.text, &scene);
    Json scenes = Json::array();
    for (const auto& node : lens.outline) {
        const auto found = written.find(node.id.text);
        if (found != written.end()) {
            scenes.push_back(tick_of(lens, *found->second));
        } else if (node.kind == LevelKind::Scene && node.state == NodeState::Planned) {
            scenes.push_back(tick_of(node, visit));
        }
    }
    Json data = {
        {"project", {{"id", lens.view.project.id.text}, {"title", lens.view.project.title}}},
        {"may_write", lens.may_write},
        {"at_query", visit.at.empty() ? "" : "?at=" + visit.at}};
    if (lens.view.project.kind == ProjectKind::Audio) data["project"]["audio"] = true;
    if (!scenes.empty()) data["strip"] = {{"scenes", std::move(scenes)}};
    return data;
}

Json frame_of(const shots::Shot& shot, int width) {
    if (!shot.image_id) return nullptr;
    return {{"url",
             "/api/v1/assets/" + shot.image_id->text + "/thumbnail?width=" + std::to_string(width)},
            {"width", width},
            {"height", width * 9 / 16},
            {"alt", shot.description.empty() ? shot.shot_number : shorten(shot.description, 160)}};
}

Json first_frame_of(const Lens& lens, const SceneView& scene, int width) {
    for (const auto& shot : lens.shots) {
        if (shot.scene_id == lens.node(scene).id && shot.image_id) return frame_of(shot, width);
    }
    return nullptr;
}

Json portrait_of(const cast::CharacterAnswer& character, int size) {
    const auto url = character.image_id
                         ? "/api/v1/assets/" + character.image_id->text +
                               "/thumbnail?width=" + std::to_string(size)
                         : "/api/v1/characters/" + character.id.text + "/portrait.svg";
    return {{"url", url}, {"width", size}, {"height", size}};
}

std::vector<Presence> presence_of_cast(const Lens& lens) {
    std::vector<Presence> out(lens.cast.size());
    for (const auto& scene : lens.scenes) {
        std::set<std::size_t> counted;
        for (const auto& speaker : lens.read(scene).speakers) {
            const auto at = lens.find_in_cast(speaker.name);
            if (!at) continue;
            out[*at].speeches += speaker.speeches;
            if (counted.insert(*at).second) ++out[*at].scenes;
        }
    }
    return out;
}

Json cast_of(const Lens& lens, const SceneView& scene) {
    Json out = Json::array();
    std::set<std::size_t> shown;
    for (const auto& speaker : lens.read(scene).speakers) {
        const auto at = lens.find_in_cast(speaker.name);
        if (!at || !shown.insert(*at).second) continue;
        const auto& character = lens.cast[*at];
        out.push_back({{"id", character.id.text},
                       {"name", character.name},
                       {"portrait", portrait_of(character, 32)}});
    }
    return out;
}

Json sheet_of(const Lens& lens, int number, bool numbers) {
    const auto& page = lens.laid_out.layout.page;
    const auto count = std::to_string(lens.laid_out.pages.pages.size());
    return {
        {"number", number == 0 ? Json("") : Json(number)},
        {"url", "/api/v1/scripts/" + lens.view.script.id.text + "/pages/" + std::to_string(number) +
                    ".svg?paper=" + std::string(name_of(lens.paper)) +
                    (numbers ? "&numbers=1" : "")},
        {"width", static_cast<int>(page.width * 72)},
        {"height", static_cast<int>(page.height * 72)},
        {"alt", number == 0 ? "Title page" : "Page " + std::to_string(number) + " of " + count}};
}

Json open_job(const Sources& from, const Visit& visit, const ProjectId& project,
              std::string_view kind) {
    for (const auto state : {JobState::Running, JobState::Paused, JobState::Queued}) {
        const auto open = from.jobs.list(
            visit.actor, {.project_id = project, .state = state, .before = {}, .limit = 50});
        for (const auto& job : open) {
            if (job.kind != kind) continue;
            return {{"id", job.id.text},
                    {"done_count", job.done_count},
                    {"item_count", job.item_count},
                    {"failed_count", job.failed_count}};
        }
    }
    return nullptr;
}

bool needs_somebody(const jobs::Job& job) {
    return job.state == JobState::Failed || job.state == JobState::PartlyDone ||
           (job.state == JobState::Paused && !job.resume_at);
}

std::string title_of(const Sources& from, const Visit& visit, const jobs::Job& job) {
    return from.texts.get(visit.language, "job." + job.kind) + ": " + job.title;
}

Json print_data(const Sources& from, const Visit& visit, const Lens& lens) {
    Json speakers = Json::array();
    std::set<std::string> known;  // In order of the first speech.
    for (const auto& element : lens.view.document.elements) {
        if (element.type != screenplay::ElementType::Character) continue;
        const auto name = screenplay::speaker_of(element.text);
        if (trim(name).empty() || !known.insert(fold(name)).second) continue;
        speakers.push_back({{"name", std::string(name)}});
    }
    return {{"paper", {{"letter", lens.paper == Paper::Letter}, {"a4", lens.paper == Paper::A4}}},
            {"speakers", std::move(speakers)},
            {"may_share", from.accounts.can(visit.actor, Action::Edit, lens.view.project.id)}};
}

std::string date_text(Time time) {
    static constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const auto iso = to_iso(time);
    const auto month = parse_integer(iso.substr(5, 2)).value_or(1);
    const auto day = parse_integer(iso.substr(8, 2)).value_or(1);
    return std::to_string(day) + " " + std::string(months[static_cast<std::size_t>(month - 1)]) +
           " " + iso.substr(0, 4);
}

std::string size_text(std::int64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    char text[32];
    if (bytes < 1'000'000) {
        std::snprintf(text, sizeof text, "%.0f kB", static_cast<double>(bytes) / 1e3);
    } else {
        std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
    }
    return text;
}

void set_if(Json& object, const char* name, Json value) {
    if (value.is_null() || (value.is_array() && value.empty())) return;
    object[name] = std::move(value);
}

}  // namespace fabula::pages
