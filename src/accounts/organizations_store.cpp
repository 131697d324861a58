#include "accounts/organizations_store.hpp"

#include "accounts/accounts_store.hpp"

namespace fabula::accounts {

std::vector<OrganizationView> list_organizations(store::Reader& db, const UserId& user,
                                                 const OrganizationId& current) {
    return db.all<OrganizationView>(
        "SELECT o.id, o.name, 'org-' || substr(o.id, 29, 8) AS slug, o.language, o.paper, (SELECT "
        "w.user_id FROM "
        "membership w"
        " WHERE w.organization_id = o.id AND w.role = 'owner'"
        " ORDER BY w.created_at, w.user_id LIMIT 1) AS owner_id, m.role,"
        " CASE WHEN o.id = ?2 THEN 1 ELSE 0 END AS current, o.rev, o.created_at, o.updated_at"
        " FROM organization o"
        " LEFT JOIN membership m ON m.organization_id = o.id AND m.user_id = ?1"
        " WHERE m.user_id IS NOT NULL OR o.id IN (SELECT p.organization_id FROM project p"
        " JOIN project_member g ON g.project_id = p.id WHERE g.user_id = ?1)"
        " ORDER BY COALESCE(m.created_at, o.created_at), o.id",
        user, current);
}

std::int64_t count_owned(store::Reader& db, const UserId& user) {
    return db.count("SELECT count(*) FROM membership WHERE user_id = ? AND role = ?", user,
                    Role::Owner);
}

std::int64_t count_projects(store::Reader& db, const OrganizationId& id) {
    return db.count("SELECT count(*) FROM project WHERE organization_id = ?", id);
}

std::int64_t count_bound_members(store::Reader& db, const OrganizationId& id) {
    return db.count(
        "SELECT count(*) FROM membership m WHERE m.organization_id = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM membership o WHERE o.user_id = m.user_id AND o.organization_id <> ?1)",
        id);
}

bool is_first(store::Reader& db, const OrganizationId& id) {
    const auto host = find_host_user(db);
    const auto home = host ? find_home_organization(db, host->id) : std::nullopt;
    return home && home->id == id;
}

bool share_organization(store::Reader& db, const UserId& a, const UserId& b) {
    return db.count(
               "SELECT count(*) FROM membership m JOIN membership o"
               " ON o.organization_id = m.organization_id WHERE m.user_id = ? AND o.user_id = ?",
               a, b) > 0;
}

void delete_organization(store::Tx& tx, const OrganizationId& id) {
    tx.run("DELETE FROM organization WHERE id = ?", id);
}

}  // namespace fabula::accounts
