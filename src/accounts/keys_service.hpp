// What programs sign in with instead of a browser's session: keys, made by a person, with a scope
// and maybe an end, acting in their name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/keys.hpp"
#include "accounts/rights.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

inline constexpr std::size_t kKeysMax = 100;              // Of one person.
inline constexpr std::size_t kSettingsKeyLengthMin = 16;  // Characters of a key in API_KEYS.
inline constexpr std::chrono::days kExpiredKeyKept{30};   // Then it is no longer listed.

struct KeyWish {
    std::string name;
    KeyScope scope = KeyScope::Read;
    std::optional<Time> expires_at;

    static constexpr auto fields = FieldList{
        Field<&KeyWish::name>{"name",
                              {.required = true, .length_max = 100, .help = "what it is for"}},
        Field<&KeyWish::scope>{
            "scope", {.required = true, .help = "read, write like an editor, or all that one may"}},
        Field<&KeyWish::expires_at>{"expires_at", {.help = "empty: never"}}};
};

class KeyService {
public:
    KeyService(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    struct Made {
        ApiKey key;
        std::string token;  // Kept nowhere.
    };
    // Throws Invalid naming the field, Conflict beyond kKeysMax.
    Made create(const Actor& actor, const KeyWish& wish);
    // Newest first, those that are over as well.
    std::vector<ApiKey> list(const Actor& actor);
    // Throws NotFound for another one's key, Conflict for one that the settings name.
    void revoke(const Actor& actor, const ApiKeyId& id);

    struct Bearer {
        Actor actor;  // The host as such only by a key with the scope of an admin.
        ApiKeyId key;
        KeyScope scope = KeyScope::Read;
    };
    // Whose key this is, as they are in the key's organization; nothing for a key that is unknown,
    // over or revoked, and for one whose owner does not belong there any more.
    std::optional<Bearer> find_bearer(std::string_view token);

    // Makes these, and no others, the keys of the settings; they are the host's and reach as far as
    // the host. Throws Invalid naming API_KEYS for one that is too short to be a secret.
    void take_from_settings(const Actor& host, const std::vector<std::string>& tokens);

    // Forgets those that ended kExpiredKeyKept before `now`.
    void forget_old(Time now);

private:
    store::Store& store_;
    const Clock& clock_;
};

}  // namespace fabula::accounts
