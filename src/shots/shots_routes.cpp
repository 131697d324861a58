#include "shots/shots_routes.hpp"

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::shots {

http::RouteTable ShotsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get, "/api/v1/shots",           "list_shots", Viewer, "List the shots of a project or of one scene, in story order.", &ShotsRoutes::list, this),
        route(Get, "/api/v1/shots/{shot_id}", "get_shot",   Viewer, "Read one shot, or the shots of a scene by the scene's id.",     &ShotsRoutes::get,  this),
    };
    // clang-format on
}

http::Page<Shot> ShotsRoutes::list(http::Call& call, const ListShots& in) {
    if (!in.scene_id.empty()) {
        return http::page_by_position(shots_.list_of_scene(call.actor, in.scene_id), call.paging);
    }
    if (in.project_id.empty()) {
        invalid("project_id", "Say of which project (project_id) or scene (scene_id).");
    }
    return http::page_by_position(shots_.list_of_project(call.actor, in.project_id), call.paging);
}

Json ShotsRoutes::get(http::Call& call) {
    const auto id = call.parameter("shot_id");
    if (const auto shot = shots_.find(call.actor, ShotId{id})) return encode(*shot);
    const auto of_scene = shots_.list_of_scene(call.actor, NodeId{id});
    return {{"shots", JsonCodec<std::vector<Shot>>::encode(of_scene)}, {"next_cursor", nullptr}};
}

}  // namespace fabula::shots
