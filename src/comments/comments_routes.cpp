#include "comments/comments_routes.hpp"

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::comments {

http::RouteTable CommentsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/threads",                         "list_threads",    Viewer, "List the threads of a project, or those on one thing in it.", &CommentsRoutes::list,      this),
        route(Post,   "/api/v1/threads",                         "create_thread",   Viewer, "Begin a thread on anything in a project, or suggest other words.", &CommentsRoutes::create,    this, {.status = 201}),
        route(Get,    "/api/v1/threads/{thread_id}",             "get_thread",      Viewer, "Read one thread with its comments.",                          &CommentsRoutes::get,       this),
        route(Patch,  "/api/v1/threads/{thread_id}",             "update_thread",   Viewer, "Resolve a thread, which refuses a suggestion, or open it again.", &CommentsRoutes::update,    this),
        route(Post,   "/api/v1/threads/{thread_id}/accept",      "accept_suggestion", Editor, "Make a suggestion part of the text, as one change.",         &CommentsRoutes::accept,    this),
        route(Post,   "/api/v1/scripts/{script_id}/suggestions/accept", "accept_suggestions", Editor, "Accept all open suggestions that still fit, as one change.", &CommentsRoutes::accept_all, this),
        route(Post,   "/api/v1/scripts/{script_id}/suggestions/refuse", "refuse_suggestions", Editor, "Refuse all open suggestions of a script.",           &CommentsRoutes::refuse_all, this),
        route(Post,   "/api/v1/threads/{thread_id}/seen",        "mark_thread_seen", Viewer, "Say that one has read a thread.",                            &CommentsRoutes::mark_seen, this),
        route(Post,   "/api/v1/threads/{thread_id}/comments",    "create_comment",  Viewer, "Answer in a thread.",                                         &CommentsRoutes::reply,     this, {.status = 201}),
        route(Patch,  "/api/v1/comments/{comment_id}",           "update_comment",  Viewer, "Change one's own comment.",                                   &CommentsRoutes::edit,      this),
        route(Delete, "/api/v1/comments/{comment_id}",           "delete_comment",  Viewer, "Delete a comment; it can be restored.",                       &CommentsRoutes::remove,    this),
        route(Post,   "/api/v1/comments/{comment_id}/restore",   "restore_comment", Viewer, "Bring a deleted comment back.",                               &CommentsRoutes::restore,   this),
        route(Get,    "/api/v1/projects/{project_id}/comments/unread", "count_unread_comments", Viewer, "Count the comments that one has not read.",       &CommentsRoutes::count_unread, this),
    };
    // clang-format on
}

http::Page<ThreadView> CommentsRoutes::list(http::Call& call, const ListThreads& in) {
    ThreadQuestion question{.project = in.project_id,
                            .object_kind = in.object_kind,
                            .object_id = in.object_id,
                            .state = in.state,
                            .after = call.paging.cursor,
                            .limit = call.paging.limit + 1};
    const bool of_object = in.object_kind && !in.object_id.empty();
    if (!of_object && in.project_id.empty()) {
        invalid("project_id",
                "Say of which project (project_id) or which thing in it"
                " (object_kind, object_id).");
    }
    auto found = of_object ? comments_.list_of_object(call.actor, std::move(question))
                           : comments_.list(call.actor, question);
    return http::page_of(std::move(found), call.paging,
                         [](const ThreadView& last) { return last.id.text; });
}

ThreadView CommentsRoutes::get(http::Call& call) {
    return comments_.get(call.actor, call.id<ThreadId>("thread_id"));
}

ThreadView CommentsRoutes::create(http::Call& call, const NewThread& in) {
    return comments_.create(call.actor, in);
}

ThreadView CommentsRoutes::update(http::Call& call, const ThreadChanges& in) {
    const auto id = call.id<ThreadId>("thread_id");
    if (!in.resolved) {
        comments_.get(call.actor, id);  // What is foreign is not found, whatever was sent.
        invalid("resolved", "is missing");
    }
    return comments_.set_resolved(call.actor, id, *in.resolved, call.expected_rev);
}

void CommentsRoutes::mark_seen(http::Call& call) {
    comments_.mark_seen(call.actor, call.id<ThreadId>("thread_id"));
}

CommentView CommentsRoutes::reply(http::Call& call, const CommentBody& in) {
    return comments_.reply(call.actor, call.id<ThreadId>("thread_id"), {in.body, in.client_key});
}

CommentView CommentsRoutes::edit(http::Call& call, const ChangedComment& in) {
    return comments_.edit(call.actor, call.id<CommentId>("comment_id"), in.body, call.expected_rev);
}

void CommentsRoutes::remove(http::Call& call) {
    comments_.remove(call.actor, call.id<CommentId>("comment_id"));
}

CommentView CommentsRoutes::restore(http::Call& call) {
    return comments_.restore(call.actor, call.id<CommentId>("comment_id"));
}

ThreadView CommentsRoutes::accept(http::Call& call) {
    return suggestions_.accept(call.actor, call.id<ThreadId>("thread_id"), call.expected_rev);
}

Accepted CommentsRoutes::accept_all(http::Call& call) {
    return suggestions_.accept_all(call.actor, call.id<ScriptId>("script_id"));
}

Refused CommentsRoutes::refuse_all(http::Call& call) {
    return suggestions_.refuse_all(call.actor, call.id<ScriptId>("script_id"));
}

UnreadCount CommentsRoutes::count_unread(http::Call& call) {
    return comments_.count_unread(call.actor, call.id<ProjectId>("project_id"));
}

}  // namespace fabula::comments
