// How one asks about money.
#pragma once

#include "http/route.hpp"
#include "spending/spending_service.hpp"

namespace fabula::spending {

struct ListCalls {
    std::optional<ProjectId> project_id;
    std::optional<JobId> job_id;

    static constexpr auto fields =
        FieldList{Field<&ListCalls::project_id>{"project_id"}, Field<&ListCalls::job_id>{"job_id"}};
};

struct OfProject {
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{Field<&OfProject::project_id>{"project_id"}};
};

class SpendingRoutes {
public:
    explicit SpendingRoutes(SpendingService& spending) : spending_(spending) {}

    http::RouteTable table();

private:
    Summary summary(http::Call& call, const OfProject& in);
    http::Page<PaidCall> calls(http::Call& call, const ListCalls& in);
    PaidCall look_again(http::Call& call);
    PaidCall send_again(http::Call& call);
    Json budgets(http::Call& call);
    Budget create_budget(http::Call& call, const New<Budget>& in);
    Budget update_budget(http::Call& call, const Patch<Budget>& in);
    void delete_budget(http::Call& call);

    SpendingService& spending_;
};

}  // namespace fabula::spending
