#include "accounts/accounts_store.hpp"

#include "base/error.hpp"

namespace fabula::accounts {

std::optional<User> find_desk_user(store::Reader& db) {
    return db.one<User>(store::select_from<User>() + " WHERE desk = ?", true);
}

std::string find_name(store::Reader& db, const UserId& user) {
    const auto names = db.column<std::string>("SELECT name FROM app_user WHERE id = ?", user);
    return names.empty() ? std::string() : names.front();
}

std::optional<User> find_host_user(store::Reader& db) {
    return db.one<User>(
        store::select_from<User>() + " WHERE host = ? ORDER BY created_at, id LIMIT 1", true);
}

std::optional<User> find_user_by_login(store::Reader& db, const std::string& login) {
    return db.one<User>(store::select_from<User>() + " WHERE login = ?", login);
}

User get_user(store::Reader& db, const UserId& id) {
    auto found = db.one<User>(store::select_from<User>() + " WHERE id = ?", id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such person here."});
    return std::move(*found);
}

std::optional<Actor> find_actor(store::Reader& db, const UserId& user) {
    const auto row = db.one<User>(store::select_from<User>() + " WHERE id = ?", user);
    if (!row) return std::nullopt;
    auto organizations = db.column<OrganizationId>(
        "SELECT organization_id FROM membership WHERE user_id = ?"
        " ORDER BY created_at, organization_id LIMIT 1",
        user);
    if (organizations.empty()) {
        organizations = db.column<OrganizationId>(
            "SELECT p.organization_id FROM project_member m JOIN project p ON p.id = m.project_id"
            " WHERE m.user_id = ? ORDER BY m.created_at, p.id LIMIT 1",
            user);
    }
    if (organizations.empty()) return std::nullopt;
    return Actor{user, organizations.front(), row->host};
}

std::optional<Actor> find_actor(store::Reader& db, const UserId& user,
                                const OrganizationId& organization) {
    const auto row = db.one<User>(store::select_from<User>() + " WHERE id = ?", user);
    if (!row) return std::nullopt;
    const auto places = db.count(
        "SELECT (SELECT count(*) FROM membership WHERE organization_id = ?1 AND user_id = ?2)"
        " + (SELECT count(*) FROM project_member m JOIN project p ON p.id = m.project_id"
        " WHERE p.organization_id = ?1 AND m.user_id = ?2)",
        organization, user);
    if (places == 0) return std::nullopt;
    return Actor{user, organization, row->host};
}

Organization get_organization(store::Reader& db, const OrganizationId& id) {
    auto found = db.one<Organization>(store::select_from<Organization>() + " WHERE id = ?", id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such house."});
    return std::move(*found);
}

Organization create_organization(store::Tx& tx, const std::string& name, const UserId& owner) {
    Organization organization{.id = make_id<OrganizationId>(), .name = name};
    tx.insert(organization);
    tx.insert(Membership{organization.id, owner, Role::Owner, tx.now()});
    return organization;
}

std::optional<OrganizationId> organization_of(store::Reader& db, const ProjectId& project) {
    const auto found =
        db.column<OrganizationId>("SELECT organization_id FROM project WHERE id = ?", project);
    if (found.empty()) return std::nullopt;
    return found.front();
}

std::optional<Organization> find_home_organization(store::Reader& db, const UserId& user) {
    return db.one<Organization>(
        store::select_from<Organization>() +
            " WHERE id = (SELECT organization_id FROM membership WHERE user_id = ?"
            " ORDER BY created_at, organization_id LIMIT 1)",
        user);
}

std::optional<Membership> find_membership(store::Reader& db, const OrganizationId& organization,
                                          const UserId& user) {
    return db.one<Membership>(
        store::select_from<Membership>() + " WHERE organization_id = ? AND user_id = ?",
        organization, user);
}

std::vector<Role> list_roles(store::Reader& db, const OrganizationId& organization,
                             const UserId& user) {
    return db.column<Role>("SELECT role FROM membership WHERE organization_id = ? AND user_id = ?",
                           organization, user);
}

std::vector<Role> list_project_roles(store::Reader& db, const ProjectId& project,
                                     const UserId& user) {
    return db.column<Role>(
        "SELECT m.role FROM project p JOIN membership m ON m.organization_id = p.organization_id"
        " WHERE p.id = ?1 AND m.user_id = ?2"
        " UNION ALL SELECT role FROM project_member WHERE project_id = ?1 AND user_id = ?2",
        project, user);
}

Portrayal find_portrayal(store::Reader& db, const UserId& user) {
    auto found = db.one<Portrayal>(store::select_from<Portrayal>() + " WHERE user_id = ?", user);
    return found.value_or(Portrayal{.user_id = user, .bio = {}, .avatar_url = {}});
}

void put_portrayal(store::Tx& tx, const Portrayal& row) {
    const auto changed = tx.run("UPDATE portrayal SET bio = ?, avatar_url = ? WHERE user_id = ?",
                                row.bio, row.avatar_url, row.user_id);
    if (changed == 0) tx.insert(Portrayal(row));
}

std::int64_t count_accounts(store::Reader& db) {
    return db.count("SELECT count(*) FROM app_user WHERE password_hash IS NOT NULL");
}

std::optional<Session> find_session(store::Reader& db, const std::string& token_hash) {
    return db.one<Session>(store::select_from<Session>() + " WHERE token_hash = ?", token_hash);
}

std::vector<Session> list_sessions(store::Reader& db, const UserId& user) {
    return db.all<Session>(
        store::select_from<Session>() + " WHERE user_id = ? ORDER BY last_seen_at DESC, id", user);
}

void set_session_organization(store::Tx& tx, const SessionId& id,
                              const OrganizationId& organization) {
    const auto changed = tx.run("UPDATE session_place SET organization_id = ? WHERE session_id = ?",
                                organization, id);
    if (changed == 0) tx.insert(SessionPlace{id, organization});
}

std::optional<OrganizationId> find_session_organization(store::Reader& db, const SessionId& id) {
    const auto found = db.column<OrganizationId>(
        "SELECT organization_id FROM session_place WHERE session_id = ?", id);
    if (found.empty()) return std::nullopt;
    return found.front();
}

void touch_session(store::Tx& tx, const SessionId& id) {
    tx.run("UPDATE session SET last_seen_at = ? WHERE id = ?", tx.now(), id);
}

bool delete_session(store::Tx& tx, const UserId& user, const SessionId& id) {
    return tx.run("DELETE FROM session WHERE user_id = ? AND id = ?", user, id) > 0;
}

void delete_other_sessions(store::Tx& tx, const UserId& user, const SessionId& kept) {
    tx.run("DELETE FROM session WHERE user_id = ? AND id <> ?", user, kept);
}

void delete_sessions_over(store::Tx& tx, Time now, Time idle_since) {
    tx.run("DELETE FROM session WHERE expires_at <= ? OR last_seen_at <= ?", now, idle_since);
}

}  // namespace fabula::accounts
