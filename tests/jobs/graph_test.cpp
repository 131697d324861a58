// Items that need others, that end in other ways than done or failed, and jobs that wait.
#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "job_bench.hpp"

using namespace fabula;
using namespace fabula::test;
using jobs::ItemResult;
using jobs::JobItem;
using jobs::JobRun;

namespace {

// key: the keys that it needs.
using Graph = std::vector<std::pair<std::string, std::vector<std::string>>>;

jobs::Job submit(JobBench& t, const Graph& graph) {
    jobs::NewJob in{.kind = "graph", .title = "Drama", .project_id = ProjectId{kProject}};
    for (const auto& [key, needs] : graph) {
        in.items.push_back({.key = key, .title = key, .input = Json::object(), .needs = needs});
    }
    return t.service.submit(kActor, in);
}

// A worker that does what `work` says, on `threads`, and keeps the order of what it was given.
struct Worker {
    JobBench& t;
    std::function<void(JobRun&, const JobItem&)> work{};
    int threads = 1;
    std::mutex mutex{};
    std::vector<std::string> order{};

    void begin() {
        t.service.register_kind(
            "graph",
            [this](JobRun& run) {
                run.each_item(
                    [&](const JobItem& item) {
                        {
                            const std::lock_guard lock(mutex);
                            order.push_back(item.item_key);
                        }
                        if (work) work(run, item);
                        return ItemResult{.value = {{"made", item.item_key}}};
                    },
                    {.threads = threads});
            },
            [](const Json& input) {
                if (!input.contains("prompt")) {
                    throw AppError(Code::Invalid, PublicText{"Say what to draw."},
                                   {.field = "input.prompt"});
                }
            });
    }
    std::string said() const {
        std::string out;
        for (const auto& key : order) out += (out.empty() ? "" : " ") + key;
        return out;
    }
};

JobItem item_of(JobBench& t, const jobs::Job& job, const std::string& key) {
    for (const auto& item : t.service.list_items(kActor, job.id)) {
        if (item.item_key == key) return item;
    }
    FAIL("no item " << key);
    return {};
}

}  // namespace

TEST_CASE("items begin behind what they need, else in the order in which they were given") {
    JobBench t;
    Worker worker{.t = t};
    worker.begin();
    const auto job = submit(t, {{"cover", {"anna", "ben"}},
                                {"anna", {}},
                                {"scene", {"sheet"}},
                                {"ben", {}},
                                {"sheet", {"ben"}}});
    t.service.run_next();
    CHECK(worker.said() == "anna ben cover sheet scene");
    CHECK(t.get(job).state == JobState::Done);
}

TEST_CASE("a graph is worked on as wide as there are threads, and never before a need is done") {
    JobBench t;
    std::mutex mutex;
    std::set<std::string> done;
    int at_once = 0;
    int widest = 0;
    Worker worker{.t = t, .threads = 3};
    worker.work = [&](JobRun&, const JobItem& item) {
        std::unique_lock lock(mutex);
        for (const auto& need : item.needs) CHECK(done.contains(need));
        widest = std::max(widest, ++at_once);
        lock.unlock();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        lock.lock();
        --at_once;
        done.insert(item.item_key);
    };
    worker.begin();
    Graph graph;
    for (int i = 0; i < 4; ++i) {
        const auto n = std::to_string(i);
        graph.push_back({"c" + n, {"b" + n}});
        graph.push_back({"b" + n, {"a"}});
    }
    graph.push_back({"a", {}});
    const auto job = submit(t, graph);
    t.service.run_next();
    CHECK(done.size() == 9);
    CHECK(widest == 3);
    CHECK(t.get(job).state == JobState::Done);
}

TEST_CASE("what needs a piece that did not come is blocked, and nothing else") {
    JobBench t;
    Worker worker{.t = t};
    worker.work = [](JobRun&, const JobItem& item) {
        if (item.item_key == "video") {
            throw jobs::ItemWithoutResult(JobItemState::Unsupported, "Nobody here makes videos.");
        }
        if (item.item_key == "voice") {
            throw jobs::ItemWithoutResult(JobItemState::Unknown, "It may have been made.");
        }
    };
    worker.begin();
    const auto job = submit(
        t,
        {{"video", {}}, {"cut", {"video"}}, {"trailer", {"cut"}}, {"voice", {}}, {"picture", {}}});
    t.service.run_next();
    CHECK(t.item_states(job) == "unsupported blocked blocked unknown done");
    CHECK(item_of(t, job, "video").error == "Nobody here makes videos.");
    CHECK(item_of(t, job, "trailer").error == "Something that this needs did not come.");
    CHECK(t.get(job).state == JobState::PartlyDone);
    CHECK(t.get(job).error == "4 of 5 pieces could not be made.");
    CHECK(t.get(job).failed_count == 4);
}

TEST_CASE("a piece that is left out lets on what needs it, also when the job has ended") {
    JobBench t;
    Worker worker{.t = t};
    worker.work = [](JobRun&, const JobItem& item) {
        if (item.item_key == "sheet") throw AppError(Code::Invalid, PublicText{"refused"});
    };
    worker.begin();
    const auto job = submit(t, {{"sheet", {}}, {"panel", {"sheet"}}, {"page", {"panel"}}});
    t.service.run_next();
    CHECK(t.item_states(job) == "failed blocked blocked");
    CHECK(t.get(job).state == JobState::Failed);
    t.service.skip_item(kActor, job.id, item_of(t, job, "sheet").id);
    CHECK(t.item_states(job) == "skipped queued queued");
    CHECK(t.get(job).state == JobState::Queued);
    CHECK(t.get(job).failed_count == 0);
    t.service.run_next();
    CHECK(t.item_states(job) == "skipped done done");
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.get(job).done_count == 3);
    CHECK(code_of([&] { t.service.skip_item(kActor, job.id, item_of(t, job, "page").id); }) ==
          Code::Conflict);
}

TEST_CASE("one piece is made again with another input, and what it blocked goes on") {
    JobBench t;
    Worker worker{.t = t};
    worker.work = [](JobRun&, const JobItem& item) {
        if (item.item_key == "panel" && !item.input.contains("prompt")) {
            throw AppError(Code::Invalid, PublicText{"A filter refused this."});
        }
    };
    worker.begin();
    const auto job = submit(t, {{"panel", {}}, {"page", {"panel"}}, {"other", {}}});
    t.service.run_next();
    CHECK(t.item_states(job) == "failed blocked done");
    const auto panel = item_of(t, job, "panel").id;
    CHECK(code_of([&] {
              t.service.retry_item(kActor, job.id, panel, Json{{"word", 1}});
          }) == Code::Invalid);
    CHECK(t.item_states(job) == "failed blocked done");
    t.service.retry_item(kActor, job.id, panel, Json{{"prompt", "a hat"}});
    worker.order.clear();
    t.service.run_next();
    CHECK(worker.said() == "panel page");
    CHECK(t.item_states(job) == "done done done");
    CHECK(code_of([&] { t.service.retry_item(kActor, job.id, panel); }) == Code::Conflict);
    CHECK(code_of([&] { t.service.retry_item(kActor, job.id, JobItemId{make_id<JobItemId>()}); }) ==
          Code::NotFound);
}

TEST_CASE("a piece whose outcome is unknown is not made again by a retry") {
    JobBench t;
    Worker worker{.t = t};
    worker.work = [](JobRun&, const JobItem& item) {
        if (item.item_key == "paid") {
            throw jobs::ItemWithoutResult(JobItemState::Unknown, "It may have been paid.");
        }
        if (item.attempts == 1) throw AppError(Code::Unavailable, PublicText{"busy"});
    };
    worker.begin();
    const auto job = submit(t, {{"paid", {}}, {"free", {}}});
    t.service.run_next();
    CHECK(t.item_states(job) == "unknown failed");
    CHECK(code_of([&] { t.service.retry_item(kActor, job.id, item_of(t, job, "paid").id); }) ==
          Code::Conflict);
    worker.work = {};
    worker.order.clear();
    t.service.retry(kActor, job.id);
    t.service.run_next();
    CHECK(worker.said() == "free");
    CHECK(t.item_states(job) == "unknown done");
    CHECK(t.get(job).state == JobState::PartlyDone);
    CHECK(code_of([&] { t.service.retry(kActor, job.id); }) == Code::Conflict);
}

TEST_CASE("a job that has to wait goes on at the hour that was named, or when somebody says so") {
    JobBench t;
    bool limited = true;
    Worker worker{.t = t};
    worker.work = [&](JobRun&, const JobItem& item) {
        if (!limited || item.item_key == "first") return;
        throw jobs::JobPauses({.until = t.clock.now() + std::chrono::minutes(10),
                               .reason = "The provider asks to wait."});
    };
    worker.begin();
    const auto job = submit(t, {{"first", {}}, {"second", {}}, {"third", {}}});
    t.service.run_next();
    CHECK(t.item_states(job) == "done queued queued");
    auto paused = t.get(job);
    CHECK(paused.state == JobState::Paused);
    CHECK(paused.pause_reason == "The provider asks to wait.");
    CHECK(paused.resume_at == t.clock.now() + std::chrono::minutes(10));
    CHECK_FALSE(t.service.run_next());
    t.clock.advance(std::chrono::minutes(11));
    CHECK(t.service.run_next());  // Still limited: it waits again.
    CHECK(t.get(job).state == JobState::Paused);
    limited = false;
    t.service.resume(kActor, job.id);
    CHECK(code_of([&] { t.service.resume(kActor, job.id); }) == Code::Conflict);
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.get(job).pause_reason.empty());
    CHECK(worker.said() == "first second second second third");
}

TEST_CASE("a paused job is cancelled at once") {
    JobBench t;
    Worker worker{.t = t};
    worker.work = [](JobRun&, const JobItem&) { throw jobs::JobPauses({.reason = "No credit."}); };
    worker.begin();
    const auto job = submit(t, {{"first", {}}});
    t.service.run_next();
    CHECK_FALSE(t.get(job).resume_at);
    t.clock.advance(std::chrono::hours(1000));
    CHECK_FALSE(t.service.run_next());
    CHECK(t.service.cancel(kActor, job.id).state == JobState::Cancelled);
    CHECK(t.item_states(job) == "cancelled");
}

TEST_CASE("one piece is cancelled: a queued one at once, one at work is asked to stop") {
    JobBench t;
    std::atomic<bool> begun = false;
    Worker worker{.t = t};
    worker.work = [&](JobRun& run, const JobItem& item) {
        if (item.item_key != "slow") return;
        const auto stop = run.stop_of(item);
        begun = true;
        while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        throw AppError(Code::Unavailable, PublicText{"It may still be billed."});
    };
    worker.begin();
    const auto job = submit(t, {{"slow", {}}, {"next", {}}, {"last", {}}});
    t.service.cancel_item(kActor, job.id, item_of(t, job, "next").id);
    CHECK(t.item_states(job) == "queued cancelled queued");
    std::jthread working([&] { t.service.run_next(); });
    while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    t.service.cancel_item(kActor, job.id, item_of(t, job, "slow").id);
    working.join();
    CHECK(t.item_states(job) == "cancelled cancelled done");
    CHECK(item_of(t, job, "slow").error == "It may still be billed.");
    CHECK(t.get(job).state == JobState::PartlyDone);
    CHECK(t.get(job).error == "2 of 3 pieces could not be made.");
}

TEST_CASE("a piece queued again while its job runs is made by the same run") {
    JobBench t;
    Worker worker{.t = t};
    bool again = false;
    worker.work = [&](JobRun&, const JobItem& item) {
        if (item.item_key == "first" && item.attempts == 1 && !again) {
            throw AppError(Code::Unavailable, PublicText{"busy"});
        }
        if (item.item_key == "second") {
            again = true;
            t.service.retry_item(kActor, item.job_id,
                                 t.service.list_items(kActor, item.job_id)[0].id);
        }
    };
    worker.begin();
    const auto job = submit(t, {{"first", {}}, {"second", {}}});
    t.service.run_next();
    CHECK(worker.said() == "first second first");
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.get(job).done_count == 2);
    CHECK(t.get(job).failed_count == 0);
}

TEST_CASE("needs that lead nowhere or in a circle store no job") {
    JobBench t;
    Worker worker{.t = t};
    worker.begin();
    const auto refused = [&](const Graph& graph) {
        try {
            submit(t, graph);
        } catch (const AppError& error) {
            return error.details().field + ": " + error.what();
        }
        return std::string("taken");
    };
    CHECK(refused({{"page", {"panel"}}}) ==
          "needs: \"page\" needs something that the job does not make.");
    CHECK(refused({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}, {"d", {}}}) ==
          "needs: Some pieces need each other in a circle.");
    CHECK(refused({{"a", {"a"}}}) == "needs: Some pieces need each other in a circle.");
    CHECK(refused({{"a", {}}, {"b", {"a", "a"}}}) == "taken");
    CHECK(t.service.list(kActor, {}).size() == 1);
}

TEST_CASE("pieces of others' jobs are not there") {
    JobBench t;
    Worker worker{.t = t};
    worker.begin();
    const auto job = submit(t, {{"first", {}}});
    const auto item = item_of(t, job, "first").id;
    const Actor stranger{{make_uuid()}, {make_uuid()}};
    CHECK(code_of([&] { t.service.skip_item(stranger, job.id, item); }) == Code::NotFound);
    CHECK(t.item_states(job) == "queued");
}
