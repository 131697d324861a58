// Rows of paid calls and budgets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "spending/spending.hpp"
#include "store/store.hpp"

namespace fabula::spending {

// Whose calls, and since when.
struct Spender {
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    std::optional<UserId> user_id{};
    std::optional<Time> since{};
};

struct Spent {
    // What is known, with the estimate of what is on its way, unknown or maybe billed.
    Money amount = 0;
    std::int64_t calls = 0;
    std::int64_t without_cost = 0;  // Of them: paid ones of which nobody knows the cost.

    static constexpr auto fields =
        FieldList{Field<&Spent::amount>{"amount", {.help = "millionths of a US dollar"}},
                  Field<&Spent::calls>{"calls"}, Field<&Spent::without_cost>{"without_cost"}};
};
Spent sum_spent(store::Reader& db, const Spender& spender);

// What the sent calls of one job cost, those to paid providers.
struct JobCost {
    std::int64_t calls = 0;
    Money told = 0;           // The sum of what is known.
    std::int64_t untold = 0;  // Of them: paid, or maybe paid, and nobody knows how much.

    static constexpr auto fields =
        FieldList{Field<&JobCost::calls>{"calls"}, Field<&JobCost::told>{"told"},
                  Field<&JobCost::untold>{"untold"}};
};
JobCost sum_job(store::Reader& db, const JobId& job);
// Those whose outcome nobody knows and about which nobody has decided.
std::vector<PaidCall> list_undecided(store::Reader& db, const JobId& job);

struct CallFilter {
    std::optional<ProjectId> project_id{};
    std::optional<JobId> job_id{};
    std::string before{};  // The last id of the part before.
    std::int64_t limit = 100;
};
// Newest first.
std::vector<PaidCall> list_calls(store::Reader& db, const OrganizationId& organization,
                                 const CallFilter& filter);
std::optional<PaidCall> find_call(store::Reader& db, const PaidCallId& id);
// For an item of a job, newest first.
std::vector<PaidCall> list_calls_of(store::Reader& db, const JobItemId& item);

// All of the organization, those of the whole first.
std::vector<Budget> list_budgets(store::Reader& db, const OrganizationId& organization);
// Throws NotFound where the organization has no such budget.
Budget get_budget(store::Reader& db, const OrganizationId& organization, const BudgetId& id);
void delete_budget(store::Tx& tx, const BudgetId& id);

// The first instant of the period that `now` lies in; none for Ever.
std::optional<Time> begin_of(BudgetPeriod period, Time now);
// The first instant behind it; none for Ever.
std::optional<Time> end_of(BudgetPeriod period, Time now);

struct BudgetLeft {
    Budget budget{};
    Money spent = 0;
    Money left = 0;

    static constexpr auto fields =
        FieldList{Field<&BudgetLeft::budget>{"budget"}, Field<&BudgetLeft::spent>{"spent"},
                  Field<&BudgetLeft::left>{"left"}};
};
// The budgets that hold for a call of this spender.
std::vector<BudgetLeft> budgets_for(store::Reader& db, const Spender& spender, Time now);

}  // namespace fabula::spending
