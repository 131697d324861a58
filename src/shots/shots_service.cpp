#include "shots/shots_service.hpp"

#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::shots {

std::vector<Shot> ShotsService::list_of_project(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return list_shots_of_project(db, found.id);
    });
}

std::vector<Shot> ShotsService::list_of_scene(const Actor& actor, const NodeId& scene) {
    return store_.read([&](store::Reader& db) {
        const auto node = script::get_node(db, actor, Action::View, scene);
        return list_shots_of_scene(db, node.id);
    });
}

std::optional<Shot> ShotsService::find(const Actor& actor, const ShotId& id) {
    return store_.read([&](store::Reader& db) { return find_shot(db, actor, id); });
}

}  // namespace fabula::shots
