#include "render/render_routes.hpp"

namespace fabula::render {

http::RouteTable RenderRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Post,   "/api/v1/projects/{project_id}/render/plan",       "plan_render",        Editor, "What would be sent to whom for frames by a model, and what it may cost. Sends nothing.", &RenderRoutes::plan,         this),
        route(Post,   "/api/v1/projects/{project_id}/render",            "start_render",       Editor, "Have frames made by a model: a job.",                                                    &RenderRoutes::start,        this, {.status = 202}),
        route(Get,    "/api/v1/projects/{project_id}/prompts/{prompt}",  "get_prompt",   Viewer, "The words that models are asked with: frame, picture, drama and others.",                                       &RenderRoutes::prompt,       this),
        route(Put,    "/api/v1/projects/{project_id}/prompts/{prompt}",  "put_prompt",   Editor, "Other words for this project.",                                                          &RenderRoutes::put_prompt,   this),
        route(Delete, "/api/v1/projects/{project_id}/prompts/{prompt}",  "reset_prompt", Editor, "Back to the words that the program brings.",                                             &RenderRoutes::reset_prompt, this),
        route(Post,   "/api/v1/projects/{project_id}/pictures/approve",  "approve_pictures",   Editor, "Approve the shown pictures that models made, of these shots or of all.",                 &RenderRoutes::approve,      this),
        route(Post,   "/api/v1/projects/{project_id}/pictures/unapprove", "unapprove_pictures", Editor, "Take that back for these shots.",                                                       &RenderRoutes::unapprove,    this),
    };
    // clang-format on
}

RenderPlan RenderRoutes::plan(http::Call& call, const RenderWish& in) {
    return renders_.plan(call.actor, call.id<ProjectId>("project_id"), in);
}

jobs::Job RenderRoutes::start(http::Call& call, const RenderWish& in) {
    return renders_.start(call.actor, call.id<ProjectId>("project_id"), in);
}

Prompt RenderRoutes::prompt(http::Call& call) {
    return renders_.get_prompt(call.actor, call.id<ProjectId>("project_id"),
                               call.parameter("prompt"));
}

Prompt RenderRoutes::put_prompt(http::Call& call, const PromptText& in) {
    return renders_.put_prompt(call.actor, call.id<ProjectId>("project_id"),
                               call.parameter("prompt"), in.text);
}

Prompt RenderRoutes::reset_prompt(http::Call& call) {
    return renders_.reset_prompt(call.actor, call.id<ProjectId>("project_id"),
                                 call.parameter("prompt"));
}

SomeShots RenderRoutes::approve(http::Call& call, const SomeShots& in) {
    return {renders_.approve(call.actor, call.id<ProjectId>("project_id"), in.shot_ids)};
}

SomeShots RenderRoutes::unapprove(http::Call& call, const SomeShots& in) {
    renders_.unapprove(call.actor, call.id<ProjectId>("project_id"), in.shot_ids);
    return in;
}

}  // namespace fabula::render
