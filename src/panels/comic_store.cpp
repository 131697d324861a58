#include "panels/comic_store.hpp"

namespace fabula::panels {

namespace {

// Every change steps a row's revision, so count and sum together tell states apart; the newest
// time tells a row that took another's place.
std::string state_of(store::Reader& db, const std::string& table, const ProjectId& project) {
    const auto found = db.column<std::string>(
        "SELECT count(*) || '/' || coalesce(sum(rev), 0) || '/' || coalesce(max(updated_at), '')"
        " FROM " +
            table + " WHERE project_id = ?",
        project);
    return table + " " + found.at(0);
}

}  // namespace

std::string comic_revision(store::Reader& db, const ProjectId& project) {
    return project.text + ", " + state_of(db, "shot", project) + ", " +
           state_of(db, "character", project) + ", " + state_of(db, "node", project);
}

}  // namespace fabula::panels
