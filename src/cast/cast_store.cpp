#include "cast/cast_store.hpp"

#include "base/error.hpp"

namespace fabula::cast {

std::vector<Character> list_characters(store::Reader& db, const ProjectId& project,
                                       const std::string& after, std::int64_t limit) {
    return db.all<Character>(
        store::select_from<Character>() + " WHERE project_id = ? AND id > ? ORDER BY id LIMIT ?",
        project, after, limit);
}

Character get_character(store::Reader& db, const OrganizationId& organization,
                        const CharacterId& id) {
    auto found = db.one<Character>("SELECT " + store::columns_of<Character>("c") +
                                       " FROM character c JOIN project p ON p.id = c.project_id"
                                       " WHERE p.organization_id = ? AND p.deleted_at IS NULL"
                                       " AND c.id = ?",
                                   organization, id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such character."});
    return std::move(*found);
}

}  // namespace fabula::cast
