// How one asks for worlds and places.
#pragma once

#include "http/route.hpp"
#include "world/world_service.hpp"

namespace fabula::world {

struct ListLocations {
    ProjectId project_id;

    static constexpr auto fields =
        std::tuple{Field<&ListLocations::project_id>{"project_id", {.required = true}}};
};

class WorldRoutes {
public:
    explicit WorldRoutes(WorldService& worlds) : worlds_(worlds) {}

    http::RouteTable table();

private:
    http::Page<WorldItem> list_locations(http::Call& call, const ListLocations& in);

    WorldService& worlds_;
};

}  // namespace fabula::world
