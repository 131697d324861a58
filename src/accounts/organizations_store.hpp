// Rows of organizations, as their people see them.
#pragma once

#include <optional>
#include <vector>

#include "accounts/organizations_service.hpp"

namespace fabula::accounts {

// In which the user has a role, or is a guest of a project; those they came to first come first.
// `current` is set for that one.
std::vector<OrganizationView> list_organizations(store::Reader& db, const UserId& user,
                                                 const OrganizationId& current);
std::int64_t count_owned(store::Reader& db, const UserId& user);
std::int64_t count_projects(store::Reader& db, const OrganizationId& id);
// Members that would belong to no organization without this one.
std::int64_t count_bound_members(store::Reader& db, const OrganizationId& id);
// In whose organization the host began.
bool is_first(store::Reader& db, const OrganizationId& id);
// Whether both are members of one organization.
bool share_organization(store::Reader& db, const UserId& a, const UserId& b);
void delete_organization(store::Tx& tx, const OrganizationId& id);

}  // namespace fabula::accounts
