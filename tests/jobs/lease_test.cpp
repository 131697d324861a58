// Who may write to a job, and what becomes of it when its worker is gone.
#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <thread>

#include "job_bench.hpp"
#include "support/faulty_disk.hpp"

using namespace fabula;
using namespace fabula::test;
using jobs::JobRun;

TEST_CASE("a worker whose lease was taken writes nothing any more") {
    JobBench t;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            if (item.item_key == "f2") {
                // Another claims the job meanwhile.
                t.store.write([&](store::Tx& tx) {
                    tx.run("UPDATE job SET lease_token = 'another' WHERE id = ?", run.job().id);
                });
            }
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 3);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Running);
    CHECK(t.get(job).lease_token == "another");
    CHECK(t.item_states(job) == "done running queued");
    CHECK(t.get(job).done_count == 1);
}

TEST_CASE("a job whose lease ran out is claimed again and goes on where it was") {
    JobBench t;
    std::vector<std::string> worked;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            worked.push_back(item.item_key);
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 3);
    // A worker that claimed the job, did one item, began another and was never heard of again.
    t.store.write([&](store::Tx& tx) {
        const jobs::Lease lease{job.id, "dead", tx.now() + std::chrono::seconds(60)};
        jobs::claim_next_job(tx, lease, [](const auto&) { return true; });
        const auto items = jobs::list_items(tx, job.id);
        jobs::begin_item(tx, items[0].id);
        jobs::end_item(tx, items[0].id, {.state = JobItemState::Done, .result = 1});
        jobs::record_progress(tx, lease, {.done = 1});
        jobs::begin_item(tx, items[1].id);
    });
    CHECK_FALSE(t.service.run_next());
    t.clock.advance(std::chrono::seconds(60));
    CHECK_FALSE(t.service.run_next());
    t.clock.advance(std::chrono::milliseconds(1));
    CHECK(t.service.run_next());
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.get(job).done_count == 3);
    CHECK(worked == std::vector<std::string>{"f2", "f3"});
}

TEST_CASE("a new process takes the jobs of the one before it at once, lease or not") {
    JobBench t;
    std::promise<void> ended;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item(name_item);
        ended.set_value();
    });
    const auto job = t.submit("frames", 2);
    t.store.write([&](store::Tx& tx) {
        const jobs::Lease lease{job.id, "dead", tx.now() + std::chrono::hours(1)};
        jobs::claim_next_job(tx, lease, [](const auto&) { return true; });
        jobs::begin_item(tx, jobs::list_items(tx, job.id)[0].id);
    });
    t.service.start();
    REQUIRE(ended.get_future().wait_for(std::chrono::seconds(30)) == std::future_status::ready);
    CHECK(t.service.stop(std::chrono::seconds(30)));
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.item_states(job) == "done done");
}

TEST_CASE("an item that takes the process down each time is given up") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto job = t.submit("frames", 2);
    t.store.write(
        [&](store::Tx& tx) { tx.run("UPDATE job_item SET attempts = 25 WHERE item_key = 'f1'"); });
    t.service.run_next();
    CHECK(t.item_states(job) == "failed done");
    CHECK(t.service.list_items(kActor, job.id)[0].error ==
          "This was interrupted 25 times and is not tried again.");
}

TEST_CASE("a job that never gets further is given up after twenty-five interruptions") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto job = t.submit("frames", 1);
    for (int i = 0; i < 25; ++i) {
        t.store.write([&](store::Tx& tx) {
            const jobs::Lease lease{job.id, "dead", tx.now() + std::chrono::seconds(60)};
            jobs::claim_next_job(tx, lease, [](const auto&) { return true; });
            jobs::hand_back_all(tx);
        });
    }
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Failed);
    CHECK(t.get(job).error == "The job was begun 25 times without getting any further.");
}

TEST_CASE("stopping hands the lease back; the rest is done by the next process") {
    JobBench t;
    std::promise<void> begun;
    std::atomic<int> worked = 0;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            if (worked.fetch_add(1) == 0) begun.set_value();
            while (!run.stop_requested()) std::this_thread::yield();
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 3);
    t.service.start();
    begun.get_future().wait();
    CHECK(t.service.stop(std::chrono::seconds(30)));
    CHECK(t.get(job).state == JobState::Queued);
    CHECK_FALSE(t.get(job).lease_token);
    CHECK(t.item_states(job) == "done queued queued");
    CHECK(worked == 1);
}

TEST_CASE("a worker that does not stop in time has its results refused") {
    JobBench t;
    std::promise<void> begun;
    std::promise<void> go_on;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            begun.set_value();
            go_on.get_future().wait();
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 2);
    t.service.start();
    begun.get_future().wait();
    CHECK_FALSE(t.service.stop(std::chrono::milliseconds(1)));
    CHECK(t.get(job).state == JobState::Queued);
    go_on.set_value();
    CHECK(t.service.stop(std::chrono::seconds(30)));
    CHECK(t.item_states(job) == "queued queued");
}

TEST_CASE("two services on one database never do a job both") {
    JobBench t;
    jobs::JobService other(t.store, t.clock, t.heard);
    std::atomic<int> runs = 0;
    for (auto* service : {&t.service, &other}) {
        service->register_kind("frames", [&](JobRun& run) {
            ++runs;
            run.each_item(name_item);
        });
    }
    for (int i = 0; i < 20; ++i) t.submit("frames", 1);
    auto second = std::async(std::launch::async, [&] {
        while (other.run_next()) continue;
    });
    while (t.service.run_next()) continue;
    second.get();
    CHECK(runs == 20);
    for (const auto& job : t.service.list(kActor, {})) CHECK(job.state == JobState::Done);
}

TEST_CASE("a lease is renewed while an item takes long, and a cancel is seen at it") {
    JobBench t;
    jobs::JobService service(t.store, t.clock, t.heard,
                             {.worker_count = 1,  // Another would take the job at the leap in time.
                              .lease_time = std::chrono::milliseconds(30)});
    std::promise<void> ended;
    service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            const auto lease_until = [&] {
                return t.store.read([&](store::Reader& db) {
                    return jobs::find_job(db, run.job().id)->lease_until.value();
                });
            };
            const auto before = lease_until();
            t.clock.advance(std::chrono::seconds(1));
            while (lease_until() == before) std::this_thread::yield();
            // As another process would.
            t.store.write([&](store::Tx& tx) {
                tx.run("UPDATE job SET cancel_requested = 1 WHERE id = ?", run.job().id);
            });
            while (!run.stop_requested()) std::this_thread::yield();
            ended.set_value();
            return name_item(item);
        });
    });
    const auto job =
        service.submit(kActor, {.kind = "frames", .items = {{.key = "a"}, {.key = "b"}}});
    service.start();
    REQUIRE(ended.get_future().wait_for(std::chrono::seconds(30)) == std::future_status::ready);
    service.stop(std::chrono::seconds(30));
    CHECK(t.get(job).state == JobState::Cancelled);
    CHECK(t.item_states(job) == "done cancelled");
}

TEST_CASE("a disk that is full leaves the job to be done when it is not") {
    FaultyDisk disk;
    JobBench t;
    int tries = 0;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            if (++tries == 1) disk.log_bytes_max = 0;
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 2);
    CHECK(code_of([&] { t.service.run_next(); }) == Code::Unavailable);
    disk.log_bytes_max = -1;
    CHECK(t.item_states(job) == "running queued");
    CHECK_FALSE(t.service.run_next());
    t.clock.advance(std::chrono::seconds(61));
    CHECK(t.service.run_next());
    CHECK(t.get(job).state == JobState::Done);
    CHECK(tries == 3);
}
