#include "spending/call_ledger.hpp"

#include <condition_variable>
#include <mutex>

#include "base/error.hpp"
#include "spending/money.hpp"

namespace fabula::spending {

namespace {

using providers::CallError;
using providers::CallFailure;

constexpr std::chrono::minutes kLimitPause{1};  // Where the provider names no time.

Spender spender_of(const PaidCall& call) {
    return {.organization_id = call.organization_id,
            .project_id = call.project_id,
            .user_id = call.user_id,
            .since = std::nullopt};
}

std::string period_words(BudgetPeriod period) {
    switch (period) {
        case BudgetPeriod::Day: return " for today";
        case BudgetPeriod::Month: return " for this month";
        case BudgetPeriod::Ever: return "";
    }
    return "";
}

// Throws JobPauses where the call would take more than a budget has left. What nobody can estimate
// goes on until nothing is left.
void check_budgets(store::Reader& db, const PaidCall& call, Time now) {
    for (const auto& left : budgets_for(db, spender_of(call), now)) {
        const auto expected = call.estimate.value_or(0);
        if (left.left > 0 && expected <= left.left) continue;
        throw jobs::JobPauses({.until = end_of(left.budget.period, now),
                               .reason = "The budget of " + dollars(left.budget.amount) +
                                         period_words(left.budget.period) + " is used up (" +
                                         dollars(left.spent) +
                                         " spent). Raise it to go on before."});
    }
}

// Whether the whole job waits for it: nothing else of it would come through.
bool stops_the_job(CallFailure failure) {
    using enum CallFailure;
    switch (failure) {
        case RateLimited:
        case NoCredit:
        case BadKey:
        case Forbidden:
        case NoModel:
        case NotAllowed:
        case Unreachable:
        case Busy: return true;
        default: return false;
    }
}

}  // namespace

std::vector<PaidCall> CallLedger::calls() const {
    return store_.read([&](store::Reader& db) { return list_calls_of(db, piece_.item.id); });
}

PaidCall CallLedger::reserve(const providers::Endpoint& endpoint,
                             const std::optional<providers::Estimate>& estimate, const Json& sent,
                             const Json& ticket) const {
    const auto& job = piece_.run.job();
    PaidCall call{.organization_id = job.organization_id,
                  .project_id = job.project_id,
                  .user_id = job.created_by,
                  .job_id = job.id,
                  .job_item_id = piece_.item.id,
                  .purpose = job.kind,
                  .title = piece_.item.title,
                  .connection = endpoint.connection_id,
                  .provider = endpoint.kind,
                  .host = endpoint.host,
                  .model = endpoint.model,
                  .local = endpoint.local,
                  .ticket = ticket,
                  .request = sent,
                  .asset_id = make_id<AssetId>()};
    if (estimate) call.estimate = estimate->high;
    return store_.write([&](store::Tx& tx) {
        auto row = call;
        if (!row.local) check_budgets(tx, row, tx.now());
        tx.insert(row);
        return row;
    });
}

void CallLedger::put(PaidCall& call) const {
    call = store_.write([&](store::Tx& tx) {
        auto row = call;
        tx.update(row);
        return row;
    });
}

void CallLedger::sending(PaidCall& call) const {
    call.state = PaidCallState::Submitted;
    call.sent_at = clock_.now();
    put(call);
}

void CallLedger::running(PaidCall& call, const Json& ticket) const {
    if (call.state == PaidCallState::Running && call.ticket == ticket) return;
    call.state = PaidCallState::Running;
    call.ticket = ticket;
    put(call);
}

void CallLedger::done(PaidCall& call, const providers::Usage& usage, const Json& result) const {
    answered(call, usage);
    call.result = result;
    put(call);
}

void CallLedger::answered(PaidCall& call, const providers::Usage& usage) const {
    call.state = PaidCallState::Done;
    call.cost = call.local ? 0 : usage.cost;
    call.cost_from = usage.cost_from;
    call.finished_at = clock_.now();
}

void CallLedger::failed(PaidCall& call, const CallError& error) const {
    call.state = PaidCallState::Failed;
    call.failure = name_of(error.failure());
    call.error = error.what();
    call.finished_at = clock_.now();
    if (error.usage()) {
        call.cost = error.usage()->cost;
        call.cost_from = error.usage()->cost_from;
        call.may_be_billed = true;
    }
    put(call);
    const auto failure = error.failure();
    if (failure == CallFailure::Unsupported) {
        throw jobs::ItemWithoutResult(JobItemState::Unsupported, error.what());
    }
    const bool soon = failure == CallFailure::Busy || failure == CallFailure::TimedOut ||
                      failure == CallFailure::Unreachable;
    if (soon && error.retry_after().value_or(std::chrono::milliseconds(0)) < kLimitPause) return;
    refuse(error);
}

void CallLedger::refuse(const CallError& error) const {
    if (!stops_the_job(error.failure())) throw error;
    std::optional<Time> until;
    if (error.retry_after()) until = clock_.now() + *error.retry_after();
    const bool passes =
        error.failure() == CallFailure::RateLimited || error.failure() == CallFailure::Busy;
    // Longer each time.
    if (!until && passes) until = clock_.now() + kLimitPause * piece_.item.attempts;
    throw jobs::JobPauses({.until = until, .reason = error.what()});
}

std::string unknown_text(const PaidCall& call) {
    return "It may have been made, and paid, but nobody can tell: " + call.error;
}

void CallLedger::unknown(PaidCall& call, const std::string& why) const {
    call.state = PaidCallState::Unknown;
    call.error = why;
    call.may_be_billed = true;
    call.finished_at = clock_.now();
    put(call);
    throw jobs::ItemWithoutResult(JobItemState::Unknown, unknown_text(call));
}

bool CallLedger::server_stops() const {
    return piece_.run.stop_requested() && !piece_.run.cancel_requested();
}

void CallLedger::stopped(PaidCall& call, providers::Billing billing) const {
    if (server_stops()) throw jobs::JobStopped();
    call.state = PaidCallState::Cancelled;
    call.may_be_billed =
        call.sent_at.has_value() && billing == providers::Billing::MayBeBilled && !call.local;
    call.finished_at = clock_.now();
    put(call);
    if (piece_.run.stop_requested()) throw jobs::JobStopped();
    throw AppError(
        Code::Conflict,
        PublicText{call.may_be_billed ? "Cancelled. It may still be billed." : "Cancelled."});
}

bool CallLedger::wait(std::chrono::milliseconds time) const {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    return !changed.wait_for(lock, stop(), time, [&] { return stop().stop_requested(); });
}

std::chrono::milliseconds CallLedger::pause_behind(int tries) {
    return std::chrono::seconds(1) * (1 << tries);
}

}  // namespace fabula::spending
