#include "accounts/supabase_routes.hpp"

namespace fabula::accounts {

namespace {

SupabaseState state_of(bool available, const std::optional<SupabaseLink>& link) {
    if (!link) return {.available = available};
    return {.available = available,
            .linked = true,
            .email = link->email,
            .linked_at = link->created_at,
            .last_used_at = link->last_used_at};
}

}  // namespace

http::RouteTable SupabaseRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/me/supabase", "get_supabase_link", Member, "Tell which Supabase account is one's own.",               &SupabaseRoutes::get,    this),
        route(Post,   "/api/v1/me/supabase", "link_supabase",     Member, "Let the tokens of a Supabase account act in one's name.", &SupabaseRoutes::link,   this),
        route(Delete, "/api/v1/me/supabase", "unlink_supabase",   Member, "Let its tokens open nothing any more.",                   &SupabaseRoutes::unlink, this),
    };
    // clang-format on
}

SupabaseState SupabaseRoutes::get(http::Call& call) {
    return state_of(supabase_.available(), supabase_.find(call.actor));
}

SupabaseState SupabaseRoutes::link(http::Call& call, const SupabaseWish& in) {
    return state_of(true, supabase_.link(call.actor, in.password, in.token));
}

void SupabaseRoutes::unlink(http::Call& call) {
    supabase_.unlink(call.actor);
}

}  // namespace fabula::accounts
