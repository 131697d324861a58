#include "outline/records.hpp"

namespace fabula::outline {

Records::Records(store::Reader& db, story::Project project)
    : db_(db),
      project_(std::move(project)),
      structure_(structure_of(db, project_)),
      places_(world::find_places(db, project_.id)) {}

std::int64_t Records::level_of(const script::Node& node) const {
    return node.kind == NodeKind::Section ? node.level : structure_.scene_level();
}

NodeRecord Records::record(const script::Node& node, std::int64_t position) const {
    NodeRecord out;
    out.id = node.id;
    out.project_id = node.project_id;
    out.script_id = node.script_id;
    out.template_id = project_.structure_template;
    out.parent_id = node.parent_id;
    out.kind = node.kind == NodeKind::Section ? LevelKind::Section : LevelKind::Scene;
    out.level = level_of(node);
    out.level_name = structure_.name_of_level(out.level);
    out.state = node.state;
    out.position = out.node_number = position;
    out.order_index = position - 1;
    out.title = node.title;
    out.description = out.synopsis = node.synopsis;
    out.color = node.color;
    out.metadata = node.metadata;
    out.scene_number = node.scene_number;
    out.setting = node.setting;
    out.place = node.place;
    out.time_of_day = node.time_of_day;
    out.location_id = places_.find(node.location_id, node.place);
    out.pencil = node.pencil;
    out.planned_eighths = node.planned_eighths;
    out.planned_words = node.planned_words;
    out.deleted_at = node.deleted_at;
    out.rev = node.rev;
    out.created_at = node.created_at;
    out.updated_at = node.updated_at;
    return out;
}

NodeRecord Records::record(const shots::Shot& shot, const ScriptId& script,
                           std::int64_t position) const {
    NodeRecord out;
    out.id = NodeId{shot.id.text};
    out.project_id = shot.project_id;
    out.script_id = script;
    out.template_id = project_.structure_template;
    out.parent_id = shot.scene_id;
    out.kind = LevelKind::Shot;
    out.level = shot_level();
    out.level_name = structure_.name_of_level(out.level);
    if (out.level_name.empty()) out.level_name = "Shot";
    out.state = shot.image_id || !shot.dialogue.empty() ? NodeState::Attached : NodeState::Planned;
    out.position = out.node_number = position;
    out.order_index = position - 1;
    out.title = out.level_name + " " + shot.shot_number;
    out.description = out.synopsis = shot.description;
    out.pencil = shot.state == ArtState::Pencil;
    out.rev = shot.rev;
    out.created_at = shot.created_at;
    out.updated_at = shot.updated_at;
    return out;
}

std::vector<NodeRecord> Records::records(const std::vector<script::Node>& nodes) const {
    const auto positions = list_positions(db_, project_.id);
    std::vector<NodeRecord> out;
    out.reserve(nodes.size());
    for (const auto& node : nodes) {
        const auto found = positions.find(node.id.text);
        out.push_back(record(node, found == positions.end() ? 1 : found->second));
    }
    return out;
}

shots::Shot planned_shot(const ProjectId& project, const NodeId& scene, std::int64_t position,
                         const std::string& title, const std::string& description) {
    shots::Shot shot;
    shot.id = make_id<ShotId>();
    shot.project_id = project;
    shot.scene_id = scene;
    shot.position = position;
    shot.description = title;
    if (!description.empty()) {
        shot.description += (title.empty() ? "" : "\n") + description;
    }
    return shot;
}

}  // namespace fabula::outline
