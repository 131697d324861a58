#include "jobs/jobs_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::jobs {

http::RouteTable JobsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,  "/api/v1/jobs",                 "list_jobs",  Member, "List jobs, newest first.",                                &JobsRoutes::list,   this),
        route(Get,  "/api/v1/jobs/{job_id}",        "get_job",    Viewer, "Read one job with its items.",                            &JobsRoutes::get,    this),
        route(Post, "/api/v1/jobs/{job_id}/cancel", "cancel_job", Editor, "Stop a job; what is done stays done.",                    &JobsRoutes::cancel, this),
        route(Post, "/api/v1/jobs/{job_id}/retry",  "retry_job",  Editor, "Queue the failed and cancelled items of a job again.",    &JobsRoutes::retry,  this),
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

}  // namespace fabula::jobs
