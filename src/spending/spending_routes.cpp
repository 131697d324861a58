#include "spending/spending_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::spending {

http::RouteTable SpendingRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/spending",                            "get_spending",  Member, "What was spent on providers, and what may still be: in a project or in all.", &SpendingRoutes::summary,       this),
        route(Get,    "/api/v1/spending/calls",                      "list_calls",    Member, "Every call to a provider: what was sent to whom, what it cost.",               &SpendingRoutes::calls,         this),
        route(Post,   "/api/v1/spending/calls/{call_id}/look-again", "look_again",    Editor, "Ask the provider what became of a call whose outcome is unknown.",             &SpendingRoutes::look_again,    this),
        route(Post,   "/api/v1/spending/calls/{call_id}/send-again", "send_again",    Editor, "Allow another call in place of one whose outcome is unknown: it may cost twice.", &SpendingRoutes::send_again,  this),
        route(Get,    "/api/v1/budgets",                             "list_budgets",  Member, "The budgets of the organization, its projects and people.",                     &SpendingRoutes::budgets,       this),
        route(Post,   "/api/v1/budgets",                             "create_budget", Admin,  "Limit what may be spent, in all, in a project or by a person.",                 &SpendingRoutes::create_budget, this, {.status = 201}),
        route(Patch,  "/api/v1/budgets/{budget_id}",                 "update_budget", Admin,  "Change a budget.",                                                              &SpendingRoutes::update_budget, this),
        route(Delete, "/api/v1/budgets/{budget_id}",                 "delete_budget", Admin,  "Remove a budget.",                                                              &SpendingRoutes::delete_budget, this),
    };
    // clang-format on
}

Summary SpendingRoutes::summary(http::Call& call, const OfProject& in) {
    return spending_.summary(call.actor, in.project_id);
}

http::Page<PaidCall> SpendingRoutes::calls(http::Call& call, const ListCalls& in) {
    auto found = spending_.list_calls(call.actor, {.project_id = in.project_id,
                                                   .job_id = in.job_id,
                                                   .before = call.paging.cursor,
                                                   .limit = call.paging.limit + 1});
    return http::page_of(std::move(found), call.paging,
                         [](const PaidCall& last) { return last.id.text; });
}

PaidCall SpendingRoutes::look_again(http::Call& call) {
    return spending_.look_again(call.actor, call.id<PaidCallId>("call_id"));
}

PaidCall SpendingRoutes::send_again(http::Call& call) {
    return spending_.send_again(call.actor, call.id<PaidCallId>("call_id"));
}

Json SpendingRoutes::budgets(http::Call& call) {
    return {
        {"budgets", JsonCodec<std::vector<Budget>>::encode(spending_.list_budgets(call.actor))}};
}

Budget SpendingRoutes::create_budget(http::Call& call, const New<Budget>& in) {
    return spending_.create_budget(call.actor, in.value);
}

Budget SpendingRoutes::update_budget(http::Call& call, const Patch<Budget>& in) {
    return spending_.update_budget(call.actor, call.id<BudgetId>("budget_id"), in,
                                   call.expected_rev);
}

void SpendingRoutes::delete_budget(http::Call& call) {
    spending_.delete_budget(call.actor, call.id<BudgetId>("budget_id"));
}

}  // namespace fabula::spending
