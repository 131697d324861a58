#include "story/story_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::story {

http::RouteTable StoryRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/projects",                      "list_projects",   Member, "List projects, searched and sorted.",    &StoryRoutes::list,    this),
        route(Get,    "/api/v1/projects/{project_id}",         "get_project",     Viewer, "Read one project.",                      &StoryRoutes::get,     this),
        route(Patch,  "/api/v1/projects/{project_id}",         "update_project",  Editor, "Change fields of a project.",            &StoryRoutes::update,  this),
        route(Put,    "/api/v1/projects/{project_id}",         "put_project",     Editor, "Change fields of a project, as PATCH.",  &StoryRoutes::update,  this),
        route(Delete, "/api/v1/projects/{project_id}",         "delete_project",  Editor, "Put a project into the bin.",            &StoryRoutes::remove,  this),
        route(Post,   "/api/v1/projects/{project_id}/restore", "restore_project", Editor, "Take a project out of the bin.",         &StoryRoutes::restore, this),
        route(Post,   "/api/v1/projects/{project_id}/archive", "archive_project", Editor, "Put a project away, out of the list.",   &StoryRoutes::archive, this),
        route(Post,   "/api/v1/projects/{project_id}/unarchive", "unarchive_project", Editor, "Bring a project back from the archive.", &StoryRoutes::unarchive, this),
        route(Post,   "/api/v1/projects/{project_id}/upload-image", "set_project_cover", Editor, "Give a project a cover, PNG or JPEG.", &StoryRoutes::set_cover, this, {.body_bytes_max = kCoverBytesMax}),
        route(Get,    "/api/v1/bin",                           "list_bin",        Member, "What lies in the bin, who put it there, and how long it stays.", &StoryRoutes::list_bin, this, {.plural = "entries"}),
        route(Delete, "/api/v1/bin/{project_id}",              "purge_project",   Owner,  "Delete a project in the bin for good.",  &StoryRoutes::purge,   this),
        route(Get,    "/api/v1/projects/{project_id}/stats",   "get_project_stats", Viewer, "Count what a project holds.",          &StoryRoutes::stats,   this),
    };
    // clang-format on
}

http::Page<Project> StoryRoutes::list(http::Call& call, const ListProjects& in) {
    const ProjectFilter filter{.deleted = in.deleted,
                               .archived = in.archived,
                               .is_template = in.is_template,
                               .kind = in.kind,
                               .words = in.words,
                               .sort = in.sort};
    auto found = stories_.list(call.actor, filter, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [&](const Project& last) { return place_of(last, in.sort); });
}

Project StoryRoutes::get(http::Call& call) {
    return stories_.get(call.actor, call.id<ProjectId>("project_id"));
}

Project StoryRoutes::update(http::Call& call, const fabula::Patch<Project>& in) {
    return stories_.update(call.actor, call.id<ProjectId>("project_id"), in, call.expected_rev);
}

void StoryRoutes::remove(http::Call& call) {
    stories_.remove(call.actor, call.id<ProjectId>("project_id"));
}

Project StoryRoutes::restore(http::Call& call) {
    return stories_.restore(call.actor, call.id<ProjectId>("project_id"));
}

Project StoryRoutes::archive(http::Call& call) {
    return stories_.set_archived(call.actor, call.id<ProjectId>("project_id"), true);
}

Project StoryRoutes::unarchive(http::Call& call) {
    return stories_.set_archived(call.actor, call.id<ProjectId>("project_id"), false);
}

Project StoryRoutes::set_cover(http::Call& call, http::Upload& upload) {
    return stories_.set_cover(call.actor, call.id<ProjectId>("project_id"),
                              upload.read_all(kCoverBytesMax));
}

ProjectStats StoryRoutes::stats(http::Call& call) {
    return stories_.stats(call.actor, call.id<ProjectId>("project_id"));
}

http::Page<BinEntry> StoryRoutes::list_bin(http::Call& call) {
    auto found = stories_.list_bin(call.actor, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging, [](const BinEntry& last) {
        return to_iso(last.deleted_at) + "/" + last.project_id.text;
    });
}

void StoryRoutes::purge(http::Call& call) {
    stories_.purge(call.actor, call.id<ProjectId>("project_id"));
}

}  // namespace fabula::story
