#include "cast/cast_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::cast {

http::RouteTable CastRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get, "/api/v1/characters",                "list_characters", Viewer, "List the characters of a project.", &CastRoutes::list, this),
        route(Get, "/api/v1/characters/{character_id}", "get_character",   Viewer, "Read one character.",               &CastRoutes::get,  this),
    };
    // clang-format on
}

http::Page<Character> CastRoutes::list(http::Call& call, const ListCharacters& in) {
    auto found = cast_.list(call.actor, in.project_id, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const Character& last) { return last.id.text; });
}

Character CastRoutes::get(http::Call& call) {
    return cast_.get(call.actor, call.id<CharacterId>("character_id"));
}

}  // namespace fabula::cast
