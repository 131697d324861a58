#include "spending/spending_store.hpp"

#include <algorithm>
#include <chrono>

#include "base/error.hpp"

namespace fabula::spending {

Spent sum_spent(store::Reader& db, const Spender& spender) {
    // Nothing was sent of an intent; what failed or was cancelled counts where it may be billed.
    constexpr std::string_view sums =
        "SELECT coalesce(sum(coalesce(cost, CASE WHEN state IN (?5, ?6) AND may_be_billed = 0"
        " THEN 0 ELSE estimate END, 0)), 0) AS amount, count(*) AS calls,"
        " coalesce(sum(CASE WHEN cost IS NULL AND estimate IS NULL"
        " AND (state NOT IN (?5, ?6) OR may_be_billed = 1) THEN 1 ELSE 0 END), 0) AS without_cost"
        " FROM paid_call WHERE organization_id = ?1 AND local = 0"
        " AND (?2 IS NULL OR project_id = ?2) AND (?3 IS NULL OR user_id = ?3)"
        " AND (?4 IS NULL OR created_at >= ?4)";
    return *db.one<Spent>(std::string(sums), spender.organization_id, spender.project_id,
                          spender.user_id, spender.since, PaidCallState::Failed,
                          PaidCallState::Cancelled);
}

JobCost sum_job(store::Reader& db, const JobId& job) {
    return *db.one<JobCost>(
        "SELECT count(*) AS calls, coalesce(sum(cost), 0) AS told,"
        " coalesce(sum(CASE WHEN cost IS NULL AND (state = ?2 OR may_be_billed = 1)"
        " THEN 1 ELSE 0 END), 0) AS untold"
        " FROM paid_call WHERE job_id = ?1 AND local = 0 AND state <> ?3",
        job, PaidCallState::Done, PaidCallState::Intent);
}

std::vector<PaidCall> list_undecided(store::Reader& db, const JobId& job) {
    return db.all<PaidCall>(store::select_from<PaidCall>() +
                                " WHERE job_id = ? AND state = ? AND released_at IS NULL"
                                " ORDER BY id",
                            job, PaidCallState::Unknown);
}

std::vector<PaidCall> list_calls(store::Reader& db, const OrganizationId& organization,
                                 const CallFilter& filter) {
    return db.all<PaidCall>(store::select_from<PaidCall>() +
                                " WHERE organization_id = ?1 AND (?2 IS NULL OR project_id = ?2)"
                                " AND (?3 IS NULL OR job_id = ?3) AND (?4 = '' OR id < ?4)"
                                " ORDER BY id DESC LIMIT ?5",
                            organization, filter.project_id, filter.job_id, filter.before,
                            filter.limit);
}

std::optional<PaidCall> find_call(store::Reader& db, const PaidCallId& id) {
    return db.one<PaidCall>(store::select_from<PaidCall>() + " WHERE id = ?", id);
}

std::vector<PaidCall> list_calls_of(store::Reader& db, const JobItemId& item) {
    return db.all<PaidCall>(
        store::select_from<PaidCall>() + " WHERE job_item_id = ? ORDER BY id DESC", item);
}

std::vector<Budget> list_budgets(store::Reader& db, const OrganizationId& organization) {
    return db.all<Budget>(
        store::select_from<Budget>() +
            " WHERE organization_id = ?"
            " ORDER BY coalesce(project_id, ''), coalesce(user_id, ''), period, id",
        organization);
}

Budget get_budget(store::Reader& db, const OrganizationId& organization, const BudgetId& id) {
    auto found = db.one<Budget>(
        store::select_from<Budget>() + " WHERE id = ? AND organization_id = ?", id, organization);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such budget."});
    return std::move(*found);
}

void delete_budget(store::Tx& tx, const BudgetId& id) {
    tx.run("DELETE FROM budget WHERE id = ?", id);
}

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Time first_of_month(Time now, months later) {
    const year_month_day today{floor<days>(now)};
    const auto first = year_month_day{today.year() / today.month() / 1} + later;
    return Time(sys_days{first});
}

}  // namespace

std::optional<Time> begin_of(BudgetPeriod period, Time now) {
    switch (period) {
        case BudgetPeriod::Day: return Time(floor<days>(now));
        case BudgetPeriod::Month: return first_of_month(now, months(0));
        case BudgetPeriod::Ever: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Time> end_of(BudgetPeriod period, Time now) {
    switch (period) {
        case BudgetPeriod::Day: return Time(floor<days>(now) + days(1));
        case BudgetPeriod::Month: return first_of_month(now, months(1));
        case BudgetPeriod::Ever: return std::nullopt;
    }
    return std::nullopt;
}

std::vector<BudgetLeft> budgets_for(store::Reader& db, const Spender& spender, Time now) {
    std::vector<BudgetLeft> out;
    for (const auto& budget : list_budgets(db, spender.organization_id)) {
        if (budget.project_id && budget.project_id != spender.project_id) continue;
        if (budget.user_id && budget.user_id != spender.user_id) continue;
        const auto spent = sum_spent(db, {.organization_id = budget.organization_id,
                                          .project_id = budget.project_id,
                                          .user_id = budget.user_id,
                                          .since = begin_of(budget.period, now)});
        out.push_back({.budget = budget,
                       .spent = spent.amount,
                       .left = std::max<Money>(0, budget.amount - spent.amount)});
    }
    return out;
}

}  // namespace fabula::spending
