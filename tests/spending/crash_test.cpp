// What is at stake: money. A child asks a provider for pictures and is killed at random moments
// until its job has ended; the provider's own journal says what it was asked.
#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/random.hpp"
#include "spending_bench.hpp"
#include "support/child_process.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

constexpr int kPictures = 24;
const JobId kJob{"01900000-0000-7000-8000-00000000000e"};

// A provider's side of the calls, in files that outlive the killed caller.
struct Journal {
    std::filesystem::path file;

    void write(const std::string& prompt) const {
        std::ofstream(file, std::ios::app) << prompt << std::endl;
    }
    std::vector<std::string> read() const {
        std::vector<std::string> lines;
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }
};

// As a provider of either sort: one that answers in the call itself, of which nobody can ask later,
// and one that works on behind it and knows its calls by the id that the caller chose.
void set_up(Provider& provider, const Journal& journal, bool looks) {
    provider.looks = looks;
    provider.on_look = [&journal](const Json& ticket) -> providers::Progress {
        const auto known = journal.read();
        const auto id = ticket.at(ticket.contains("id") ? "id" : "chosen").get<std::string>();
        if (std::ranges::find(known, id) == known.end()) return providers::Gone{};
        return a_picture();
    };
    provider.on_submit = [&journal, looks](const providers::ImageRequest& request,
                                           const auto&) -> providers::Progress {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        journal.write(request.prompt);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        if (!looks) return a_picture();
        return providers::Running{.ticket = {{"id", request.prompt}},
                                  .look_after = std::chrono::milliseconds(1)};
    };
}

// As a server does from its start.
[[noreturn]] void serve(const std::filesystem::path& folder, bool looks, const ParentLine& parent) {
    const WallClock clock;
    store::Store store({.file = folder / "fabula.db", .clock = clock});
    Heard heard;
    Provider provider;
    const Journal journal{folder / "journal"};
    set_up(provider, journal, looks);
    const DoubleChoice models(provider);
    const spending::PaidWork work(store, clock, models);
    jobs::JobService service(store, clock, heard);
    service.register_kind("paint", [&](jobs::JobRun& run) {
        run.each_item(
            [&](const jobs::JobItem& item) {
                const auto paid = work.make_picture(
                    {.run = run, .item = item, .whom = {.organization = kActor.organization}},
                    {{"prompt", item.item_key}},
                    [&] { return providers::ImageRequest{.prompt = item.item_key}; });
                return jobs::ItemResult{.value = Json::object(),
                                        .store_with = [call = paid.call](store::Tx& tx) {
                                            spending::PaidWork::settle(tx, call);
                                        }};
            },
            {.threads = 2});
    });
    service.start();
    parent.started();
    while (!jobs::has_ended(service.get(kActor, kJob).state)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    parent.ended();
}

bool run_for(const std::filesystem::path& folder, bool looks, std::chrono::milliseconds time) {
    return ends_before_kill(time, [&](const ParentLine& parent) { serve(folder, looks, parent); });
}

void begin(const std::filesystem::path& folder) {
    const FakeClock clock;
    store::Store store({.file = folder / "fabula.db", .clock = clock});
    create_project(store);
    store.write([](store::Tx& tx) {
        jobs::Job job{.id = kJob,
                      .organization_id = kActor.organization,
                      .project_id = ProjectId{kProject},
                      .created_by = kActor.user,
                      .kind = "paint",
                      .title = "Pictures",
                      .item_count = kPictures};
        tx.insert(job);
        std::vector<jobs::NewJobItem> items;
        for (int i = 0; i < kPictures; ++i) items.push_back({.key = "p" + std::to_string(i)});
        jobs::create_items(tx, kJob, items);
    });
}

}  // namespace

TEST_CASE("killed at any moment, no paid call is sent twice, and what nobody can tell is unknown") {
    for (const bool looks : {false, true}) {
        CAPTURE(looks);
        const TempFolder folder;
        begin(folder.path());
        std::mt19937 random(static_cast<unsigned>(looks) + 7);
        std::uniform_int_distribution<int> moment(5, 40);
        int kills = 0;
        while (!run_for(folder.path(), looks, std::chrono::milliseconds(moment(random)))) {
            REQUIRE(++kills < 200);
        }
        MESSAGE("killed ", kills, " times");
        CHECK(kills > 2);

        std::map<std::string, int> sent;
        for (const auto& prompt : Journal{folder.path() / "journal"}.read()) ++sent[prompt];
        for (const auto& [prompt, times] : sent) {
            CAPTURE(prompt);
            CHECK(times == 1);
        }
        const FakeClock clock;
        store::Store store({.file = folder.path() / "fabula.db", .clock = clock});
        const auto items = store.read([](store::Reader& db) { return jobs::list_items(db, kJob); });
        int unknown = 0;
        for (const auto& item : items) {
            CAPTURE(item.item_key);
            CHECK((item.state == JobItemState::Done || item.state == JobItemState::Unknown));
            unknown += item.state == JobItemState::Unknown;
            if (item.state == JobItemState::Done) CHECK(sent[item.item_key] == 1);
        }
        CHECK(unknown <= 2 * kills);  // Two at a time.
        // Each piece has one call; one that was only reserved was never sent.
        const auto calls = store.read([](store::Reader& db) {
            return spending::list_calls(db, kActor.organization, {.limit = 1000});
        });
        std::set<std::string> with_call;
        for (const auto& call : calls) {
            if (call.state == PaidCallState::Intent) continue;
            CHECK(with_call.insert(call.job_item_id->text).second);
        }
        CHECK(with_call.size() == kPictures);
    }
}
