#include "world/world_store.hpp"

namespace fabula::world {

std::optional<World> find_world_of(store::Reader& db, const ProjectId& project) {
    return db.one<World>(store::select_from<World>() + " WHERE project_id = ?", project);
}

std::vector<WorldItem> list_locations(store::Reader& db, const ProjectId& project,
                                      const std::string& after, std::int64_t limit) {
    return db.all<WorldItem>("SELECT " + store::columns_of<WorldItem>("i") +
                                 " FROM world_item i JOIN world w ON w.id = i.world_id"
                                 " WHERE w.project_id = ? AND i.kind = ? AND i.id > ?"
                                 " ORDER BY i.id LIMIT ?",
                             project, name_of(WorldItemKind::Location), after, limit);
}

}  // namespace fabula::world
