// Rows of the house's rules and of links for a new password.
#pragma once

#include <optional>
#include <string>

#include "accounts/door.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

// The defaults where nothing was decided.
HouseRules find_house_rules(store::Reader& db);
std::optional<PasswordReset> find_reset(store::Reader& db, const std::string& token_hash);
void delete_resets(store::Tx& tx, const UserId& user);
void delete_resets_over(store::Tx& tx, Time now);
// Those that can no longer be used since before `time`.
void delete_invitations_over(store::Tx& tx, Time time);
// Whether the user has a role anywhere else than in the organization.
bool belongs_elsewhere(store::Reader& db, const UserId& user, const OrganizationId& organization);

}  // namespace fabula::accounts
