// A call that may have been paid is never sent again by itself, whatever becomes of it.
#include <chrono>
#include <thread>

#include "spending_bench.hpp"

using namespace fabula;
using namespace fabula::test;
using providers::CallFailure;
using providers::Progress;
using std::chrono::milliseconds;

TEST_CASE("a picture is a row before it is sent, and done with what it cost") {
    SpendingBench t;
    std::string while_sending;
    t.provider.on_submit = [&](const auto&, const auto&) -> Progress {
        while_sending = t.call_states();
        return a_picture();
    };
    const auto job = t.paint_all({"a hat"});
    t.service.run_next();
    CHECK(while_sending == "submitted -");
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.call_states() == "done 30000");
    const auto call = t.calls().at(0);
    CHECK(call.host == "double.example");
    CHECK(call.request == Json{{"prompt", "a hat"}});
    CHECK(call.estimate == 40'000);
    CHECK(call.title == "a hat");
    CHECK(call.user_id == kActor.user);
    CHECK(encode(call).contains("ticket") == false);
}

TEST_CASE("a picture that takes its time is asked for until it is there") {
    SpendingBench t;
    int looks = 0;
    t.provider.on_submit = [](const auto&, const auto&) -> Progress {
        return providers::Running{.ticket = {{"id", "7"}}, .look_after = milliseconds(1)};
    };
    t.provider.on_look = [&](const Json& ticket) -> Progress {
        CHECK(t.call_states() == "running -");
        if (++looks < 3) {
            return providers::Running{.ticket = ticket, .look_after = milliseconds(1)};
        }
        return a_picture(std::nullopt);
    };
    const auto job = t.paint_all({"a hat"});
    t.service.run_next();
    CHECK(t.provider.said() == "submit a hat, look 7, look 7, look 7");
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.call_states() == "done -");  // What nobody said is not 0.
}

TEST_CASE("a call cut off behind its sending is unknown, and no retry sends it again") {
    SpendingBench t;
    t.provider.looks = false;
    t.provider.on_submit = [](const auto&, const auto&) -> Progress {
        throw call_error(CallFailure::TimedOut, {.outcome_unknown = true});
    };
    const auto job = t.paint_all({"a hat", "a coat"});
    t.service.run_next();
    CHECK(t.item_states(job) == "unknown unknown");
    CHECK(t.item(job).error ==
          "It may have been made, and paid, but nobody can tell: The provider says: timed_out.");
    CHECK(code_of([&] { t.service.retry(kActor, job.id); }) == Code::Conflict);
    CHECK(t.provider.said() == "submit a hat, submit a coat");
    CHECK(code_of([&] { t.money.look_again(kActor, t.calls().at(1).id); }) == Code::Unsupported);

    t.provider.on_submit = {};
    const auto call = t.calls().at(1);
    t.money.send_again(kActor, call.id);
    CHECK(code_of([&] { t.money.send_again(kActor, call.id); }) == Code::Conflict);
    t.service.run_next();
    CHECK(t.item_states(job) == "done unknown");
    CHECK(t.provider.said() == "submit a hat, submit a coat, submit a hat");
    CHECK(t.call_states() == "done 30000, unknown -, unknown -");
}

TEST_CASE("a provider that can tell is asked what became of a call, not sent another one") {
    SpendingBench t;
    t.provider.on_submit = [](const auto&, const auto&) -> Progress {
        throw call_error(CallFailure::TimedOut, {.outcome_unknown = true});
    };
    bool known = false;
    t.provider.on_look = [&](const Json&) -> Progress {
        if (!known) return providers::Gone{};
        return a_picture();
    };
    const auto job = t.paint_all({"a hat"});
    std::jthread working([&] { t.service.run_next(); });
    working.join();
    CHECK(t.item_states(job) == "unknown");
    known = true;
    t.money.look_again(kActor, t.calls().at(0).id);
    CHECK(t.get(job).state == JobState::Queued);
    t.service.run_next();
    CHECK(t.item_states(job) == "done");
    CHECK(t.provider.said() == "submit a hat, look a hat, look a hat");
    CHECK(t.call_states() == "done 30000");
}

TEST_CASE("what the last process sent is looked for, and unknown where nobody can look") {
    for (const bool looks : {true, false}) {
        CAPTURE(looks);
        SpendingBench t;
        t.provider.looks = looks;
        t.provider.on_submit = [](const auto&, const auto&) -> Progress {
            throw jobs::LeaseLost();
        };
        const auto job = t.paint_all({"a hat"});
        t.service.run_next();  // As if the process had died while the call was out.
        CHECK(t.call_states() == "submitted -");
        t.store.write([](store::Tx& tx) { jobs::hand_back_all(tx); });
        t.provider.on_submit = {};
        t.service.run_next();
        CHECK(t.item_states(job) == (looks ? "done" : "unknown"));
        CHECK(t.provider.said() == (looks ? "submit a hat, look a hat" : "submit a hat"));
    }
}

TEST_CASE("a server of one's own is simply asked again") {
    SpendingBench t;
    t.provider.endpoint.local = true;
    t.provider.looks = false;
    t.provider.on_submit = [](const auto&, const auto&) -> Progress { throw jobs::LeaseLost(); };
    const auto job = t.paint_all({"a hat"});
    t.service.run_next();
    t.store.write([](store::Tx& tx) { jobs::hand_back_all(tx); });
    t.provider.on_submit = {};
    t.service.run_next();
    CHECK(t.item_states(job) == "done");
    CHECK(t.provider.said() == "submit a hat, submit a hat");
    CHECK(t.calls().at(0).cost == 0);
}

TEST_CASE("each failure has its end: the piece fails, waits with its job, or is asked again") {
    struct Row {
        CallFailure failure;
        JobState job;
        JobItemState item;
        int submits;
    };
    const std::vector<Row> rows{
        {CallFailure::RateLimited, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::NoCredit, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::BadKey, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::Forbidden, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::NoModel, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::NotAllowed, JobState::Paused, JobItemState::Queued, 1},
        {CallFailure::Busy, JobState::Paused, JobItemState::Queued, 3},
        {CallFailure::Unreachable, JobState::Paused, JobItemState::Queued, 3},
        {CallFailure::TooLarge, JobState::Failed, JobItemState::Failed, 1},
        {CallFailure::Invalid, JobState::Failed, JobItemState::Failed, 1},
        {CallFailure::Refused, JobState::Failed, JobItemState::Failed, 1},
        {CallFailure::BadAnswer, JobState::Failed, JobItemState::Failed, 1},
        {CallFailure::Failed, JobState::Failed, JobItemState::Failed, 1},
        {CallFailure::Unsupported, JobState::Failed, JobItemState::Unsupported, 1},
    };
    for (const auto& row : rows) {
        CAPTURE(name_of(row.failure));
        SpendingBench t;
        t.provider.on_submit = [&](const auto&, const auto&) -> Progress {
            throw call_error(row.failure, {.retry_after = milliseconds(1)});
        };
        const auto job = t.paint_all({"a hat"});
        t.service.run_next();
        CHECK(t.get(job).state == row.job);
        CHECK(t.item(job).state == row.item);
        CHECK(t.provider.log.size() == static_cast<std::size_t>(row.submits));
        CHECK(t.calls().at(0).failure == name_of(row.failure));
        const auto said = "The provider says: " + std::string(name_of(row.failure)) + ".";
        CHECK((row.job == JobState::Paused ? t.get(job).pause_reason : t.item(job).error) == said);
    }
}

TEST_CASE("a job waits until the hour that the provider names, and leaves what is done in place") {
    SpendingBench t;
    t.provider.on_submit = [](const providers::ImageRequest& request, const auto&) -> Progress {
        if (request.prompt == "a hat") return a_picture();
        throw call_error(CallFailure::RateLimited, {.retry_after = std::chrono::minutes(7)});
    };
    const auto job = t.paint_all({"a hat", "a coat", "a shoe"});
    t.service.run_next();
    CHECK(t.item_states(job) == "done queued queued");
    CHECK(t.get(job).resume_at == t.clock.now() + std::chrono::minutes(7));
    t.provider.on_submit = {};
    t.clock.advance(std::chrono::minutes(8));
    t.service.run_next();
    CHECK(t.item_states(job) == "done done done");
    CHECK(t.provider.said() == "submit a hat, submit a coat, submit a coat, submit a shoe");
}

TEST_CASE("a cancelled picture is cancelled at the provider, and says what may still be billed") {
    for (const auto billing : {providers::Billing::NotBilled, providers::Billing::MayBeBilled}) {
        const bool billed = billing == providers::Billing::MayBeBilled;
        CAPTURE(billed);
        SpendingBench t;
        t.provider.billing = billing;
        std::atomic<bool> running = false;
        t.provider.on_submit = [&](const auto&, const auto&) -> Progress {
            running = true;
            return providers::Running{.ticket = {{"id", "7"}}, .look_after = std::chrono::hours(1)};
        };
        const auto job = t.paint_all({"a hat"});
        std::jthread working([&] { t.service.run_next(); });
        while (!running) std::this_thread::sleep_for(milliseconds(1));
        t.service.cancel_item(kActor, job.id, t.item(job).id);
        working.join();
        CHECK(t.provider.said() == "submit a hat, cancel 7");
        CHECK(t.item_states(job) == "cancelled");
        CHECK(t.item(job).error == (billed ? "Cancelled. It may still be billed." : "Cancelled."));
        CHECK(t.calls().at(0).state == PaidCallState::Cancelled);
        CHECK(t.calls().at(0).may_be_billed == billed);
    }
}

TEST_CASE("a server that stops leaves its calls where they are, and its next start goes on") {
    SpendingBench t;
    std::atomic<bool> running = false;
    t.provider.on_submit = [&](const auto&, const auto&) -> Progress {
        running = true;
        return providers::Running{.ticket = {{"id", "7"}}, .look_after = std::chrono::hours(1)};
    };
    const auto job = t.paint_all({"a hat"});
    std::jthread working([&] { t.service.run_next(); });
    while (!running) std::this_thread::sleep_for(milliseconds(1));
    while (t.call_states() != "running -") std::this_thread::sleep_for(milliseconds(1));
    t.service.stop(std::chrono::seconds(10));
    working.join();
    CHECK(t.call_states() == "running -");
    CHECK(t.get(job).state == JobState::Queued);
    jobs::JobService next(t.store, t.clock, t.heard);
    next.register_kind("paint", [&](jobs::JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) { return t.paint(run, item); });
    });
    next.run_next();
    CHECK(t.item_states(job) == "done");
    CHECK(t.provider.said() == "submit a hat, look 7");
}

TEST_CASE("where no provider is chosen the job waits for somebody") {
    SpendingBench t;
    t.provider.set_up = false;
    const auto job = t.paint_all({"a hat"});
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Paused);
    CHECK_FALSE(t.get(job).resume_at);
    CHECK(t.calls().empty());
}
