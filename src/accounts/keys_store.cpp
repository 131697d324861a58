#include "accounts/keys_store.hpp"

namespace fabula::accounts {

std::optional<ApiKey> find_key(store::Reader& db, const std::string& token_hash) {
    return db.one<ApiKey>(store::select_from<ApiKey>() + " WHERE token_hash = ?", token_hash);
}

std::vector<ApiKey> list_keys(store::Reader& db, const UserId& user) {
    return db.all<ApiKey>(
        store::select_from<ApiKey>() + " WHERE user_id = ? ORDER BY created_at DESC, id DESC",
        user);
}

std::vector<ApiKey> list_keys_from_settings(store::Reader& db) {
    return db.all<ApiKey>(store::select_from<ApiKey>() + " WHERE from_settings = ? ORDER BY id",
                          true);
}

void touch_key(store::Tx& tx, const ApiKeyId& id) {
    tx.run("UPDATE api_key SET last_used_at = ? WHERE id = ?", tx.now(), id);
}

bool delete_key(store::Tx& tx, const UserId& user, const ApiKeyId& id) {
    return tx.run("DELETE FROM api_key WHERE user_id = ? AND id = ?", user, id) > 0;
}

void delete_keys(store::Tx& tx, const UserId& user) {
    tx.run("DELETE FROM api_key WHERE user_id = ? AND from_settings = ?", user, false);
}

void delete_keys(store::Tx& tx, const UserId& user, const OrganizationId& organization) {
    tx.run("DELETE FROM api_key WHERE user_id = ? AND organization_id = ? AND from_settings = ?",
           user, organization, false);
}

void delete_keys_over(store::Tx& tx, Time expired_before) {
    tx.run("DELETE FROM api_key WHERE expires_at <= ?", expired_before);
}

}  // namespace fabula::accounts
