// Rows of users, organizations and memberships.
#pragma once

#include <optional>

#include "accounts/accounts.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

std::optional<User> find_desk_user(store::Reader& db);
// Empty where there is no such user.
std::string find_name(store::Reader& db, const UserId& user);
std::optional<Organization> find_home_organization(store::Reader& db, const UserId& user);
std::optional<Membership> find_membership(store::Reader& db, const OrganizationId& organization,
                                          const UserId& user);
// Users who can sign in; the desk's user is none of them.
std::int64_t count_accounts(store::Reader& db);

}  // namespace fabula::accounts
