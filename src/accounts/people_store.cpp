#include "accounts/people_store.hpp"

#include <algorithm>
#include <map>

namespace fabula::accounts {

std::vector<Member> list_members_of(store::Reader& db, const OrganizationId& organization) {
    return db.all<Member>(
        "SELECT m.user_id, u.name, u.login, m.role, u.host, 1 AS house, m.created_at"
        " FROM membership m JOIN app_user u ON u.id = m.user_id"
        " WHERE m.organization_id = ? ORDER BY u.name, u.id",
        organization);
}

std::vector<Member> list_members_of(store::Reader& db, const ProjectId& project) {
    auto house = db.all<Member>(
        "SELECT m.user_id, u.name, u.login, m.role, u.host, 1 AS house, m.created_at"
        " FROM project p JOIN membership m ON m.organization_id = p.organization_id"
        " JOIN app_user u ON u.id = m.user_id WHERE p.id = ? ORDER BY u.name, u.id",
        project);
    const auto guests = db.all<Member>(
        "SELECT m.user_id, u.name, u.login, m.role, u.host, 0 AS house, m.created_at"
        " FROM project_member m JOIN app_user u ON u.id = m.user_id"
        " WHERE m.project_id = ? ORDER BY u.name, u.id",
        project);
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < house.size(); ++i) known[house[i].user_id.text] = i;
    for (const auto& guest : guests) {
        const auto found = known.find(guest.user_id.text);
        if (found == known.end()) {
            house.push_back(guest);
        } else if (house[found->second].role < guest.role) {
            house[found->second] = guest;
        }
    }
    return house;
}

std::int64_t count_owners(store::Reader& db, const OrganizationId& organization) {
    return db.count("SELECT count(*) FROM membership WHERE organization_id = ? AND role = ?",
                    organization, Role::Owner);
}

void put_membership(store::Tx& tx, const OrganizationId& organization, const UserId& user,
                    Role role) {
    const auto changed =
        tx.run("UPDATE membership SET role = ? WHERE organization_id = ? AND user_id = ?", role,
               organization, user);
    if (changed == 0) tx.insert(Membership{organization, user, role, tx.now()});
}

bool delete_membership(store::Tx& tx, const OrganizationId& organization, const UserId& user) {
    return tx.run("DELETE FROM membership WHERE organization_id = ? AND user_id = ?", organization,
                  user) > 0;
}

void put_project_member(store::Tx& tx, const ProjectId& project, const UserId& user, Role role) {
    const auto changed =
        tx.run("UPDATE project_member SET role = ? WHERE project_id = ? AND user_id = ?", role,
               project, user);
    if (changed == 0) tx.insert(ProjectMember{project, user, role, tx.now()});
}

std::optional<Role> find_project_role(store::Reader& db, const ProjectId& project,
                                      const UserId& user) {
    const auto roles = db.column<Role>(
        "SELECT role FROM project_member WHERE project_id = ? AND user_id = ?", project, user);
    return roles.empty() ? std::nullopt : std::optional(roles.front());
}

bool delete_project_member(store::Tx& tx, const ProjectId& project, const UserId& user) {
    return tx.run("DELETE FROM project_member WHERE project_id = ? AND user_id = ?", project,
                  user) > 0;
}

void delete_project_members(store::Tx& tx, const OrganizationId& organization, const UserId& user) {
    tx.run(
        "DELETE FROM project_member WHERE user_id = ? AND project_id IN"
        " (SELECT id FROM project WHERE organization_id = ?)",
        user, organization);
}

std::optional<Invitation> find_invitation(store::Reader& db, const std::string& token_hash) {
    return db.one<Invitation>(store::select_from<Invitation>() + " WHERE token_hash = ?",
                              token_hash);
}

std::optional<Invitation> find_invitation(store::Reader& db, const InvitationId& id) {
    return db.one<Invitation>(store::select_from<Invitation>() + " WHERE id = ?", id);
}

std::vector<Invitation> list_open_invitations(store::Reader& db, const OrganizationId& organization,
                                              const std::optional<ProjectId>& project, Time now) {
    return db.all<Invitation>(
        store::select_from<Invitation>() +
            " WHERE organization_id = ?1 AND ((?2 IS NULL AND project_id IS NULL)"
            " OR project_id = ?2) AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?3"
            " ORDER BY id DESC LIMIT 200",
        organization, project, now);
}

bool use_invitation(store::Tx& tx, const InvitationId& id, const UserId& user) {
    return tx.run(
               "UPDATE invitation SET used_at = ?, used_by = ?"
               " WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL",
               tx.now(), user, id) > 0;
}

void revoke_invitation(store::Tx& tx, const InvitationId& id) {
    tx.run("UPDATE invitation SET revoked_at = ? WHERE id = ? AND used_at IS NULL", tx.now(), id);
}

std::string title_of_project(store::Reader& db, const ProjectId& project) {
    const auto titles = db.column<std::string>("SELECT title FROM project WHERE id = ?", project);
    return titles.empty() ? std::string() : titles.front();
}

}  // namespace fabula::accounts
