#include "history/activity_store.hpp"

#include <array>

namespace fabula::history {

namespace {

struct Kind {
    std::string_view type;
    std::string_view find;  // A Standing by the id.
};

constexpr std::array<Kind, 11> kKinds{{
    {"project",
     "SELECT id AS project_id, NULL AS organization_id, title AS name, NULL AS parent_type,"
     " NULL AS parent_id, deleted_at FROM project WHERE id = ?"},
    {"script",
     "SELECT s.project_id, NULL AS organization_id, p.title AS name, NULL AS parent_type,"
     " NULL AS parent_id, NULL AS deleted_at FROM script s JOIN project p ON p.id = s.project_id"
     " WHERE s.id = ?"},
    {"node",
     "SELECT project_id, NULL AS organization_id, title AS name, 'node' AS parent_type, parent_id,"
     " deleted_at FROM node WHERE id = ?"},
    {"beat",
     "SELECT project_id, NULL AS organization_id, label AS name, NULL AS parent_type,"
     " NULL AS parent_id, NULL AS deleted_at FROM beat WHERE id = ?"},
    {"character",
     "SELECT project_id, CASE WHEN project_id IS NULL THEN organization_id END AS organization_id,"
     " name, 'world' AS parent_type, world_id AS parent_id, deleted_at FROM character"
     " WHERE id = ?"},
    {"world",
     "SELECT project_id, CASE WHEN project_id IS NULL THEN organization_id END AS organization_id,"
     " name, NULL AS parent_type, NULL AS parent_id, deleted_at FROM world WHERE id = ?"},
    {"world_category",
     "SELECT w.project_id, CASE WHEN w.project_id IS NULL THEN w.organization_id END"
     " AS organization_id, c.name, 'world' AS parent_type, w.id AS parent_id, w.deleted_at"
     " FROM world_category c JOIN world w ON w.id = c.world_id WHERE c.id = ?"},
    {"world_item",
     "SELECT w.project_id, CASE WHEN w.project_id IS NULL THEN w.organization_id END"
     " AS organization_id, i.name, 'world' AS parent_type, w.id AS parent_id,"
     " coalesce(i.deleted_at, w.deleted_at) AS deleted_at"
     " FROM world_item i JOIN world w ON w.id = i.world_id WHERE i.id = ?"},
    {"shot",
     "SELECT project_id, NULL AS organization_id, shot_number AS name, 'node' AS parent_type,"
     " scene_id AS parent_id, deleted_at FROM shot WHERE id = ?"},
    {"sound",
     "SELECT project_id, NULL AS organization_id,"
     " CASE WHEN label = '' THEN file_name ELSE label END AS name,"
     " CASE WHEN shot_id IS NULL THEN 'node' ELSE 'shot' END AS parent_type,"
     " coalesce(shot_id, scene_id) AS parent_id, deleted_at FROM sound WHERE id = ?"},
    {"provider_connection",
     "SELECT NULL AS project_id, organization_id, name, NULL AS parent_type, NULL AS parent_id,"
     " deleted_at FROM provider_connection WHERE id = ?"},
}};

const std::string& select_rows() {
    static const std::string sql = "SELECT " + store::columns_of<Activity>("a") +
                                   ", u.name AS user_name, u.login AS user_login FROM activity a"
                                   " LEFT JOIN app_user u ON u.id = a.user_id";
    return sql;
}

}  // namespace

std::optional<Standing> find_standing(store::Reader& db, std::string_view type,
                                      const std::string& id) {
    for (const auto& kind : kKinds) {
        if (kind.type == type) return db.one<Standing>(kind.find, id);
    }
    return std::nullopt;
}

const std::vector<std::string_view>& entity_types() {
    static const std::vector<std::string_view> types = [] {
        std::vector<std::string_view> out;
        for (const auto& kind : kKinds) out.push_back(kind.type);
        out.push_back("member");
        return out;
    }();
    return types;
}

std::vector<ActivityRow> list_of_project(store::Reader& db, const ProjectId& project,
                                         const ActivityFilter& filter, const std::string& before,
                                         std::int64_t limit) {
    const auto action = filter.action ? std::string(name_of(*filter.action)) : std::string();
    return db.all<ActivityRow>(
        select_rows() +
            " WHERE a.project_id = ?1 AND a.part_of IS NULL AND (?2 = '' OR a.id < ?2)"
            " AND (?3 = '' OR a.entity_type = ?3) AND (?4 = '' OR a.action = ?4)"
            " AND (?5 = '' OR a.user_id = ?5) ORDER BY a.id DESC LIMIT ?6",
        project, before, filter.entity_type, action, filter.user.value_or(UserId{}), limit);
}

std::vector<ActivityRow> list_of_user(store::Reader& db, const UserId& user,
                                      const OrganizationId& organization, const std::string& before,
                                      std::int64_t limit) {
    return db.all<ActivityRow>(
        select_rows() +
            " LEFT JOIN project p ON p.id = a.project_id"
            " WHERE a.user_id = ?1 AND coalesce(a.organization_id, p.organization_id) = ?2"
            " AND a.part_of IS NULL AND (?3 = '' OR a.id < ?3) ORDER BY a.id DESC LIMIT ?4",
        user, organization, before, limit);
}

std::vector<ActivityRow> list_of_entity(store::Reader& db, std::string_view type,
                                        const std::string& id, const std::string& before,
                                        std::int64_t limit) {
    return db.all<ActivityRow>(select_rows() +
                                   " WHERE a.entity_id = ?1 AND a.entity_type = ?2"
                                   " AND (?3 = '' OR a.id < ?3) ORDER BY a.id DESC LIMIT ?4",
                               id, std::string(type), before, limit);
}

std::vector<Person> list_people(store::Reader& db, const ProjectId& project) {
    return db.all<Person>(
        "SELECT id, name FROM app_user WHERE id IN (SELECT user_id FROM activity"
        " WHERE project_id = ? AND part_of IS NULL) ORDER BY name, id",
        project);
}

std::optional<Activity> find_newest(store::Reader& db, const Activity& like) {
    return db.one<Activity>(store::select_from<Activity>() +
                                " WHERE entity_id = ? AND entity_type = ? AND part_of IS NULL"
                                " ORDER BY id DESC LIMIT 1",
                            like.entity_id, like.entity_type);
}

std::optional<Activity> find_newest_of(store::Reader& db, const Activity& like) {
    return db.one<Activity>(store::select_from<Activity>() +
                                " WHERE entity_id = ? AND entity_type = ? AND action = ?"
                                " AND user_id = ? ORDER BY id DESC LIMIT 1",
                            like.entity_id, like.entity_type, std::string(name_of(like.action)),
                            like.user_id);
}

void put_details(store::Tx& tx, const Activity& entry) {
    tx.run("UPDATE activity SET name = ?, details = ?, updated_at = ? WHERE id = ?", entry.name,
           entry.details, tx.now(), entry.id);
}

void delete_entry(store::Tx& tx, const ActivityId& id) {
    tx.run("DELETE FROM activity WHERE id = ?", id);
}

// Ids are in the order of time, so the oldest are found without an index of their own.
std::int64_t delete_older(store::Tx& tx, Time before, std::int64_t limit) {
    return tx.run(
        "DELETE FROM activity WHERE id IN (SELECT id FROM"
        " (SELECT id, updated_at FROM activity ORDER BY id LIMIT ?) oldest WHERE updated_at < ?)",
        limit, before);
}

}  // namespace fabula::history
