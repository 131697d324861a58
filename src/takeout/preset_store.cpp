#include "takeout/preset_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::takeout {

namespace {

constexpr std::string_view kMissing = "There is no such preset.";

}  // namespace

Preset get_preset(store::Reader& db, const Actor& actor, Action action, const PresetId& id) {
    auto found = db.one<Preset>(store::select_from<Preset>() + " WHERE id = ?", id);
    const bool own = found && !found->project_id && found->user_id == actor.user;
    if (!found || (!found->project_id && !own)) {
        throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    }
    if (!own) accounts::require(db, actor, action, *found->project_id, kMissing);
    return std::move(*found);
}

std::vector<Preset> list_presets(store::Reader& db, const Actor& actor, const ProjectId& project,
                                 std::int64_t limit) {
    return db.all<Preset>(store::select_from<Preset>() +
                              " WHERE project_id = ? OR (project_id IS NULL AND user_id = ?)"
                              " ORDER BY name, id LIMIT ?",
                          project, actor.user, limit);
}

std::int64_t count_presets(store::Reader& db, const Actor& actor,
                           const std::optional<ProjectId>& project) {
    if (project)
        return db.count("SELECT COUNT(*) FROM export_preset WHERE project_id = ?", *project);
    return db.count("SELECT COUNT(*) FROM export_preset WHERE project_id IS NULL AND user_id = ?",
                    actor.user);
}

void delete_preset(store::Tx& tx, const PresetId& id) {
    tx.run("DELETE FROM export_preset WHERE id = ?", id);
}

}  // namespace fabula::takeout
