#include "spending/spending_service.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "jobs/jobs_store.hpp"

namespace fabula::spending {

namespace {

constexpr std::string_view kNoProject = "There is no such project.";
constexpr std::string_view kNoCall = "There is no such call.";

void require_edit(store::Reader& db, const Actor& actor, const std::optional<ProjectId>& project) {
    accounts::require(db, actor, Action::Edit, accounts::object_of(project, actor.organization),
                      kNoProject);
}

void require_admin(store::Reader& db, const Actor& actor) {
    accounts::require(db, actor, Action::ManagePeople, actor.organization);
}

// A budget of a project or person of the house itself.
void check_whose(store::Reader& db, const Actor& actor, const Budget& budget) {
    if (budget.project_id) {
        accounts::require(db, actor, Action::View, *budget.project_id, kNoProject);
    }
    if (!budget.user_id) return;
    const Actor person{*budget.user_id, actor.organization};
    const accounts::Object where =
        budget.project_id ? accounts::Object(*budget.project_id) : actor.organization;
    if (!accounts::find_role(db, person, where)) {
        throw AppError(Code::Invalid, PublicText{"This person is not in the house."},
                       {.field = "user_id"});
    }
}

}  // namespace

std::vector<PaidCall> SpendingService::list_calls(const Actor& actor, const CallFilter& filter) {
    return store_.read([&](store::Reader& db) {
        require_edit(db, actor, filter.project_id);
        return spending::list_calls(db, actor.organization, filter);
    });
}

JobMoney SpendingService::money_of(const Actor& actor, const jobs::Job& job) {
    return store_.read([&](store::Reader& db) {
        const auto object = accounts::object_of(job.project_id, job.organization_id);
        if (!accounts::can(db, actor, Action::Edit, object)) return JobMoney{};
        return JobMoney{.cost = sum_job(db, job.id), .undecided = list_undecided(db, job.id)};
    });
}

Summary SpendingService::summary(const Actor& actor, const std::optional<ProjectId>& project) {
    return store_.read([&](store::Reader& db) {
        require_edit(db, actor, project);
        const auto now = clock_.now();
        const auto since = [&](BudgetPeriod period) {
            return sum_spent(db, {.organization_id = actor.organization,
                                  .project_id = project,
                                  .user_id = std::nullopt,
                                  .since = begin_of(period, now)});
        };
        return Summary{.today = since(BudgetPeriod::Day),
                       .month = since(BudgetPeriod::Month),
                       .ever = since(BudgetPeriod::Ever),
                       .budgets = budgets_for(db,
                                              {.organization_id = actor.organization,
                                               .project_id = project,
                                               .user_id = actor.user,
                                               .since = std::nullopt},
                                              now)};
    });
}

std::vector<Budget> SpendingService::list_budgets(const Actor& actor) {
    return store_.read([&](store::Reader& db) {
        require_edit(db, actor, std::nullopt);
        return spending::list_budgets(db, actor.organization);
    });
}

Budget SpendingService::create_budget(const Actor& actor, const Budget& budget) {
    return store_.write([&](store::Tx& tx) {
        require_admin(tx, actor);
        auto row = budget;
        row.organization_id = actor.organization;
        check_whose(tx, actor, row);
        for (const auto& other : spending::list_budgets(tx, actor.organization)) {
            if (other.project_id == row.project_id && other.user_id == row.user_id &&
                other.period == row.period) {
                throw AppError(Code::Conflict,
                               PublicText{"There is such a budget already. Change that one."},
                               {.field = "period"});
            }
        }
        tx.insert(row);
        return row;
    });
}

Budget SpendingService::update_budget(const Actor& actor, const BudgetId& id,
                                      const Patch<Budget>& patch,
                                      std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        require_admin(tx, actor);
        auto row = get_budget(tx, actor.organization, id);
        check_rev(row.rev, expected_rev, "this budget");
        patch.apply_to(row);
        tx.update(row);
        return row;
    });
}

void SpendingService::delete_budget(const Actor& actor, const BudgetId& id) {
    store_.write([&](store::Tx& tx) {
        require_admin(tx, actor);
        spending::delete_budget(tx, get_budget(tx, actor.organization, id).id);
    });
}

PaidCall SpendingService::look_again(const Actor& actor, const PaidCallId& id) {
    return decide(actor, id, [&](store::Tx&, PaidCall& call) {
        const auto model = models_.find_image({.organization = call.organization_id,
                                               .project = call.project_id,
                                               .connection = call.connection,
                                               .model = call.model});
        if (!model || !model->can_look(call.ticket)) {
            throw AppError(Code::Unsupported,
                           PublicText{"This provider cannot tell what became of a call. Look at "
                                      "your account there, or send it again."});
        }
        call.state = PaidCallState::Submitted;
    });
}

PaidCall SpendingService::send_again(const Actor& actor, const PaidCallId& id) {
    return decide(actor, id, [](store::Tx& tx, PaidCall& call) { call.released_at = tx.now(); });
}

PaidCall SpendingService::decide(const Actor& actor, const PaidCallId& id,
                                 const std::function<void(store::Tx&, PaidCall&)>& change) {
    return store_.write([&](store::Tx& tx) {
        auto call = find_call(tx, id);
        const auto object = call ? accounts::object_of(call->project_id, call->organization_id)
                                 : accounts::Object{};
        if (!call) throw AppError(Code::NotFound, PublicText{std::string(kNoCall)});
        accounts::require(tx, actor, Action::Edit, object, kNoCall);
        if (call->state != PaidCallState::Unknown || call->released_at || !call->job_item_id) {
            throw AppError(Code::Conflict, PublicText{"What became of this call is decided."});
        }
        const auto job = jobs::get_job(tx, actor, Action::Edit, call->job_id.value_or(JobId{}));
        change(tx, *call);
        tx.update(*call);
        jobs_.queue_item_again(tx, job, jobs::get_item(tx, job.id, *call->job_item_id));
        return *call;
    });
}

}  // namespace fabula::spending
