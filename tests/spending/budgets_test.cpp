// What may be spent, in all, in a project and by a person.
#include "spending/money.hpp"
#include "spending_bench.hpp"

using namespace fabula;
using namespace fabula::test;
using spending::Budget;

TEST_CASE("money reads as people write it") {
    CHECK(spending::dollars(0) == "$0.00");
    CHECK(spending::dollars(12'345'678) == "$12.35");
    CHECK(spending::dollars(10'000) == "$0.01");
    CHECK(spending::dollars(400) == "$0.0004");
    CHECK(spending::dollars(5'000'000) == "$5.00");
}

TEST_CASE("a job stops at its budget, keeps what is done, and goes on when the budget is raised") {
    SpendingBench t;
    const auto budget = t.money.create_budget(
        kActor,
        {.project_id = ProjectId{kProject}, .period = BudgetPeriod::Ever, .amount = 90'000});
    const auto job = t.paint_all({"one", "two", "three", "four"});
    t.service.run_next();
    // 30,000 each, expected 40,000: behind two of them 30,000 are left.
    CHECK(t.item_states(job) == "done done queued queued");
    CHECK(t.get(job).state == JobState::Paused);
    CHECK(t.get(job).pause_reason ==
          "The budget of $0.09 is used up ($0.06 spent). Raise it to go on before.");
    CHECK_FALSE(t.get(job).resume_at);
    Patch<Budget> patch;
    patch.set<&Budget::amount>(1'000'000);
    t.money.update_budget(kActor, budget.id, patch, budget.rev);
    t.service.resume(kActor, job.id);
    t.service.run_next();
    CHECK(t.item_states(job) == "done done done done");
    const auto summary = t.money.summary(kActor, ProjectId{kProject});
    CHECK(summary.ever.amount == 120'000);
    CHECK(summary.ever.calls == 4);
    CHECK(summary.budgets.at(0).left == 880'000);
}

TEST_CASE("a month's budget holds until the month is over") {
    SpendingBench t;
    t.clock.set(*parse_iso("2026-12-15T10:00:00Z"));
    t.money.create_budget(kActor, {.period = BudgetPeriod::Month, .amount = 45'000});
    const auto job = t.paint_all({"one", "two"});
    t.service.run_next();
    CHECK(t.item_states(job) == "done queued");
    CHECK(to_iso(*t.get(job).resume_at) == "2027-01-01T00:00:00.000Z");
    t.clock.set(*parse_iso("2027-01-01T00:00:01Z"));
    t.service.run_next();
    CHECK(t.item_states(job) == "done done");
}

TEST_CASE("a person's budget holds for their calls alone, and a local server costs nothing") {
    SpendingBench t;
    t.money.create_budget(kActor,
                          {.user_id = kActor.user, .period = BudgetPeriod::Ever, .amount = 0});
    const auto job = t.paint_all({"one"});
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Paused);
    t.provider.endpoint.local = true;
    t.service.resume(kActor, job.id);
    t.service.run_next();
    CHECK(t.item_states(job) == "done");
    CHECK(t.money.summary(kActor, std::nullopt).ever.amount == 0);
}

TEST_CASE("what is on its way and what is unknown counts with its estimate") {
    SpendingBench t;
    t.provider.looks = false;
    t.provider.on_submit = [](const auto&, const auto&) -> providers::Progress {
        throw call_error(providers::CallFailure::TimedOut, {.outcome_unknown = true});
    };
    t.paint_all({"one"});
    t.service.run_next();
    CHECK(t.money.summary(kActor, std::nullopt).today.amount == 40'000);
    t.provider.estimate.reset();
    t.paint_all({"two"});
    t.service.run_next();
    const auto now = t.money.summary(kActor, std::nullopt).today;
    CHECK(now.amount == 40'000);
    CHECK(now.without_cost == 1);
}

TEST_CASE("budgets are the organization's own, one of a kind") {
    SpendingBench t;
    const Actor stranger{{make_uuid()}, {make_uuid()}};
    CHECK(code_of([&] { t.money.list_budgets(stranger); }) == Code::Forbidden);
    CHECK(code_of([&] { t.money.create_budget(stranger, {.amount = 1}); }) == Code::Forbidden);
    const auto budget = t.money.create_budget(kActor, {.amount = 5});
    CHECK(code_of([&] { t.money.create_budget(kActor, {.amount = 6}); }) == Code::Conflict);
    CHECK(code_of([&] {
              t.money.create_budget(kActor, {.user_id = UserId{make_uuid()}, .amount = 6});
          }) == Code::Invalid);
    CHECK(code_of([&] {
              t.money.create_budget(kActor, {.project_id = ProjectId{make_uuid()}, .amount = 6});
          }) == Code::NotFound);
    CHECK(code_of([&] { t.money.update_budget(kActor, budget.id, {}, 99); }) == Code::Stale);
    t.money.delete_budget(kActor, budget.id);
    CHECK(t.money.list_budgets(kActor).empty());
}
