#include "story/story_store.hpp"

#include "base/error.hpp"

namespace fabula::story {

namespace {

// Appends the condition that keeps binned projects apart from the others.
std::string in_bin(Bin bin) {
    return bin == Bin::Only ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL";
}

}  // namespace

std::optional<Project> find_project(store::Reader& db, const OrganizationId& organization,
                                    const ProjectId& id, Bin bin) {
    return db.one<Project>(store::select_from<Project>() +
                               " WHERE organization_id = ? AND (id = ? OR ext_id = ?)" +
                               in_bin(bin) + " ORDER BY id LIMIT 1",
                           organization, id, id.text);
}

Project get_project(store::Reader& db, const OrganizationId& organization, const ProjectId& id,
                    Bin bin) {
    auto project = find_project(db, organization, id, bin);
    if (!project) throw AppError(Code::NotFound, PublicText{"There is no such project."});
    return std::move(*project);
}

std::vector<Project> list_projects(store::Reader& db, const OrganizationId& organization,
                                   const std::string& before, std::int64_t limit, Bin bin) {
    return db.all<Project>(store::select_from<Project>() +
                               " WHERE organization_id = ? AND (? = '' OR id < ?)" + in_bin(bin) +
                               " ORDER BY id DESC LIMIT ?",
                           organization, before, before, limit);
}

bool has_demo(store::Reader& db, const OrganizationId& organization) {
    return db.count("SELECT count(*) FROM project WHERE organization_id = ? AND demo = ?",
                    organization, true) > 0;
}

ProjectStats count_contents(store::Reader& db, const ProjectId& id) {
    ProjectStats stats;
    const std::string attached = " AND state = 'attached'";
    const std::string sections =
        "SELECT count(*) FROM node WHERE project_id = ? AND kind = 'section'" + attached;
    stats.sections = db.count(sections, id);
    stats.level_1 = db.count(sections + " AND level = 1", id);
    stats.level_2 = stats.sections - stats.level_1;
    stats.scenes = stats.level_3 = db.count(
        "SELECT count(*) FROM node WHERE project_id = ? AND kind = 'scene'" + attached, id);
    stats.shots = stats.level_4 = db.count("SELECT count(*) FROM shot WHERE project_id = ?", id);
    stats.frames =
        db.count("SELECT count(*) FROM shot WHERE project_id = ? AND image_id IS NOT NULL", id);
    stats.characters = db.count("SELECT count(*) FROM character WHERE project_id = ?", id);
    stats.locations = db.count(
        "SELECT count(*) FROM world_item i JOIN world w ON w.id = i.world_id"
        " WHERE w.project_id = ? AND i.kind = 'location'",
        id);
    stats.worlds = db.count("SELECT count(*) FROM world WHERE project_id = ?", id);
    stats.pencil =
        db.count("SELECT count(*) FROM node WHERE project_id = ? AND pencil = 1", id) +
        db.count("SELECT count(*) FROM character WHERE project_id = ? AND pencil = 1", id) +
        db.count("SELECT count(*) FROM shot WHERE project_id = ? AND state = 'pencil'", id);
    return stats;
}

void touch_project(store::Tx& tx, const ProjectId& id, Time now) {
    tx.run("UPDATE project SET updated_at = ? WHERE id = ?", now, id);
}

}  // namespace fabula::story
