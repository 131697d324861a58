#include "takeout/takeout_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::takeout {

namespace {

constexpr std::string_view kMissing = "There is no such export.";

Export must_exist(std::optional<Export> found) {
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    return std::move(*found);
}

}  // namespace

Export get_export(store::Reader& db, const Actor& actor, const ExportId& id) {
    auto found =
        must_exist(db.one<Export>("SELECT " + store::columns_of<Export>("e") +
                                      " FROM export e JOIN project p ON p.id = e.project_id"
                                      " WHERE p.deleted_at IS NULL AND e.id = ?",
                                  id));
    accounts::require(db, actor, Action::View, found.project_id, kMissing);
    return found;
}

Export get_export_of_job(store::Reader& db, const JobId& job) {
    return must_exist(db.one<Export>(store::select_from<Export>() + " WHERE job_id = ?", job));
}

std::vector<Export> list_exports(store::Reader& db, const ProjectId& project,
                                 const std::string& before, std::int64_t limit) {
    return db.all<Export>(
        store::select_from<Export>() +
            " WHERE project_id = ? AND (? = '' OR id < ?) ORDER BY id DESC LIMIT ?",
        project, before, before, limit);
}

}  // namespace fabula::takeout
