// How one asks for shots.
#pragma once

#include "http/route.hpp"
#include "shots/shots_service.hpp"

namespace fabula::shots {

struct ListShots {
    ProjectId project_id;
    NodeId scene_id;

    static constexpr auto fields =
        FieldList{Field<&ListShots::project_id>{"project_id"},
                  Field<&ListShots::scene_id>{"scene_id", {.help = "only those of this scene"}}};
};

class ShotsRoutes {
public:
    explicit ShotsRoutes(ShotsService& shots) : shots_(shots) {}

    http::RouteTable table();

private:
    http::Page<Shot> list(http::Call& call, const ListShots& in);
    // A shot, or the list where the id names a scene, as two of the documented systems have it.
    Json get(http::Call& call);

    ShotsService& shots_;
};

}  // namespace fabula::shots
