// A learning comic in five steps, each an address of its own.
#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "generate/storyboard_service.hpp"
#include "lessons/lessons_service.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

using lessons::LessonAnswer;

constexpr std::array<std::string_view, 5> kSteps{"topic", "scenes", "cast", "panels", "read"};
constexpr std::array<std::string_view, 4> kAgeGroups{"3-5", "6-8", "9-12", "5-12"};
constexpr int kFrameWidth = 320;

// The step that waits for somebody, by the address that it has.
std::size_t place_of(LessonStep step) {
    switch (step) {
        case LessonStep::Initialization: return 0;
        case LessonStep::GeneratingScenes:
        case LessonStep::SceneReview:
        case LessonStep::RefiningScenes: return 1;
        case LessonStep::CharacterSelection: return 2;
        case LessonStep::ComicGeneration:
        case LessonStep::GeneratingImages:
        case LessonStep::Error: return 3;
        case LessonStep::Completed: break;
    }
    return 4;
}

// How far somebody may go: steps that were taken stay open when they go back.
std::size_t reach_of(const LessonAnswer& lesson) {
    const auto place = lesson.data.scenes.empty() ? std::size_t{1} : place_of(lesson.step);
    const bool cast_chosen = std::ranges::any_of(
        lesson.data.characters,
        [](const lessons::PersonAnswer& person) { return !person.character_type.empty(); });
    if (!lesson.data.comic_panels.empty()) return 4;
    return std::max(place, cast_chosen ? std::size_t{3} : std::size_t{2});
}

// The rail: number, name and address of each step; without an address where it is too early.
Json steps_of(const Sources& from, const Visit& visit, const std::string& base, std::size_t at,
              std::size_t reach) {
    Json out = Json::array();
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        Json step = {{"number", i + 1},
                     {"text", text_of(from, visit, "lesson." + std::string(kSteps[i]))},
                     {"current", i == at}};
        if (i <= reach && !base.empty()) step["url"] = base + "/lesson/" + std::string(kSteps[i]);
        out.push_back(std::move(step));
    }
    return out;
}

Json stories_of(const Visit& visit, const std::string& chosen) {
    Json out = Json::array();
    for (const auto& story : lessons::lesson_stories()) {
        std::string scenes;
        for (const auto& scene : story.scenes) {
            scenes += (scenes.empty() ? "" : " · ") + scene.title.in(visit.language);
        }
        out.push_back({{"id", story.id},
                       {"name", story.title.in(visit.language)},
                       {"ages", join(story.age_groups, ", ")},
                       {"scene_titles", scenes},
                       {"chosen", story.id == chosen}});
    }
    return out;
}

Json ages_of(const std::string& chosen) {
    Json out = Json::array();
    for (const auto group : kAgeGroups) {
        out.push_back({{"value", group}, {"chosen", group == chosen}});
    }
    return out;
}

// What happens and what is said in a scene, as it stands in the script.
Json beats_of(const Lens& lens, const NodeId& node) {
    using screenplay::ElementType;
    Json out = Json::array();
    const auto found = std::ranges::find(lens.view.nodes, node, &script::Node::id);
    if (found == lens.view.nodes.end()) return out;
    const auto index = static_cast<std::size_t>(found - lens.view.nodes.begin());
    const auto& read = lens.view.outline.nodes[index];
    std::string who;
    for (auto i = read.element; i < read.end; ++i) {
        const auto& element = lens.view.document.elements[i];
        if (element.type == ElementType::Character) who = screenplay::speaker_of(element.text);
        if (element.type == ElementType::Action) out.push_back({{"action", element.text}});
        if (element.type == ElementType::Dialogue) {
            out.push_back({{"who", trim(who)}, {"says", element.text}});
        }
    }
    return out;
}

Json scenes_of(const LessonAnswer& lesson, const Lens& lens) {
    Json out = Json::array();
    for (const auto& scene : lesson.data.scenes) {
        Json row = {{"scene_id", scene.scene_id},
                    {"node", scene.node_id.text},
                    {"scene_title", scene.title},
                    {"heading", scene.heading == scene.title ? "" : scene.heading},
                    {"beats", beats_of(lens, scene.node_id)},
                    {"learning_point", scene.learning_point},
                    {"feedback", scene.feedback},
                    {"pencil", scene.pencil}};
        Json things = Json::array();
        for (const auto& one : scene.visual_elements) things.push_back({{"thing", one}});
        if (!things.empty()) row["seen"] = {{"things", std::move(things)}};
        out.push_back(std::move(row));
    }
    return out;
}

// The types with how many of each are chosen: those of the cast, before that those of the story.
Json types_of(const Visit& visit, const LessonAnswer& lesson) {
    const auto* story = lessons::find_lesson_story(lesson.data.story_id);
    const bool any = std::ranges::any_of(
        lesson.data.characters, [](const auto& one) { return !one.character_type.empty(); });
    Json out = Json::array();
    for (const auto& type : lessons::character_types()) {
        auto count = std::ranges::count(lesson.data.characters, type.id,
                                        &lessons::PersonAnswer::character_type);
        if (!any && story != nullptr) {
            count = std::ranges::count(story->roles, type.id, &lessons::StoryRole::character_type);
        }
        Json counts = Json::array();
        for (int i = 1; i <= lessons::kCastMax; ++i) {
            counts.push_back({{"value", i}, {"chosen", i == std::max<std::int64_t>(count, 1)}});
        }
        out.push_back({{"id", type.id},
                       {"type_name", type.name.in(visit.language)},
                       {"type_text", type.description.in(visit.language)},
                       {"ages", type.age_group},
                       {"url", "/api/v1/comics/characters/" + type.id + "/portrait.svg"},
                       {"chosen", count > 0},
                       {"counts", std::move(counts)}});
    }
    return out;
}

Json people_of(const Visit& visit, const LessonAnswer& lesson) {
    Json out = Json::array();
    for (const auto& person : lesson.data.characters) {
        const auto* type = lessons::find_character_type(person.character_type);
        out.push_back({{"id", person.id.text},
                       {"person_name", person.name},
                       {"type_name", type != nullptr ? type->name.in(visit.language) : ""},
                       {"locked", person.sheet_locked},
                       {"url", person.image_url}});
    }
    return out;
}

std::string thumbnail_of(const std::string& file_url) {
    return file_url.substr(0, file_url.rfind('/')) +
           "/thumbnail?width=" + std::to_string(kFrameWidth);
}

Json panels_of(const LessonAnswer& lesson) {
    Json out = Json::array();
    for (const auto& panel : lesson.data.comic_panels) {
        Json row = {{"panel_id", panel.panel_id},
                    {"scene_id", panel.scene_id},
                    {"shot_id", panel.shot_id.text},
                    {"panel_title", panel.title},
                    {"alt", panel.description.empty() ? panel.dialogue : panel.description},
                    {"pencil", panel.state == ArtState::Pencil},
                    {"ink", panel.state == ArtState::Ink}};
        if (panel.image_url) row["url"] = thumbnail_of(*panel.image_url);
        out.push_back(std::move(row));
    }
    return out;
}

Json common_of(const Sources& from, const Visit& visit, const std::string& base, std::size_t at,
               std::size_t reach) {
    Json data = {{"steps", steps_of(from, visit, base, at, reach)}};
    for (std::size_t i = 0; i < kSteps.size(); ++i) data["step"][std::string(kSteps[i])] = i == at;
    return data;
}

void merge(Json& data, Json more) {
    for (auto& [name, value] : more.items()) data[name] = std::move(value);
}

// The text model that would be asked; null where none is.
Json asked_of(const Sources& from, const Visit& visit, const std::optional<ProjectId>& project) {
    if (!from.accounts.can(visit.actor, Action::View, visit.actor.organization)) return nullptr;
    for (const auto& choice : from.connections.choices(visit.actor, project)) {
        if (choice.task != providers::Task::Text || choice.connection_id.empty()) continue;
        return {{"host", choice.host}, {"model", choice.model}};
    }
    return nullptr;
}

Json topic_data(const Visit& visit, const std::optional<LessonAnswer>& lesson) {
    return {{"stories", stories_of(visit, lesson ? lesson->data.story_id : "")},
            {"ages", ages_of(lesson ? lesson->data.age_group : std::string(lessons::kAgeGroup))}};
}

}  // namespace

Json new_lesson_page(const Sources& from, const Visit& visit) {
    Json data = common_of(from, visit, "", 0, 0);
    merge(data, topic_data(visit, std::nullopt));
    data["may_edit"] = from.accounts.can(visit.actor, Action::Edit, visit.actor.organization);
    data["fresh"] = true;
    set_if(data, "asked", asked_of(from, visit, std::nullopt));
    return data;
}

http::PageAnswer lesson_page(const Sources& from, const Visit& visit, const ProjectId& id,
                             const std::string& step) {
    const auto lesson = from.lessons.find_of(visit.actor, id);
    const auto base = "/p/" + id.text;
    if (step.empty()) {
        const auto place = lesson ? place_of(lesson->step) : std::size_t{0};
        return http::PageAnswer::redirect(base + "/lesson/" + std::string(kSteps[place]));
    }
    const auto found = std::ranges::find(kSteps, step);
    if (found == kSteps.end()) {
        throw AppError(Code::NotFound, PublicText{"A comic has no such step."});
    }
    const auto at = static_cast<std::size_t>(found - kSteps.begin());
    const auto reach = lesson ? reach_of(*lesson) : std::size_t{0};
    if (at > reach) {
        return http::PageAnswer::redirect(base + "/lesson/" + std::string(kSteps[reach]));
    }
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    merge(data, common_of(from, visit, base, at, reach));
    merge(data, topic_data(visit, lesson));
    data["may_edit"] = lens.may_write;
    data["has_scenes"] = !lens.scenes.empty();
    set_if(data, "asked", asked_of(from, visit, id));
    if (!lesson) return data;
    data["lesson"] = {{"id", lesson->id.text},
                      {"work", lesson->work_id ? lesson->work_id->text : ""},
                      {"topic", lesson->data.topic},
                      {"age_group", lesson->data.age_group},
                      {"failed", lesson->status == LessonStatus::Failed},
                      {"message", lesson->message}};
    data["scenes"] = scenes_of(*lesson, lens);
    data["types"] = types_of(visit, *lesson);
    data["people"] = people_of(visit, *lesson);
    data["panels"] = panels_of(*lesson);
    if (lesson->status == LessonStatus::Processing && lesson->work_id) {
        data["job"] = {{"id", lesson->work_id->text}};
    }
    data["complete"] = lesson->step == LessonStep::Completed;
    return data;
}

}  // namespace fabula::pages
