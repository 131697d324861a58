// How one asks for jobs.
#pragma once

#include "http/route.hpp"
#include "jobs/jobs_service.hpp"

namespace fabula::jobs {

struct ListJobs {
    std::optional<ProjectId> project_id;
    std::optional<JobState> state;

    static constexpr auto fields =
        FieldList{Field<&ListJobs::project_id>{"project_id"}, Field<&ListJobs::state>{"state"}};
};

struct RetryItem {
    std::optional<Json> input;

    static constexpr auto fields = FieldList{Field<&RetryItem::input>{
        "input", {.help = "what to make instead of what was asked for; absent: the same"}}};
};

class JobsRoutes {
public:
    explicit JobsRoutes(JobService& jobs) : jobs_(jobs) {}

    http::RouteTable table();

private:
    http::Page<Job> list(http::Call& call, const ListJobs& in);
    // The job's fields and "items".
    Json get(http::Call& call);
    Job cancel(http::Call& call);
    Job retry(http::Call& call);
    Job resume(http::Call& call);
    JobItem retry_item(http::Call& call, const RetryItem& in);
    JobItem skip_item(http::Call& call);
    JobItem cancel_item(http::Call& call);

    JobService& jobs_;
};

}  // namespace fabula::jobs
