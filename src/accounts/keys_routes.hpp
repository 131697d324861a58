// How one asks for one's keys.
#pragma once

#include "accounts/keys_service.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

// A key that was just made. It is told this once.
struct NewKey {
    ApiKeyId id;
    std::string name;
    KeyScope scope = KeyScope::Read;
    std::optional<Time> expires_at;
    std::string key;

    static constexpr auto fields = FieldList{
        Field<&NewKey::id>{"id"}, Field<&NewKey::name>{"name"}, Field<&NewKey::scope>{"scope"},
        Field<&NewKey::expires_at>{"expires_at"},
        Field<&NewKey::key>{"key", {.help = "told once; sent as X-API-Key or as a bearer token"}}};
};

class KeyRoutes {
public:
    explicit KeyRoutes(KeyService& keys) : keys_(keys) {}

    http::RouteTable table();

private:
    http::Page<ApiKey> list(http::Call& call);
    NewKey create(http::Call& call, const KeyWish& in);
    void revoke(http::Call& call);

    KeyService& keys_;
};

}  // namespace fabula::accounts
