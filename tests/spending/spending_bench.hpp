// A job service whose items ask a provider for a picture each.
#pragma once

#include <doctest/doctest.h>

#include "../jobs/job_bench.hpp"
#include "models_double.hpp"
#include "spending/paid_work.hpp"
#include "spending/spending_service.hpp"

namespace fabula::test {

struct SpendingBench : JobBench {
    Provider provider{};
    DoubleChoice models{provider};
    spending::PaidWork work{store, clock, models};
    spending::SpendingService money{store, clock, service, models};
    std::vector<std::string> made{};

    SpendingBench() {
        service.register_kind(
            "paint",
            [this](jobs::JobRun& run) {
                run.each_item([&](const jobs::JobItem& item) { return paint(run, item); });
            },
            [](const Json&) {});
    }

    jobs::ItemResult paint(jobs::JobRun& run, const jobs::JobItem& item) {
        const auto prompt = item.input.at("prompt").get<std::string>();
        const auto paid = work.make_picture(
            {.run = run, .item = item, .whom = {.organization = run.job().organization_id}},
            {{"prompt", prompt}}, [&] { return providers::ImageRequest{.prompt = prompt}; });
        return {.value = {{"bytes", paid.picture.bytes}},
                .store_with = [call = paid.call](store::Tx& tx) {
                    spending::PaidWork::settle(tx, call);
                }};
    }

    jobs::Job paint_all(const std::vector<std::string>& prompts) {
        jobs::NewJob in{.kind = "paint", .title = "Pictures", .project_id = ProjectId{kProject}};
        for (const auto& prompt : prompts) {
            in.items.push_back({.key = prompt, .title = prompt, .input = {{"prompt", prompt}}});
        }
        return service.submit(kActor, in);
    }

    // Newest first.
    std::vector<spending::PaidCall> calls() {
        return money.list_calls(kActor, {.project_id = ProjectId{kProject}});
    }
    // "done 30000, failed -"
    std::string call_states() {
        std::string out;
        for (const auto& call : calls()) {
            out += (out.empty() ? "" : ", ") + std::string(name_of(call.state)) + " " +
                   (call.cost ? std::to_string(*call.cost) : "-");
        }
        return out;
    }
    jobs::JobItem item(const jobs::Job& job, std::size_t index = 0) {
        return service.list_items(kActor, job.id).at(index);
    }
};

inline providers::CallError call_error(providers::CallFailure failure,
                                       providers::CallError::About about = {}) {
    return {failure, PublicText{"The provider says: " + std::string(name_of(failure)) + "."},
            std::move(about)};
}

}  // namespace fabula::test
