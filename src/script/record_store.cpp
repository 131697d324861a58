#include "script/record_store.hpp"

#include "base/error.hpp"

namespace fabula::script {

namespace {

std::string select_records(story::Bin bin) {
    return std::string(
               "SELECT s.id, s.project_id, p.title, p.kind, s.format, s.format_id, s.version,"
               " s.length, p.deleted_at, s.rev, s.created_at, s.updated_at"
               " FROM script s JOIN project p ON p.id = s.project_id"
               " WHERE p.organization_id = ? AND p.deleted_at IS ") +
           (bin == story::Bin::Only ? "NOT NULL" : "NULL");
}

ScriptRecord found_record(std::optional<ScriptRecord> found) {
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such script."});
    return std::move(*found);
}

}  // namespace

ScriptRecord get_record(store::Reader& db, const OrganizationId& organization, const ScriptId& id,
                        story::Bin bin) {
    return found_record(
        db.one<ScriptRecord>(select_records(bin) + " AND s.id = ?", organization, id));
}

ScriptRecord get_record_of(store::Reader& db, const OrganizationId& organization,
                           const ProjectId& project, story::Bin bin) {
    const auto id = story::get_project(db, organization, project, bin).id;
    return found_record(
        db.one<ScriptRecord>(select_records(bin) + " AND p.id = ?", organization, id));
}

std::vector<ScriptRecord> list_records(store::Reader& db, const OrganizationId& organization,
                                       const std::string& before, std::int64_t limit,
                                       story::Bin bin) {
    return db.all<ScriptRecord>(
        select_records(bin) + " AND (? = '' OR s.id < ?) ORDER BY s.id DESC LIMIT ?", organization,
        before, before, limit);
}

}  // namespace fabula::script
