#include "comments/review_routes.hpp"

#include "comments/review_pages.hpp"
#include "http/page_of.hpp"

namespace fabula::comments {

http::RouteTable ReviewRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/scripts/{script_id}/review-links", "list_review_links",    Editor, "List the review links of a script.",                               &ReviewRoutes::list,   this, {.plural = "review_links"}),
        route(Post,   "/api/v1/scripts/{script_id}/review-links", "create_review_link",   Editor, "Make a link by which a script is read without an account.",        &ReviewRoutes::create, this, {.status = 201}),
        route(Delete, "/api/v1/review-links/{review_link_id}",    "revoke_review_link",   Editor, "Take a review link back.",                                         &ReviewRoutes::revoke, this),
        route(Get,    "/api/v1/review/{token}/pages",             "list_review_pages",    Anyone, "Read pages of a script by a review link.",                         &ReviewRoutes::pages,  this),
        route(Get,    "/api/v1/review/{token}/words",             "get_review_words",     Anyone, "Read words of one line as the text has them, to suggest others.",  &ReviewRoutes::words,  this),
        route(Get,    "/api/v1/review/{token}/threads",           "list_review_threads",  Anyone, "List the threads that a review link shows.",                       &ReviewRoutes::list_threads,  this),
        route(Post,   "/api/v1/review/{token}/threads",           "create_review_thread", Anyone, "Begin a thread or a suggestion by a review link, under a name.",                   &ReviewRoutes::create_thread, this, {.status = 201}),
        route(Post,   "/api/v1/review/{token}/threads/{thread_id}/comments", "create_review_comment", Anyone, "Answer in a thread by a review link, under a name.",   &ReviewRoutes::reply, this, {.status = 201}),
    };
    // clang-format on
}

ReviewLinkRow ReviewRoutes::to_row(const ReviewLink& link) const {
    return {.id = link.id,
            .script_id = link.script_id,
            .label = link.label,
            .access = link.access,
            .all_threads = link.all_threads,
            .over = link.expires_at <= clock_.now(),
            .expires_at = link.expires_at,
            .last_used_at = link.last_used_at,
            .created_at = link.created_at,
            .path = {}};
}

std::string ReviewRoutes::address_of(const http::Call& call) const {
    return policy_.client_of(call.request).address;
}

http::Page<ReviewLinkRow> ReviewRoutes::list(http::Call& call) {
    std::vector<ReviewLinkRow> rows;
    for (const auto& one : review_.list(call.actor, call.id<ScriptId>("script_id"),
                                        call.paging.cursor, call.paging.limit + 1)) {
        rows.push_back(to_row(one));
    }
    return http::page_of(std::move(rows), call.paging,
                         [](const ReviewLinkRow& last) { return last.id.text; });
}

ReviewLinkRow ReviewRoutes::create(http::Call& call, const NewReviewLink& in) {
    const auto made = review_.create(call.actor, call.id<ScriptId>("script_id"), in);
    auto row = to_row(made.link);
    row.path = "/r/" + made.token;
    return row;
}

void ReviewRoutes::revoke(http::Call& call) {
    review_.revoke(call.actor, call.id<ReviewLinkId>("review_link_id"));
}

Json ReviewRoutes::pages(http::Call& call, const ReviewPagesWanted& in) {
    const auto view = review_.view(call.parameter("token"), address_of(call));
    return review_pages(view, in.from, in.limit);
}

ReviewWords ReviewRoutes::words(http::Call& call, const ReviewWordsWanted& in) {
    return {review_.read_words(call.parameter("token"), address_of(call),
                               {in.from, in.to, in.version})};
}

http::Page<ReviewThread> ReviewRoutes::list_threads(http::Call& call) {
    auto found = review_.list_threads(call.parameter("token"), address_of(call), call.paging.cursor,
                                      call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const ReviewThread& last) { return last.id.text; });
}

ReviewThread ReviewRoutes::create_thread(http::Call& call, const NewReviewThread& in) {
    return review_.create_thread(call.parameter("token"), address_of(call),
                                 {.name = in.name,
                                  .words = {in.body, in.client_key},
                                  .range = {in.from, in.to, in.version},
                                  .proposed = in.proposed});
}

ReviewThread ReviewRoutes::reply(http::Call& call, const NewReviewComment& in) {
    return review_.reply(call.parameter("token"), address_of(call), call.id<ThreadId>("thread_id"),
                         {.name = in.name, .words = {in.body, in.client_key}});
}

}  // namespace fabula::comments
