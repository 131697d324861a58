// Keys that programs sign in with.
#pragma once

#include "accounts/accounts.hpp"

namespace fabula {

// How far a key reaches: to what can be read, to what an editor does, to all that its owner may.
enum class KeyScope { Read, Write, Admin };

template <>
struct EnumNames<KeyScope> {
    static constexpr std::array<std::string_view, 3> names{"read", "write", "admin"};
};

using ApiKeyId = Id<struct ApiKeyTag>;

namespace accounts {

// What a program signs in with, in somebody's name and for one organization.
struct ApiKey {
    ApiKeyId id;
    UserId user_id;
    OrganizationId organization_id;
    std::string name;
    std::string hint;        // How the key begins.
    std::string token_hash;  // SHA-256 in hexadecimal; the key itself is kept nowhere.
    KeyScope scope = KeyScope::Read;
    bool from_settings = false;  // Named by API_KEYS, and gone when that no longer names it.
    Time created_at{};
    std::optional<Time> expires_at;
    std::optional<Time> last_used_at;  // Within minutes.

    static constexpr std::string_view table = "api_key";
    static constexpr auto fields = FieldList{
        Field<&ApiKey::id>{"id"},
        Field<&ApiKey::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ApiKey::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ApiKey::name>{"name"},
        Field<&ApiKey::hint>{"hint", {.help = "how the key begins"}},
        Field<&ApiKey::token_hash>{"token_hash",
                                   {.visibility = Visibility::Secret, .unique = true}},
        Field<&ApiKey::scope>{"scope"},
        Field<&ApiKey::from_settings>{"from_settings", {.help = "named by the setting API_KEYS"}},
        Field<&ApiKey::created_at>{"created_at"},
        Field<&ApiKey::expires_at>{"expires_at", {.help = "empty: never"}},
        Field<&ApiKey::last_used_at>{"last_used_at", {.help = "within minutes"}}};
};

}  // namespace accounts
}  // namespace fabula
