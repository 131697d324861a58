#include "story/story_store.hpp"

#include "base/error.hpp"
#include "files/asset_store.hpp"

namespace fabula::story {

namespace {

// Appends the condition that keeps binned projects apart from the others.
std::string in_bin(Bin bin) {
    return bin == Bin::Only ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL";
}

}  // namespace

Project get_project(store::Reader& db, const Actor& actor, Action action, const ProjectId& id,
                    Bin bin) {
    constexpr std::string_view missing = "There is no such project.";
    auto project =
        db.one<Project>(store::select_from<Project>() +
                            " WHERE (id = ?1 OR (organization_id = ?2 AND ext_id = ?3))" +
                            in_bin(bin) + " ORDER BY id LIMIT 1",
                        id, actor.organization, id.text);
    if (!project) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, project->id, missing);
    return std::move(*project);
}

std::string place_of(const Project& project, ProjectSort sort) {
    switch (sort) {
        case ProjectSort::Updated: return to_iso(project.updated_at) + "/" + project.id.text;
        case ProjectSort::Title: return project.title + "/" + project.id.text;
        case ProjectSort::Created: break;
    }
    return "/" + project.id.text;
}

namespace {

struct Order {
    std::string_view behind;  // ?5 and ?6 are the two halves of a place.
    std::string_view by;
};

Order order_of(ProjectSort sort) {
    switch (sort) {
        case ProjectSort::Updated:
            return {"(updated_at < ?5 OR (updated_at = ?5 AND id < ?6))",
                    "updated_at DESC, id DESC"};
        case ProjectSort::Title:
            return {"(lower(title) > lower(?5) OR (lower(title) = lower(?5) AND id > ?6))",
                    "lower(title), id"};
        case ProjectSort::Created: break;
    }
    return {"(?5 = '' AND id < ?6)", "id DESC"};
}

}  // namespace

std::vector<Project> list_projects(store::Reader& db, const Actor& actor,
                                   const ProjectFilter& filter, const std::string& after,
                                   std::int64_t limit) {
    const bool all = accounts::can(db, actor, Action::View, actor.organization);
    const auto slash = after.rfind('/');  // An id has none.
    const auto sorted_by = slash == after.npos ? std::string() : after.substr(0, slash);
    const auto id = slash == after.npos ? std::string() : after.substr(slash + 1);
    const auto order = order_of(filter.sort);
    const auto kind = filter.kind ? std::string(name_of(*filter.kind)) : std::string();
    auto sql = store::select_from<Project>() +
               " WHERE organization_id = ?1 AND (?2 = 1 OR id IN"
               " (SELECT project_id FROM project_member WHERE user_id = ?3))"
               " AND (?4 = '' OR kind = ?4) AND (?6 = '' OR " +
               std::string(order.behind) + ")" + in_bin(filter.deleted ? Bin::Only : Bin::Without);
    if (!filter.deleted) {
        sql += filter.archived ? " AND archived_at IS NOT NULL" : " AND archived_at IS NULL";
        sql += filter.is_template ? " AND is_template = 1" : " AND is_template = 0";
    }
    return db.all<Project>(sql + " ORDER BY " + std::string(order.by) + " LIMIT ?7",
                           actor.organization, all, actor.user, kind, sorted_by, id, limit);
}

namespace {

struct BinRow {
    ProjectId id;
    std::string title;
    ProjectKind kind = ProjectKind::Film;
    Time deleted_at{};
    std::optional<UserId> deleted_by;
    std::optional<std::string> deleted_by_name;

    static constexpr auto fields = FieldList{Field<&BinRow::id>{"id"},
                                             Field<&BinRow::title>{"title"},
                                             Field<&BinRow::kind>{"kind"},
                                             Field<&BinRow::deleted_at>{"deleted_at"},
                                             Field<&BinRow::deleted_by>{"deleted_by"},
                                             Field<&BinRow::deleted_by_name>{"deleted_by_name"}};
};

}  // namespace

std::vector<BinEntry> list_bin(store::Reader& db, const Actor& actor, const std::string& before,
                               std::int64_t limit) {
    const bool all = accounts::can(db, actor, Action::View, actor.organization);
    const auto rows = db.all<BinRow>(
        "SELECT p.id, p.title, p.kind, p.deleted_at, p.deleted_by, u.name AS deleted_by_name"
        " FROM project p LEFT JOIN app_user u ON u.id = p.deleted_by"
        " WHERE p.organization_id = ?1 AND p.deleted_at IS NOT NULL"
        " AND (?2 = '' OR p.deleted_at || '/' || p.id < ?2) AND (?3 = 1 OR p.id IN"
        " (SELECT project_id FROM project_member WHERE user_id = ?4))"
        " ORDER BY p.deleted_at DESC, p.id DESC LIMIT ?5",
        actor.organization, before, all, actor.user, limit);
    std::vector<BinEntry> entries;
    for (const auto& row : rows) {
        entries.push_back({.project_id = row.id,
                           .title = row.title,
                           .kind = row.kind,
                           .deleted_at = row.deleted_at,
                           .deleted_by = row.deleted_by,
                           .deleted_by_name = row.deleted_by_name.value_or(""),
                           .purged_at = row.deleted_at + kBinKept});
    }
    return entries;
}

std::vector<Project> list_expired(store::Reader& db, Time before, std::int64_t limit) {
    return db.all<Project>(
        store::select_from<Project>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?", before,
        limit);
}

void delete_project(store::Tx& tx, const ProjectId& id) {
    files::mark_for_removal(tx, id);
    // Its reference lets an import outlive the project; the preview tells of the text.
    tx.run("DELETE FROM import WHERE project_id = ?", id);
    tx.run("DELETE FROM project WHERE id = ?", id);
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
