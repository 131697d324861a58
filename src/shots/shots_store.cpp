#include "shots/shots_store.hpp"

#include "base/text.hpp"

#include "accounts/rights.hpp"

namespace fabula::shots {

std::optional<Shot> find_shot(store::Reader& db, const Actor& actor, const ShotId& id) {
    auto found = db.one<Shot>("SELECT " + store::columns_of<Shot>("s") +
                                  " FROM shot s JOIN project p ON p.id = s.project_id"
                                  " WHERE p.deleted_at IS NULL AND s.id = ?",
                              id);
    if (found && !accounts::can(db, actor, Action::View, found->project_id)) return std::nullopt;
    return found;
}

std::vector<Shot> list_shots_of_project(store::Reader& db, const ProjectId& project) {
    return db.all<Shot>("SELECT " + store::columns_of<Shot>("s") +
                            " FROM shot s JOIN node n ON n.id = s.scene_id"
                            " WHERE s.project_id = ? ORDER BY n.rank, s.rank, s.id",
                        project);
}

std::vector<Shot> list_shots_of_scene(store::Reader& db, const NodeId& scene) {
    return db.all<Shot>(store::select_from<Shot>() + " WHERE scene_id = ? ORDER BY rank, id",
                        scene);
}

std::int64_t count_shots(store::Reader& db, const ProjectId& project) {
    return db.count("SELECT count(*) FROM shot WHERE project_id = ?", project);
}

std::vector<ShotId> list_shots_without_image(store::Reader& db, const ProjectId& project) {
    return db.column<ShotId>(
        "SELECT s.id FROM shot s JOIN node n ON n.id = s.scene_id"
        " WHERE s.project_id = ? AND s.image_id IS NULL"
        " ORDER BY n.rank, s.rank, s.id",
        project);
}

void rename_character(store::Tx& tx, const ProjectId& project, const std::string& before,
                      const std::string& after) {
    for (auto& shot : list_shots_of_project(tx, project)) {
        bool named = false;
        for (auto& name : shot.character_names) {
            if (fold(name) != fold(before)) continue;
            name = after;
            named = true;
        }
        if (named) tx.update(shot);
    }
}

void set_image(store::Tx& tx, const ShotId& shot, const AssetId& image) {
    tx.run("UPDATE shot SET image_id = ?, rev = rev + 1, updated_at = ? WHERE id = ?", image,
           tx.now(), shot);
}

}  // namespace fabula::shots
