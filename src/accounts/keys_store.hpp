// Rows of keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/keys.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

std::optional<ApiKey> find_key(store::Reader& db, const std::string& token_hash);
// Newest first.
std::vector<ApiKey> list_keys(store::Reader& db, const UserId& user);
std::vector<ApiKey> list_keys_from_settings(store::Reader& db);
void touch_key(store::Tx& tx, const ApiKeyId& id);
// False where the user has no such key.
bool delete_key(store::Tx& tx, const UserId& user, const ApiKeyId& id);
// All that the user made; those of the settings stay.
void delete_keys(store::Tx& tx, const UserId& user);
void delete_keys(store::Tx& tx, const UserId& user, const OrganizationId& organization);
void delete_keys_over(store::Tx& tx, Time expired_before);

}  // namespace fabula::accounts
