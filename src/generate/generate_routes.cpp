#include "generate/generate_routes.hpp"

namespace fabula::generate {

http::RouteTable GenerateRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const auto patch = http::Method::Patch;
    // clang-format off
    return {
        route(Post,       "/api/v1/projects/{project_id}/storyboard",             "start_storyboard", Editor, "Break the script into shots and draw every missing frame: a job.", &GenerateRoutes::start_storyboard, this, {.status = 202}),
        route(Get,        "/api/v1/frames/values",                               "list_frame_values", Anyone, "The sets that a placeholder frame can be drawn before.",          &GenerateRoutes::frame_values, this),
        route(Get,        "/api/v1/shots/{shot_id}/frame",                       "get_shot_frame",   Viewer, "How the placeholder frame of a shot is drawn, and what of it a hand set.", &GenerateRoutes::frame, this),
        route(patch,      "/api/v1/shots/{shot_id}/frame",                       "update_shot_frame", Editor, "Set a placeholder frame by hand and draw it anew, or give it back to the rules.", &GenerateRoutes::update_frame, this),
        route(Put,        "/api/v1/characters/{character_id}/look",              "put_look",         Editor, "Choose how a character looks in every placeholder frame.",         &GenerateRoutes::put_look,  this),
        stream_route(Get, "/api/v1/characters/{character_id}/portrait.svg",       "get_portrait",     Viewer, "How the built-in rules draw a character.",                         &GenerateRoutes::portrait,  this, {.media_type = "image/svg+xml"}),
    };
    // clang-format on
}

jobs::Job GenerateRoutes::start_storyboard(http::Call& call) {
    return storyboards_.start(call.actor, call.id<ProjectId>("project_id"));
}

http::Reply GenerateRoutes::portrait(http::Call& call) {
    return http::Reply::bytes(
        "image/svg+xml",
        storyboards_.portrait_svg(call.actor, call.id<CharacterId>("character_id")));
}

FrameValues GenerateRoutes::frame_values(http::Call&) {
    return generate::frame_values();
}

FrameAnswer GenerateRoutes::frame(http::Call& call) {
    return frames_.get(call.actor, call.id<ShotId>("shot_id"));
}

FrameAnswer GenerateRoutes::update_frame(http::Call& call, const fabula::Patch<FrameWish>& in) {
    return frames_.update(call.actor, call.id<ShotId>("shot_id"), in, call.expected_rev);
}

cast::Character GenerateRoutes::put_look(http::Call& call, const drawing::LookHints& in) {
    return frames_.put_look(call.actor, call.id<CharacterId>("character_id"), in,
                            call.expected_rev);
}

}  // namespace fabula::generate
