#include "shots/shots_routes.hpp"

#include "base/error.hpp"

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

namespace {

// Story order is no order of ids, so the cursor is the position in the list.
http::Page<Shot> part_of(std::vector<Shot> all, const http::Paging& paging) {
    const auto from = parse_integer(paging.cursor).value_or(0);
    http::Page<Shot> page;
    for (auto i = std::max<std::int64_t>(from, 0); i < std::ssize(all); ++i) {
        if (std::ssize(page.items) == paging.limit) {
            page.next_cursor = std::to_string(i);
            break;
        }
        page.items.push_back(std::move(all[static_cast<std::size_t>(i)]));
    }
    return page;
}

}  // namespace

http::Page<Shot> ShotsRoutes::list(http::Call& call, const ListShots& in) {
    if (!in.scene_id.empty()) {
        return part_of(shots_.list_of_scene(call.actor, in.scene_id), call.paging);
    }
    if (in.project_id.empty()) {
        invalid("project_id", "Say of which project (project_id) or scene (scene_id).");
    }
    return part_of(shots_.list_of_project(call.actor, in.project_id), call.paging);
}

Json ShotsRoutes::get(http::Call& call) {
    const auto id = call.parameter("shot_id");
    if (const auto shot = shots_.find(call.actor, ShotId{id})) return encode(*shot);
    const auto of_scene = shots_.list_of_scene(call.actor, NodeId{id});
    return {{"shots", JsonCodec<std::vector<Shot>>::encode(of_scene)}, {"next_cursor", nullptr}};
}

}  // namespace fabula::shots
