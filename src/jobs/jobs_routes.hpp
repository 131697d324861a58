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

    JobService& jobs_;
};

}  // namespace fabula::jobs
