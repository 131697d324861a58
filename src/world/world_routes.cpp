#include "world/world_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::world {

http::RouteTable WorldRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get, "/api/v1/locations", "list_locations", Viewer, "List the places of a project.", &WorldRoutes::list_locations, this),
    };
    // clang-format on
}

http::Page<WorldItem> WorldRoutes::list_locations(http::Call& call, const ListLocations& in) {
    auto found = worlds_.list_locations(call.actor, in.project_id, call.paging.cursor,
                                        call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const WorldItem& last) { return last.id.text; });
}

}  // namespace fabula::world
