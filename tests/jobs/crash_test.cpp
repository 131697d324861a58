// What is at stake: a server that is killed in the middle of a job. A child works on a job of
// sixty frames, each with a file and a row, and is killed at random moments until it ends.
#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "files/asset_service.hpp"
#include "job_bench.hpp"
#include "support/child_process.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

constexpr int kFrames = 60;
const JobId kJob{"01900000-0000-7000-8000-00000000000d"};

jobs::ItemResult draw_frame(files::AssetService& assets, const jobs::JobItem& item) {
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    const auto bytes = "frame " + item.item_key + std::string(10'000, 'x');
    auto asset = assets.write_file({.id = item.asset_id,
                                    .organization_id = kActor.organization,
                                    .project_id = ProjectId{kProject},
                                    .folder = AssetFolder::Shots,
                                    .extension = "png"},
                                   bytes);
    return {.value = {{"asset", asset.id.text}}, .store_with = [asset](store::Tx& tx) mutable {
                tx.insert(asset);
                tx.run("UPDATE project SET logline = logline || 'x' WHERE id = ?", kProject);
            }};
}

// As a server does from its start: takes over what its predecessor left.
[[noreturn]] void serve(const std::filesystem::path& folder, const ParentLine& parent) {
    const WallClock clock;
    store::Store store({.file = folder / "fabula.db", .clock = clock});
    const files::AssetTree tree(folder);
    files::AssetService assets(store, tree, clock, nullptr);
    Heard heard;
    jobs::JobService service(store, clock, heard);
    service.register_kind("frames", [&](jobs::JobRun& run) {
        run.each_item([&](const jobs::JobItem& item) { return draw_frame(assets, item); },
                      {.threads = 2});
    });
    service.start();
    parent.started();
    while (!jobs::has_ended(service.get(kActor, kJob).state)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    parent.ended();
}

bool run_for(const std::filesystem::path& folder, std::chrono::milliseconds time) {
    return ends_before_kill(time, [&](const ParentLine& parent) { serve(folder, parent); });
}

}  // namespace

TEST_CASE("a job survives kill -9 at any moment: it ends, and no frame is missing or doubled") {
    const TempFolder folder;
    const WallClock clock;
    {
        store::Store store({.file = folder / "fabula.db", .clock = clock});
        create_project(store);
        store.write([](store::Tx& tx) {
            tx.insert(jobs::Job{.id = kJob,
                                .organization_id = kActor.organization,
                                .project_id = ProjectId{kProject},
                                .kind = "frames",
                                .item_count = kFrames});
            std::vector<jobs::NewJobItem> items;
            for (int i = 0; i < kFrames; ++i) items.push_back({.key = std::to_string(i)});
            jobs::create_items(tx, kJob, items);
        });
    }
    std::mt19937 random(60);
    unsigned kills = 0;
    // Later rounds live longer, so that a slow machine gets there too.
    while (!run_for(folder.path(), std::chrono::milliseconds(random() % 60 + 5U * kills))) {
        REQUIRE(++kills < 200);
    }
    MESSAGE("killed " << kills << " times");
    CHECK(kills > 0);

    store::Store store({.file = folder / "fabula.db", .clock = clock});
    const auto job = store.read([](store::Reader& db) { return jobs::find_job(db, kJob).value(); });
    CHECK(job.state == JobState::Done);
    CHECK(job.done_count == kFrames);
    CHECK(job.failed_count == 0);
    store.read([](store::Reader& db) {
        std::set<std::string> assets;
        for (const auto& item : jobs::list_items(db, kJob)) {
            CHECK(item.state == JobItemState::Done);
            CHECK(item.result["asset"] == item.asset_id.text);
            assets.insert(item.asset_id.text);
        }
        CHECK(assets.size() == kFrames);
        CHECK(db.count("SELECT count(*) FROM asset") == kFrames);
        // The row that goes with each result was written once for each.
        CHECK(db.count("SELECT length(logline) FROM project") == kFrames);
    });
    const files::AssetTree tree(folder.path());
    files::AssetService assets(store, tree, clock, nullptr);
    tree.remove_unfinished();
    const auto check = assets.check(files::CheckDepth::Hashes);
    CHECK(check.file_count == kFrames);
    CHECK(check.is_clean());
}
