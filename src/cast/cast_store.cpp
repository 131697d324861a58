#include "cast/cast_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::cast {

std::vector<Character> list_characters(store::Reader& db, const ProjectId& project,
                                       const std::string& after, std::int64_t limit) {
    return db.all<Character>(
        store::select_from<Character>() + " WHERE project_id = ? AND id > ? ORDER BY id LIMIT ?",
        project, after, limit);
}

Character get_character(store::Reader& db, const Actor& actor, Action action,
                        const CharacterId& id) {
    constexpr std::string_view missing = "There is no such character.";
    auto found = db.one<Character>("SELECT " + store::columns_of<Character>("c") +
                                       " FROM character c JOIN project p ON p.id = c.project_id"
                                       " WHERE p.deleted_at IS NULL AND c.id = ?",
                                   id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

}  // namespace fabula::cast
