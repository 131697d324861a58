#include "accounts/keys_routes.hpp"

namespace fabula::accounts {

http::RouteTable KeyRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/me/keys",          "list_keys",  Member, "List one's keys.",                        &KeyRoutes::list,   this),
        route(Post,   "/api/v1/me/keys",          "create_key", Member, "Make a key for a program; the answer tells it once.", &KeyRoutes::create, this, {.status = 201}),
        route(Delete, "/api/v1/me/keys/{key_id}", "revoke_key", Member, "Make a key open nothing any more.",       &KeyRoutes::revoke, this),
    };
    // clang-format on
}

http::Page<ApiKey> KeyRoutes::list(http::Call& call) {
    return {.items = keys_.list(call.actor), .next_cursor = {}};
}

NewKey KeyRoutes::create(http::Call& call, const KeyWish& in) {
    const auto made = keys_.create(call.actor, in);
    return {made.key.id, made.key.name, made.key.scope, made.key.expires_at, made.token};
}

void KeyRoutes::revoke(http::Call& call) {
    keys_.revoke(call.actor, call.id<ApiKeyId>("key_id"));
}

}  // namespace fabula::accounts
