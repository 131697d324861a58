#include "world/world_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::world {

World get_world(store::Reader& db, const Actor& actor, Action action, const WorldId& id) {
    constexpr std::string_view missing = "There is no such world.";
    auto found = db.one<World>("SELECT " + store::columns_of<World>("w") +
                                   " FROM world w LEFT JOIN project p ON p.id = w.project_id"
                                   " WHERE p.deleted_at IS NULL AND w.id = ?",
                               id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action,
                      accounts::object_of(found->project_id, found->organization_id), missing);
    return std::move(*found);
}

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
