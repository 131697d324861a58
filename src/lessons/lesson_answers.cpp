#include "lessons/lesson_answers.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "pictures/pictures.hpp"
#include "screenplay/document.hpp"

namespace fabula::lessons {

using screenplay::ElementType;

namespace {

void add_line(std::string& out, std::string_view line) {
    if (!out.empty()) out += "\n";
    out += line;
}

// What stands in one scene: its actions and what is said.
void read_body(const script::ScriptView& view, std::size_t index, SceneAnswer& scene) {
    const auto& node = view.outline.nodes[index];
    std::string speaker;
    for (auto i = node.element; i < node.end; ++i) {
        const auto& element = view.document.elements[i];
        switch (element.type) {
            case ElementType::Character:
                speaker = trim(screenplay::speaker_of(element.text));
                break;
            case ElementType::Dialogue:
            case ElementType::Lyric:
                add_line(scene.dialogue,
                         speaker.empty() ? element.text : speaker + ": " + element.text);
                break;
            case ElementType::Action:
            case ElementType::Centered: add_line(scene.description, element.text); break;
            default: break;
        }
    }
}

}  // namespace

std::vector<SceneAnswer> scenes_of(const script::ScriptView& view,
                                   const std::vector<LessonScene>& rows) {
    std::map<std::string, const LessonScene*> by_node;
    for (const auto& row : rows) by_node.emplace(row.node_id.text, &row);
    std::vector<SceneAnswer> out;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        const auto& node = view.nodes[i];
        if (node.kind != NodeKind::Scene && !view.outline.nodes[i].has_content) continue;
        SceneAnswer scene{.scene_id = std::ssize(out) + 1,
                          .node_id = node.id,
                          .title = node.synopsis.empty() ? node.title : node.synopsis,
                          .heading = node.title,
                          .pencil = node.pencil};
        read_body(view, i, scene);
        if (const auto row = by_node.find(node.id.text); row != by_node.end()) {
            scene.learning_point = row->second->learning_point;
            scene.visual_elements = row->second->visual_elements;
            scene.feedback = row->second->feedback;
        }
        out.push_back(std::move(scene));
    }
    return out;
}

std::vector<PanelAnswer> panels_of(const std::vector<shots::Shot>& shots,
                                   const std::vector<SceneAnswer>& scenes) {
    std::map<std::string, const SceneAnswer*> by_node;
    for (const auto& scene : scenes) by_node.emplace(scene.node_id.text, &scene);
    std::vector<PanelAnswer> out;
    for (const auto& shot : shots) {
        const auto scene = by_node.find(shot.scene_id.text);
        if (scene == by_node.end()) continue;
        PanelAnswer panel{.panel_id = std::ssize(out) + 1,
                          .scene_id = scene->second->scene_id,
                          .shot_id = shot.id,
                          .title = scene->second->title,
                          .description = shot.description,
                          .state = shot.state};
        if (shot.image_id) panel.image_url = pictures::url_of(*shot.image_id);
        for (const auto& line : shot.dialogue) {
            add_line(panel.dialogue,
                     line.speaker.empty() ? line.text : line.speaker + ": " + line.text);
        }
        out.push_back(std::move(panel));
    }
    return out;
}

std::vector<PersonAnswer> people_of(const std::vector<cast::CharacterAnswer>& cast,
                                    const std::vector<LessonRole>& roles) {
    std::map<std::string, const LessonRole*> by_character;
    for (const auto& role : roles) by_character.emplace(role.character_id.text, &role);
    std::vector<PersonAnswer> out;
    for (const auto& one : cast) {
        PersonAnswer person{.id = one.id,
                            .name = one.name,
                            .description = one.description,
                            .visual_tags = one.visual_tags,
                            .image_url = one.image_url.value_or("/api/v1/characters/" +
                                                                one.id.text + "/portrait.svg"),
                            .sheet_locked = one.sheet_locked};
        if (one.sheet_id) person.sheet_url = pictures::url_of(*one.sheet_id);
        if (const auto role = by_character.find(one.id.text); role != by_character.end()) {
            person.role = role->second->role;
            person.character_type = role->second->character_type;
        }
        out.push_back(std::move(person));
    }
    return out;
}

}  // namespace fabula::lessons
