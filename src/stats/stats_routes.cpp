#include "stats/stats_routes.hpp"

namespace fabula::stats {

http::RouteTable StatsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get, "/api/v1/stats/project/{project_id}/overview",   "get_project_overview",    Viewer, "Count the outline, people and worlds of a project.", &StatsRoutes::overview, this),
        route(Get, "/api/v1/stats/project/{project_id}/shots",      "get_shot_stats",          Viewer, "How long the shots of a project are, and of which kinds.", &StatsRoutes::shots, this),
        route(Get, "/api/v1/stats/project/{project_id}/characters", "get_character_stats",     Viewer, "In how many shots each character is seen.",          &StatsRoutes::characters, this),
        route(Get, "/api/v1/stats/project/{project_id}/media",      "get_media_stats",         Viewer, "How many files a project has, and how large.",       &StatsRoutes::media,    this),
        route(Get, "/api/v1/stats/act/{section_id}",                "get_act_stats",           Viewer, "Count what stands in an act.",                       &StatsRoutes::section,  this),
        route(Get, "/api/v1/stats/sequence/{section_id}",           "get_sequence_stats",      Viewer, "Count what stands in a sequence.",                   &StatsRoutes::section,  this),
        route(Get, "/api/v1/stats/scene/{scene_id}",                "get_scene_stats",         Viewer, "Count the shots of a scene.",                        &StatsRoutes::scene,    this),
        route(Get, "/api/v1/stats/shot/{shot_id}",                  "get_one_shot_stats",      Viewer, "Count what belongs to a shot.",                      &StatsRoutes::shot,     this),
    };
    // clang-format on
}

Overview StatsRoutes::overview(http::Call& call) {
    return stats_.overview(call.actor, call.id<ProjectId>("project_id"));
}

ShotStats StatsRoutes::shots(http::Call& call) {
    return stats_.shots(call.actor, call.id<ProjectId>("project_id"));
}

CharacterStats StatsRoutes::characters(http::Call& call) {
    return stats_.characters(call.actor, call.id<ProjectId>("project_id"));
}

MediaStats StatsRoutes::media(http::Call& call) {
    return stats_.media(call.actor, call.id<ProjectId>("project_id"));
}

NodeStats StatsRoutes::section(http::Call& call) {
    return stats_.node(call.actor, call.id<NodeId>("section_id"), NodeKind::Section);
}

NodeStats StatsRoutes::scene(http::Call& call) {
    return stats_.node(call.actor, call.id<NodeId>("scene_id"), NodeKind::Scene);
}

OneShotStats StatsRoutes::shot(http::Call& call) {
    return stats_.shot(call.actor, call.id<ShotId>("shot_id"));
}

}  // namespace fabula::stats
