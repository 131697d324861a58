// Rows of users, organizations and memberships.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/place.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

// The person at the desk, before there is an account.
std::optional<User> find_desk_user(store::Reader& db);
// Empty where there is no such user.
std::string find_name(store::Reader& db, const UserId& user);
// Who runs the server: the person at the desk, or who claimed it.
std::optional<User> find_host_user(store::Reader& db);
// `login` as check_login answers it.
std::optional<User> find_user_by_login(store::Reader& db, const std::string& login);
User get_user(store::Reader& db, const UserId& id);  // Throws NotFound.
// The user in the organization that they belong to, or that a project of theirs is of. Nothing
// where the user is gone or belongs to nothing any more.
std::optional<Actor> find_actor(store::Reader& db, const UserId& user);
Organization get_organization(store::Reader& db, const OrganizationId& id);  // Throws NotFound.
// With `owner` as its first member.
Organization create_organization(store::Tx& tx, const std::string& name, const UserId& owner);
std::optional<OrganizationId> organization_of(store::Reader& db, const ProjectId& project);
std::optional<Organization> find_home_organization(store::Reader& db, const UserId& user);
// The person as they are in this organization; nothing where they have neither a role in it nor in
// one of its projects.
std::optional<Actor> find_actor(store::Reader& db, const UserId& user,
                                const OrganizationId& organization);
std::optional<Membership> find_membership(store::Reader& db, const OrganizationId& organization,
                                          const UserId& user);
// The roles of a user in the organization: one or none.
std::vector<Role> list_roles(store::Reader& db, const OrganizationId& organization,
                             const UserId& user);
// Those that hold in the project, whether binned or not: its own and its organization's.
std::vector<Role> list_project_roles(store::Reader& db, const ProjectId& project,
                                     const UserId& user);
// With empty texts where the user has said nothing.
Portrayal find_portrayal(store::Reader& db, const UserId& user);
void put_portrayal(store::Tx& tx, const Portrayal& row);
// Users who can sign in.
std::int64_t count_accounts(store::Reader& db);

std::optional<Session> find_session(store::Reader& db, const std::string& token_hash);
// Last used first.
std::vector<Session> list_sessions(store::Reader& db, const UserId& user);
std::optional<OrganizationId> find_session_organization(store::Reader& db, const SessionId& id);
void set_session_organization(store::Tx& tx, const SessionId& id,
                              const OrganizationId& organization);
void touch_session(store::Tx& tx, const SessionId& id);
// False where the user has no such session.
bool delete_session(store::Tx& tx, const UserId& user, const SessionId& id);
// All of the user's but `kept`, which may be empty.
void delete_other_sessions(store::Tx& tx, const UserId& user, const SessionId& kept);
// Those that expired by `now` or were not used since `idle_since`.
void delete_sessions_over(store::Tx& tx, Time now, Time idle_since);

}  // namespace fabula::accounts
