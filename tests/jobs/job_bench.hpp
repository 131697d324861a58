// A job service whose listener keeps what it hears.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "jobs/jobs_service.hpp"
#include "support/database.hpp"

namespace fabula::test {

class Heard final : public jobs::JobListener {
public:
    void job_changed(const jobs::Job& job) override {
        add(job.kind + " " + std::string(name_of(job.state)));
    }
    void item_changed(const jobs::Job& job, const jobs::JobItem& item) override {
        add(item.item_key + " " + std::string(name_of(item.state)) + " " +
            std::to_string(job.done_count) + "/" + std::to_string(job.item_count));
    }
    std::vector<std::string> lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

private:
    void add(std::string line) {
        const std::lock_guard lock(mutex_);
        lines_.push_back(std::move(line));
    }
    std::mutex mutex_;
    std::vector<std::string> lines_;
};

struct JobBench : Database {
    Heard heard{};
    std::vector<std::string> reports{};
    std::mutex reports_mutex{};
    jobs::JobService service{
        store,
        clock,
        heard,
        {.lease_time = std::chrono::seconds(60), .report = [this](std::string_view text) {
             const std::lock_guard lock(reports_mutex);
             reports.emplace_back(text);
         }}};

    jobs::Job submit(const std::string& kind, int items) {
        jobs::NewJob in{.kind = kind, .title = "Frames", .project_id = ProjectId{kProject}};
        for (int i = 1; i <= items; ++i) in.items.push_back({.key = "f" + std::to_string(i)});
        return service.submit(kActor, in);
    }
    jobs::Job get(const jobs::Job& job) { return service.get(kActor, job.id); }
    std::string item_states(const jobs::Job& job) {
        std::string out;
        for (const auto& item : service.list_items(kActor, job.id)) {
            out += (out.empty() ? "" : " ") + std::string(name_of(item.state));
        }
        return out;
    }
};

// Makes nothing: the item's key is its result.
inline jobs::ItemResult name_item(const jobs::JobItem& item) {
    return {.value = {{"made", item.item_key}}};
}

inline void name_each_item(jobs::JobRun& run) {
    run.each_item(name_item);
}

inline Code code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const AppError& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Code::Internal;
}

}  // namespace fabula::test
