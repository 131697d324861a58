// The page of jobs, and what every page says of them.
#include <algorithm>

#include "pages/lens.hpp"
#include "spending/money.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kJobsShown = 100;
constexpr std::size_t kMissingShown = 5;  // Further ones are folded away.

std::string took_text(const jobs::Job& job) {
    if (!job.started_at || !job.finished_at) return {};
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(*job.finished_at - *job.started_at)
            .count();
    if (seconds < 60) return std::to_string(std::max<std::int64_t>(1, seconds)) + " s";
    return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
}

// What became of it is not known: what one can do, and what that may cost.
void add_unknown(Json& row, const std::vector<spending::PaidCall>& undecided,
                 const JobItemId& item) {
    const auto call = std::ranges::find(undecided, item, &spending::PaidCall::job_item_id);
    if (call == undecided.end()) return;
    row["call_id"] = call->id.text;
    if (call->estimate && !call->local) row["again_cost"] = spending::dollars(*call->estimate);
}

// "$0.12", and "+ ?" where some calls did not say; empty where nothing is paid.
std::string spent_text(const spending::JobCost& cost) {
    if (cost.calls == 0) return {};
    return spending::dollars(cost.told) + (cost.untold > 0 ? " + ?" : "");
}

// What did not come, and what can be done about it.
Json missing_items(const Sources& from, const Visit& visit, const jobs::Job& job,
                   const std::vector<spending::PaidCall>& undecided) {
    Json out = Json::array();
    if (job.done_count == job.item_count) return out;
    for (const auto& item : from.jobs.list_items(visit.actor, job.id)) {
        if (!jobs::has_ended(item.state) || jobs::lets_on(item.state)) continue;
        const bool unknown = item.state == JobItemState::Unknown;
        const bool blocked = item.state == JobItemState::Blocked;
        Json row = {{"id", item.id.text},
                    {"title", item.title},
                    {"state_name", from.texts.get(visit.language,
                                                  "jobs.item." + std::string(name_of(item.state)))},
                    {"error", item.error},
                    {"can_retry", !unknown && !blocked},
                    {"can_skip", true}};
        if (unknown) add_unknown(row, undecided, item.id);
        out.push_back(std::move(row));
    }
    return out;
}

Json job_row(const Sources& from, const Visit& visit, const jobs::Job& job) {
    const bool open = !jobs::has_ended(job.state);
    const bool paused = job.state == JobState::Paused;
    const auto money = from.spending.money_of(visit.actor, job);
    Json row = {{"id", job.id.text},
                {"title", title_of(from, visit, job)},
                {"state", name_of(job.state)},
                {"state_name",
                 from.texts.get(visit.language, "jobs.state." + std::string(name_of(job.state)))},
                {"open", open},
                {"item_count", job.item_count},
                {"done_count", job.done_count},
                {"failed_count", job.failed_count},
                {"created_at", to_iso(job.created_at)},
                {"created_on", date_text(job.created_at)},
                {"took", took_text(job)},
                {"error", job.error},
                {"can_cancel", open && !job.cancel_requested},
                {"can_retry", (needs_somebody(job) && !paused) || job.state == JobState::Cancelled},
                {"is_done", job.state == JobState::Done},
                {"is_partly", job.state == JobState::PartlyDone},
                {"is_failed", job.state == JobState::Failed},
                {"is_paused", paused},
                {"pause_reason", job.pause_reason},
                {"missing_items", Json::array()},
                {"more_items", Json::array()}};
    for (auto& item : missing_items(from, visit, job, money.undecided)) {
        const auto* list =
            row["missing_items"].size() < kMissingShown ? "missing_items" : "more_items";
        row[list].push_back(std::move(item));
    }
    if (!row["more_items"].empty()) row["more_count"] = row["more_items"].size();
    if (const auto spent = spent_text(money.cost); !spent.empty()) row["spent"] = spent;
    if (job.resume_at) row["resume_at"] = to_iso(*job.resume_at);
    if (!job.project_id) return row;
    row["project"] = {{"id", job.project_id->text}, {"title", job.title}};
    if (job.kind == takeout::kExportKind) {
        row["result_url"] = "/p/" + job.project_id->text + "/exports";
        row["result_name"] = from.texts.get(visit.language, "exports.name");
    } else if (job.kind == picture_stories::kPictureStoryKind) {
        row["result_url"] = "/p/" + job.project_id->text + "/picture-story";
        row["result_name"] = from.texts.get(visit.language, "picture_story.name");
    } else {
        row["result_url"] = "/p/" + job.project_id->text + "/storyboard";
        row["result_name"] = from.texts.get(visit.language, "storyboard.name");
    }
    return row;
}

}  // namespace

Json jobs_page(const Sources& from, const Visit& visit) {
    Json rows = Json::array();
    for (const auto& job : from.jobs.list(
             visit.actor, {.project_id = {}, .state = {}, .before = {}, .limit = kJobsShown})) {
        rows.push_back(job_row(from, visit, job));
    }
    return {{"jobs", std::move(rows)}};
}

Json common_data(jobs::JobService& jobs, http::EventHub& events, const Actor& actor,
                 const HouseFacts& facts) {
    std::int64_t open = 0;
    std::int64_t failed = 0;
    for (const auto& job :
         jobs.list(actor, {.project_id = {}, .state = {}, .before = {}, .limit = kJobsShown})) {
        open += !jobs::has_ended(job.state);
        failed += needs_somebody(job);
    }
    Json data = {{"data_folder", facts.data_folder},
                 {"last_event", events.last_id()},
                 {"inside", !actor.anonymous()}};
    if (!facts.person.empty()) data["person"] = facts.person;
    if (!facts.environment.empty()) data["environment"] = facts.environment;
    if (open > 0) data["jobs_open"] = open;
    if (failed > 0) data["jobs_failed"] = failed;
    return data;
}

}  // namespace fabula::pages
