// What one can do with money: see where it went, limit it, and decide what became of a call.
#pragma once

#include <optional>
#include <vector>

#include "jobs/jobs_service.hpp"
#include "providers/calls.hpp"
#include "spending/paid_work.hpp"

namespace fabula::spending {

// What was spent, and what may still be.
struct Summary {
    Spent today{};
    Spent month{};
    Spent ever{};
    std::vector<BudgetLeft> budgets{};  // Those that hold for the asking person there.

    static constexpr auto fields =
        FieldList{Field<&Summary::today>{"today"}, Field<&Summary::month>{"month"},
                  Field<&Summary::ever>{"ever"}, Field<&Summary::budgets>{"budgets"}};
};

// What a job cost so far, and what somebody has to decide about it.
struct JobMoney {
    JobCost cost{};
    std::vector<PaidCall> undecided{};
};

class SpendingService {
public:
    SpendingService(store::Store& store, const Clock& clock, jobs::JobService& jobs,
                    const providers::ModelChoice& models)
        : store_(store), clock_(clock), jobs_(jobs), models_(models), work_(store, clock, models) {}

    // For the workers of jobs that pay.
    [[nodiscard]] const PaidWork& work() const { return work_; }

    // Of a project, or of the whole organization. For editors there.
    std::vector<PaidCall> list_calls(const Actor& actor, const CallFilter& filter);
    // Nothing for who may not see it.
    JobMoney money_of(const Actor& actor, const jobs::Job& job);
    Summary summary(const Actor& actor, const std::optional<ProjectId>& project);

    // For admins; whoever may edit in the organization sees them.
    std::vector<Budget> list_budgets(const Actor& actor);
    Budget create_budget(const Actor& actor, const Budget& budget);
    Budget update_budget(const Actor& actor, const BudgetId& id, const Patch<Budget>& patch,
                         std::optional<std::int64_t> expected_rev);
    void delete_budget(const Actor& actor, const BudgetId& id);

    // Of a call whose outcome is unknown. Conflict for any other.
    //
    // Asks the provider what became of it: its item is queued again. Unsupported where the provider
    // has no way to tell.
    PaidCall look_again(const Actor& actor, const PaidCallId& id);
    // Allows another call in its place, which may be paid a second time.
    PaidCall send_again(const Actor& actor, const PaidCallId& id);

private:
    PaidCall decide(const Actor& actor, const PaidCallId& id,
                    const std::function<void(store::Tx&, PaidCall&)>& change);

    store::Store& store_;
    const Clock& clock_;
    jobs::JobService& jobs_;
    const providers::ModelChoice& models_;
    PaidWork work_;
};

}  // namespace fabula::spending
