// Rows of memberships and invitations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/people_service.hpp"

namespace fabula::accounts {

// By name.
std::vector<Member> list_members_of(store::Reader& db, const OrganizationId& organization);
// Those of the organization, then those of the project alone; somebody who is both stands once,
// with the higher role.
std::vector<Member> list_members_of(store::Reader& db, const ProjectId& project);
std::int64_t count_owners(store::Reader& db, const OrganizationId& organization);
void put_membership(store::Tx& tx, const OrganizationId& organization, const UserId& user,
                    Role role);
bool delete_membership(store::Tx& tx, const OrganizationId& organization, const UserId& user);
void put_project_member(store::Tx& tx, const ProjectId& project, const UserId& user, Role role);
// In the project alone, whatever they are in its organization.
std::optional<Role> find_project_role(store::Reader& db, const ProjectId& project,
                                      const UserId& user);
bool delete_project_member(store::Tx& tx, const ProjectId& project, const UserId& user);
// Of all projects of the organization.
void delete_project_members(store::Tx& tx, const OrganizationId& organization, const UserId& user);

std::optional<Invitation> find_invitation(store::Reader& db, const std::string& token_hash);
std::optional<Invitation> find_invitation(store::Reader& db, const InvitationId& id);
// Neither used nor revoked nor over, newest first; `project` empty: those of the whole house.
std::vector<Invitation> list_open_invitations(store::Reader& db, const OrganizationId& organization,
                                              const std::optional<ProjectId>& project, Time now);
// False where somebody was faster.
bool use_invitation(store::Tx& tx, const InvitationId& id, const UserId& user);
void revoke_invitation(store::Tx& tx, const InvitationId& id);

std::string title_of_project(store::Reader& db, const ProjectId& project);

}  // namespace fabula::accounts
