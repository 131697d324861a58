#include <doctest/doctest.h>

#include <mutex>
#include <set>
#include <stdexcept>

#include "base/error.hpp"
#include "job_bench.hpp"
#include "store/schema_check.hpp"

using namespace fabula;
using namespace fabula::test;
using jobs::JobRun;

TEST_CASE("a job is queued before the answer and done by the next worker") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto job = t.submit("frames", 2);
    CHECK(t.get(job).state == JobState::Queued);
    CHECK(t.item_states(job) == "queued queued");
    CHECK(t.service.run_next());
    CHECK_FALSE(t.service.run_next());
    const auto done = t.get(job);
    CHECK(done.state == JobState::Done);
    CHECK(done.item_count == 2);
    CHECK(done.done_count == 2);
    CHECK(done.failed_count == 0);
    CHECK(done.finished_at == t.clock.now());
    CHECK_FALSE(done.lease_token);
    CHECK(done.error.empty());
    const auto items = t.service.list_items(kActor, job.id);
    REQUIRE(items.size() == 2);
    CHECK(items[0].result.dump() == R"({"made":"f1"})");
    CHECK(items[1].result.dump() == R"({"made":"f2"})");
    CHECK(items[0].asset_id != items[1].asset_id);
}

TEST_CASE("progress is told item by item, after it is stored") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    t.submit("frames", 2);
    t.service.run_next();
    CHECK(t.heard.lines() ==
          std::vector<std::string>{"frames queued", "frames running", "f1 running 0/2",
                                   "f1 done 1/2", "f2 running 1/2", "f2 done 2/2", "frames done"});
}

TEST_CASE("an item that fails stops no other and says why") {
    JobBench t;
    t.service.register_kind("frames", [](JobRun& run) {
        run.each_item([](const jobs::JobItem& item) -> jobs::ItemResult {
            if (item.item_key == "f1") {
                throw AppError(Code::Invalid, PublicText{"The scene is empty."});
            }
            if (item.item_key == "f2") throw std::runtime_error("secret detail");
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 3);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::PartlyDone);
    CHECK(t.get(job).error == "2 of 3 pieces could not be made.");
    CHECK(t.item_states(job) == "failed failed done");
    const auto items = t.service.list_items(kActor, job.id);
    CHECK(items[0].error == "The scene is empty.");
    CHECK(items[1].error == "Something went wrong inside Fabula.");
    REQUIRE(t.reports.size() == 1);
    CHECK(t.reports[0].find("secret detail") != std::string::npos);
}

TEST_CASE("a job none of whose items could be made has failed") {
    JobBench t;
    t.service.register_kind("frames", [](JobRun& run) {
        run.each_item([](const jobs::JobItem&) -> jobs::ItemResult {
            throw AppError(Code::Invalid, PublicText{"No."});
        });
    });
    const auto job = t.submit("frames", 2);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Failed);
}

TEST_CASE("a worker that throws fails the job with its text") {
    JobBench t;
    t.service.register_kind("frames", [](JobRun&) {
        throw AppError(Code::Invalid, PublicText{"There is no script."});
    });
    const auto job = t.submit("frames", 2);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Failed);
    CHECK(t.get(job).error == "There is no script.");
    CHECK(t.item_states(job) == "cancelled cancelled");
}

TEST_CASE("a worker that forgets items does not count as done") {
    JobBench t;
    t.service.register_kind("frames", [](JobRun&) {});
    const auto job = t.submit("frames", 2);
    int runs = 0;
    while (t.service.run_next()) ++runs;
    CHECK(runs == 26);
    CHECK(t.get(job).state == JobState::Failed);
}

TEST_CASE("retry does again what failed and nothing else") {
    JobBench t;
    std::vector<std::string> worked;
    bool broken = true;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) -> jobs::ItemResult {
            worked.push_back(item.item_key);
            if (broken && item.item_key == "f2") {
                throw AppError(Code::Upstream, PublicText{"The provider is away."});
            }
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 3);
    t.service.run_next();
    const auto asset_before = t.service.list_items(kActor, job.id)[1].asset_id;
    broken = false;
    CHECK(t.service.retry(kActor, job.id).state == JobState::Queued);
    CHECK(t.item_states(job) == "done queued done");
    t.service.run_next();
    const auto done = t.get(job);
    CHECK(done.state == JobState::Done);
    CHECK(done.done_count == 3);
    CHECK(done.failed_count == 0);
    CHECK(done.error.empty());
    CHECK(worked == std::vector<std::string>{"f1", "f2", "f3", "f2"});
    CHECK(t.service.list_items(kActor, job.id)[1].asset_id == asset_before);
    CHECK(code_of([&] { t.service.retry(kActor, job.id); }) == Code::Conflict);
}

TEST_CASE("cancelling a queued job ends it at once; the worker never sees it") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto job = t.submit("frames", 2);
    CHECK(t.service.cancel(kActor, job.id).state == JobState::Cancelled);
    CHECK(t.service.cancel(kActor, job.id).state == JobState::Cancelled);
    CHECK(t.item_states(job) == "cancelled cancelled");
    CHECK_FALSE(t.service.run_next());
}

TEST_CASE("cancelling a running job keeps what is done and begins no further item") {
    JobBench t;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) {
            if (item.item_key == "f2") t.service.cancel(kActor, run.job().id);
            return name_item(item);
        });
    });
    const auto job = t.submit("frames", 4);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Cancelled);
    CHECK(t.item_states(job) == "done done cancelled cancelled");
    t.service.retry(kActor, job.id);
    CHECK(t.item_states(job) == "done done queued queued");
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Done);
    CHECK(code_of([&] { t.service.cancel(kActor, job.id); }) == Code::Conflict);
}

TEST_CASE("items found while working are stored with their rows, all or none") {
    JobBench t;
    t.service.register_kind("storyboard", [](JobRun& run) {
        if (run.job().item_count == 0) {
            run.add_items({{.key = "a", .title = "1A"}, {.key = "b"}}, [](store::Tx& tx) {
                tx.run("UPDATE project SET title = 'Broken down' WHERE id = ?", kProject);
            });
        }
        run.each_item(name_item);
        run.set_result({{"shots", 2}});
    });
    const auto job = t.submit("storyboard", 0);
    t.service.run_next();
    const auto done = t.get(job);
    CHECK(done.state == JobState::Done);
    CHECK(done.item_count == 2);
    CHECK(done.result.dump() == R"({"shots":2})");
    CHECK(t.service.list_items(kActor, job.id)[0].title == "1A");
    CHECK(t.store.read([](store::Reader& db) {
        return db.count("SELECT count(*) FROM project WHERE title = 'Broken down'");
    }) == 1);
}

TEST_CASE("an item key given twice is a conflict and stores no job") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    jobs::NewJob in{.kind = "frames", .items = {{.key = "same"}, {.key = "same"}}};
    CHECK(code_of([&] { t.service.submit(kActor, in); }) == Code::Conflict);
    CHECK(t.service.list(kActor, {}).empty());
}

TEST_CASE("rows that go with a result are stored with it or not at all") {
    JobBench t;
    t.service.register_kind("frames", [](JobRun& run) {
        run.each_item([](const jobs::JobItem& item) -> jobs::ItemResult {
            return {.value = 1, .store_with = [item](store::Tx& tx) {
                        tx.run("UPDATE project SET logline = logline || ? WHERE id = ?",
                               item.item_key, kProject);
                        if (item.item_key == "f2") {
                            throw AppError(Code::Conflict, PublicText{"It is taken."});
                        }
                    }};
        });
    });
    const auto job = t.submit("frames", 3);
    t.service.run_next();
    CHECK(t.item_states(job) == "done failed done");
    CHECK(t.store.read([](store::Reader& db) {
        return db.column<std::string>("SELECT logline FROM project");
    }) == std::vector<std::string>{"f1f3"});
}

TEST_CASE("items on several threads are each done once") {
    JobBench t;
    std::mutex mutex;
    std::multiset<std::string> worked;
    t.service.register_kind("frames", [&](JobRun& run) {
        run.each_item(
            [&](const jobs::JobItem& item) {
                const std::lock_guard lock(mutex);
                worked.insert(item.item_key);
                return name_item(item);
            },
            {.threads = 4});
    });
    const auto job = t.submit("frames", 40);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.get(job).done_count == 40);
    CHECK(worked.size() == 40);
    CHECK(std::set<std::string>(worked.begin(), worked.end()).size() == 40);
}

TEST_CASE("a pass works on the items it wants and leaves the others for the next") {
    JobBench t;
    std::vector<std::string> worked;
    t.service.register_kind("export", [&](JobRun& run) {
        const auto work = [&](const jobs::JobItem& item) {
            worked.push_back(item.item_key);
            return name_item(item);
        };
        run.each_item(work, {.wanted = [](const auto& item) { return item.item_key != "f1"; }});
        run.each_item(work);
    });
    const auto job = t.submit("export", 3);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Done);
    CHECK(worked == std::vector<std::string>{"f2", "f3", "f1"});
}

TEST_CASE("jobs are the organization's own") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto job = t.submit("frames", 1);
    const Actor stranger{{make_uuid()}, {make_uuid()}};
    CHECK(code_of([&] { t.service.get(stranger, job.id); }) == Code::NotFound);
    CHECK(code_of([&] { t.service.list_items(stranger, job.id); }) == Code::NotFound);
    CHECK(code_of([&] { t.service.cancel(stranger, job.id); }) == Code::NotFound);
    CHECK(code_of([&] { t.service.retry(stranger, job.id); }) == Code::NotFound);
    CHECK(t.service.list(stranger, {}).empty());
}

TEST_CASE("the list of jobs is newest first, filtered and in pages") {
    JobBench t;
    t.service.register_kind("frames", name_each_item);
    const auto first = t.submit("frames", 0);
    const auto second = t.submit("frames", 0);
    const auto third = t.submit("frames", 0);
    t.service.run_next();
    const auto ids = [&](const jobs::JobFilter& filter) {
        std::vector<JobId> out;
        for (const auto& job : t.service.list(kActor, filter)) out.push_back(job.id);
        return out;
    };
    CHECK(ids({}) == std::vector<JobId>{third.id, second.id, first.id});
    CHECK(ids({.state = JobState::Queued}) == std::vector<JobId>{third.id, second.id});
    CHECK(ids({.before = third.id.text, .limit = 1}) == std::vector<JobId>{second.id});
    CHECK(ids({.project_id = ProjectId{make_uuid()}}).empty());
    CHECK(t.store
              .read([](store::Reader& db) {
                  return jobs::find_unfinished_job(db, ProjectId{kProject}, "frames");
              })
              ->id == third.id);
}

TEST_CASE("the tables of jobs and items are as their field lists say") {
    JobBench t;
    const auto problems = t.store.read([](store::Reader& db) {
        auto found = store::schema_problems<jobs::Job>(db);
        const auto further = store::schema_problems<jobs::JobItem>(db);
        found.insert(found.end(), further.begin(), further.end());
        return found;
    });
    CHECK(problems == std::vector<std::string>{});
}
