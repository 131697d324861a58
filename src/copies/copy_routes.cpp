#include "copies/copy_routes.hpp"

namespace fabula::copies {

http::RouteTable CopyRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    return {
        route(Post, "/api/v1/projects/{project_id}/duplicate", "duplicate_project", Editor,
              "Copy a project with all that is in it, or begin one from a template.",
              &CopyRoutes::duplicate, this, {.status = 201}),
    };
}

story::Project CopyRoutes::duplicate(http::Call& call, const DuplicateProject& in) {
    return copies_.duplicate(call.actor, call.id<ProjectId>("project_id"), in.title);
}

}  // namespace fabula::copies
