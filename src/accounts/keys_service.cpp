#include "accounts/keys_service.hpp"

#include <algorithm>
#include <set>

#include "accounts/accounts_store.hpp"
#include "accounts/keys_store.hpp"
#include "accounts/token.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

constexpr std::string_view kPrefix = "fab_";  // Tells a key that got lost among other text.
constexpr std::size_t kHintLength = 8;
constexpr std::size_t kTokenMax = 500;

bool is_over(const ApiKey& key, Time now) {
    return key.expires_at && *key.expires_at <= now;
}

std::string check_key_name(const std::string& name) {
    const auto trimmed = trim(name);
    const bool plain = std::ranges::all_of(
        trimmed, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (trimmed.empty() || !plain) {
        invalid("name", "Say in a few words what the key is for.");
    }
    return std::string(trimmed);
}

}  // namespace

KeyService::Made KeyService::create(const Actor& actor, const KeyWish& wish) {
    Made out{.key = {.user_id = actor.user,
                     .organization_id = actor.organization,
                     .name = check_key_name(wish.name),
                     .scope = wish.scope,
                     .expires_at = wish.expires_at},
             .token = std::string(kPrefix) + make_token()};
    if (is_over(out.key, clock_.now())) invalid("expires_at", "This time is over already.");
    out.key.hint = out.token.substr(0, kHintLength);
    out.key.token_hash = hash_token(out.token);
    return store_.write([&](store::Tx& tx) {
        if (list_keys(tx, actor.user).size() >= kKeysMax) {
            throw AppError(Code::Conflict, PublicText{"These are " + std::to_string(kKeysMax) +
                                                      " keys already. Revoke some first."});
        }
        auto made = out;
        tx.insert(made.key);
        return made;
    });
}

std::vector<ApiKey> KeyService::list(const Actor& actor) {
    return store_.read([&](store::Reader& db) { return list_keys(db, actor.user); });
}

void KeyService::revoke(const Actor& actor, const ApiKeyId& id) {
    store_.write([&](store::Tx& tx) {
        const auto keys = list_keys(tx, actor.user);
        const auto found = std::ranges::find(keys, id, &ApiKey::id);
        if (found == keys.end()) {
            throw AppError(Code::NotFound, PublicText{"There is no such key."});
        }
        if (found->from_settings) {
            throw AppError(Code::Conflict,
                           PublicText{"This key stands in the server's setting API_KEYS. It is "
                                      "gone when that no longer names it."});
        }
        delete_key(tx, actor.user, id);
    });
}

std::optional<KeyService::Bearer> KeyService::find_bearer(std::string_view token) {
    if (token.empty() || token.size() > kTokenMax) return std::nullopt;
    std::optional<ApiKey> key;
    auto actor = store_.read([&](store::Reader& db) -> std::optional<Actor> {
        key = find_key(db, hash_token(token));
        if (!key || is_over(*key, clock_.now())) return std::nullopt;
        return find_actor(db, key->user_id, key->organization_id);
    });
    if (!actor) return std::nullopt;
    actor->host = actor->host && key->scope == KeyScope::Admin;
    if (!key->last_used_at || *key->last_used_at + kTouchEvery <= clock_.now()) {
        store_.write([&](store::Tx& tx) { touch_key(tx, key->id); });
    }
    return Bearer{*actor, key->id, key->scope};
}

void KeyService::take_from_settings(const Actor& host, const std::vector<std::string>& tokens) {
    std::vector<ApiKey> wanted;
    std::set<std::string> hashes;
    for (const auto& token : tokens) {
        if (token.size() < kSettingsKeyLengthMin || token.size() > kTokenMax) {
            invalid("API_KEYS", "Each key in API_KEYS needs " +
                                    std::to_string(kSettingsKeyLengthMin) + " to " +
                                    std::to_string(kTokenMax) + " characters.");
        }
        const auto hash = hash_token(token);
        if (!hashes.insert(hash).second) continue;
        wanted.push_back({.user_id = host.user,
                          .organization_id = host.organization,
                          .name = "API_KEYS",
                          .hint = token.substr(0, kHintLength / 2),
                          .token_hash = hash,
                          .scope = KeyScope::Admin,
                          .from_settings = true});
    }
    store_.write([&](store::Tx& tx) {
        for (const auto& known : list_keys_from_settings(tx)) {
            if (!hashes.contains(known.token_hash)) delete_key(tx, known.user_id, known.id);
        }
        for (auto key : wanted) {
            if (!find_key(tx, key.token_hash)) tx.insert(key);
        }
    });
}

void KeyService::forget_old(Time now) {
    store_.write([&](store::Tx& tx) { delete_keys_over(tx, now - kExpiredKeyKept); });
}

}  // namespace fabula::accounts
