#include "script/record_store.hpp"

#include "base/error.hpp"

namespace fabula::script {

namespace {

std::string select_records(story::Bin bin) {
    return std::string(
               "SELECT s.id, s.project_id, p.title, p.kind, s.format, s.format_id, s.version,"
               " s.length, p.deleted_at, s.rev, s.created_at, s.updated_at"
               " FROM script s JOIN project p ON p.id = s.project_id"
               " WHERE p.deleted_at IS ") +
           (bin == story::Bin::Only ? "NOT NULL" : "NULL");
}

constexpr std::string_view kMissing = "There is no such script.";

ScriptRecord found_record(std::optional<ScriptRecord> found) {
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    return std::move(*found);
}

}  // namespace

ScriptRecord get_record(store::Reader& db, const Actor& actor, const ScriptId& id, story::Bin bin) {
    auto record = found_record(db.one<ScriptRecord>(select_records(bin) + " AND s.id = ?", id));
    accounts::require(db, actor, Action::View, record.project_id, kMissing);
    return record;
}

ScriptRecord get_record_of(store::Reader& db, const Actor& actor, const ProjectId& project,
                           story::Bin bin) {
    const auto id = story::get_project(db, actor, Action::View, project, bin).id;
    return found_record(db.one<ScriptRecord>(select_records(bin) + " AND p.id = ?", id));
}

std::vector<ScriptRecord> list_records(store::Reader& db, const Actor& actor,
                                       const std::string& before, std::int64_t limit,
                                       story::Bin bin) {
    const bool all = accounts::can(db, actor, Action::View, actor.organization);
    return db.all<ScriptRecord>(
        select_records(bin) +
            " AND p.organization_id = ?1 AND (?2 = '' OR s.id < ?2) AND (?3 = 1 OR p.id IN"
            " (SELECT project_id FROM project_member WHERE user_id = ?4))"
            " ORDER BY s.id DESC LIMIT ?5",
        actor.organization, before, all, actor.user, limit);
}

}  // namespace fabula::script
