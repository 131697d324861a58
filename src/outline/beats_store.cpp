#include "outline/beats_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::outline {

Beat get_beat(store::Reader& db, const Actor& actor, Action action, const BeatId& id) {
    constexpr std::string_view missing = "There is no such beat.";
    auto found = db.one<Beat>("SELECT " + store::columns_of<Beat>("b") +
                                  " FROM beat b JOIN project p ON p.id = b.project_id"
                                  " WHERE p.deleted_at IS NULL AND b.id = ?",
                              id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<Beat> list_beats(store::Reader& db, const ProjectId& project) {
    return db.all<Beat>(store::select_from<Beat>() + " WHERE project_id = ? ORDER BY rank, id",
                        project);
}

std::int64_t last_beat_rank(store::Reader& db, const ProjectId& project) {
    return db.count("SELECT max(rank) FROM beat WHERE project_id = ?", project);
}

void delete_beat(store::Tx& tx, const BeatId& id) {
    tx.run("DELETE FROM beat WHERE id = ?", id);
}

}  // namespace fabula::outline
