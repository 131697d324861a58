#include "jobs/jobs_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::jobs {

http::RouteTable JobsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,  "/api/v1/jobs",                                 "list_jobs",       Member, "List jobs, newest first.",                                          &JobsRoutes::list,        this),
        route(Get,  "/api/v1/jobs/{job_id}",                        "get_job",         Viewer, "Read one job with its items.",                                      &JobsRoutes::get,         this),
        route(Post, "/api/v1/jobs/{job_id}/cancel",                 "cancel_job",      Editor, "Stop a job; what is done stays done.",                              &JobsRoutes::cancel,      this),
        route(Post, "/api/v1/jobs/{job_id}/retry",                  "retry_job",       Editor, "Queue the items of a job that did not come again.",                 &JobsRoutes::retry,       this),
        route(Post, "/api/v1/jobs/{job_id}/resume",                 "resume_job",      Editor, "Let a paused job go on now.",                                       &JobsRoutes::resume,      this),
        route(Post, "/api/v1/jobs/{job_id}/items/{item_id}/retry",  "retry_job_item",  Editor, "Queue one item again, as it was or with another input.",            &JobsRoutes::retry_item,  this),
        route(Post, "/api/v1/jobs/{job_id}/items/{item_id}/skip",   "skip_job_item",   Editor, "Leave one item out; what needs it does without.",                   &JobsRoutes::skip_item,   this),
        route(Post, "/api/v1/jobs/{job_id}/items/{item_id}/cancel", "cancel_job_item", Editor, "Take one item out of the queue, or ask it to stop where it is at work.", &JobsRoutes::cancel_item, this),
    };
    // clang-format on
}

http::Page<Job> JobsRoutes::list(http::Call& call, const ListJobs& in) {
    auto found = jobs_.list(call.actor, {.project_id = in.project_id,
                                         .state = in.state,
                                         .before = call.paging.cursor,
                                         .limit = call.paging.limit + 1});
    return http::page_of(std::move(found), call.paging,
                         [](const Job& last) { return last.id.text; });
}

Json JobsRoutes::get(http::Call& call) {
    const auto id = call.id<JobId>("job_id");
    Json out = encode(jobs_.get(call.actor, id));
    out["items"] = JsonCodec<std::vector<JobItem>>::encode(jobs_.list_items(call.actor, id));
    return out;
}

Job JobsRoutes::cancel(http::Call& call) {
    return jobs_.cancel(call.actor, call.id<JobId>("job_id"));
}

Job JobsRoutes::retry(http::Call& call) {
    return jobs_.retry(call.actor, call.id<JobId>("job_id"));
}

Job JobsRoutes::resume(http::Call& call) {
    return jobs_.resume(call.actor, call.id<JobId>("job_id"));
}

JobItem JobsRoutes::retry_item(http::Call& call, const RetryItem& in) {
    return jobs_.retry_item(call.actor, call.id<JobId>("job_id"), call.id<JobItemId>("item_id"),
                            in.input);
}

JobItem JobsRoutes::skip_item(http::Call& call) {
    return jobs_.skip_item(call.actor, call.id<JobId>("job_id"), call.id<JobItemId>("item_id"));
}

JobItem JobsRoutes::cancel_item(http::Call& call) {
    return jobs_.cancel_item(call.actor, call.id<JobId>("job_id"), call.id<JobItemId>("item_id"));
}

}  // namespace fabula::jobs
