#include "jobs/needs.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "jobs/jobs_store.hpp"

namespace fabula::jobs {

namespace {

AppError invalid(const std::string& text) {
    return AppError(Code::Invalid, PublicText{text}, {.field = "needs"});
}

}  // namespace

void check_needs(const std::vector<NewJobItem>& items,
                 const std::function<bool(const std::string&)>& known) {
    if (std::ranges::all_of(items, [](const auto& item) { return item.needs.empty(); })) return;
    std::map<std::string, std::set<std::string>> open;  // What each still waits for, by key.
    std::map<std::string, std::vector<std::string>> waiting_for;
    for (const auto& item : items) open[item.key];
    for (const auto& item : items) {
        for (const auto& need : item.needs) {
            if (open.contains(need)) {
                open[item.key].insert(need);
                waiting_for[need].push_back(item.key);
            } else if (!known(need)) {
                throw invalid("\"" + item.title + "\" needs something that the job does not make.");
            }
        }
    }
    std::vector<std::string> ready;
    for (const auto& [key, needs] : open) {
        if (needs.empty()) ready.push_back(key);
    }
    std::size_t met = 0;
    while (!ready.empty()) {
        const auto key = std::move(ready.back());
        ready.pop_back();
        ++met;
        for (const auto& waiting : waiting_for[key]) {
            auto& needs = open[waiting];
            if (needs.erase(key) > 0 && needs.empty()) ready.push_back(waiting);
        }
    }
    if (met < open.size()) throw invalid("Some pieces need each other in a circle.");
}

Schedule::Schedule(std::vector<JobItem> items, const std::function<bool(const JobItem&)>& wanted) {
    entries_.reserve(items.size());
    for (auto& item : items) {
        const bool waits =
            item.state == JobItemState::Queued && (wanted == nullptr || wanted(item));
        by_key_[item.item_key] = entries_.size();
        entries_.push_back({std::move(item), waits ? Standing::Waiting : Standing::Apart});
    }
}

bool Schedule::all_let_on(const JobItem& item) const {
    return std::ranges::all_of(item.needs, [&](const auto& need) {
        const auto found = by_key_.find(need);
        return found == by_key_.end() || lets_on(entries_[found->second].item.state);
    });
}

bool Schedule::one_is_missing(const JobItem& item) const {
    return std::ranges::any_of(item.needs, [&](const auto& need) {
        const auto found = by_key_.find(need);
        if (found == by_key_.end()) return false;
        const auto state = entries_[found->second].item.state;
        return has_ended(state) && !lets_on(state);
    });
}

const JobItem* Schedule::next() {
    bool passed_over = false;
    for (auto i = first_waiting_; i < entries_.size(); ++i) {
        auto& [item, standing] = entries_[i];
        if (standing != Standing::Waiting) continue;
        if (!all_let_on(item)) {
            if (!std::exchange(passed_over, true)) first_waiting_ = i;
            continue;
        }
        standing = Standing::Begun;
        if (!passed_over) first_waiting_ = i + 1;
        ++begun_;
        return &item;
    }
    return nullptr;
}

void Schedule::ended(const JobItem& item, JobItemState state) {
    auto& entry = entries_[by_key_.at(item.item_key)];
    entry.item.state = state;
    entry.standing = Standing::Apart;
    --begun_;
}

std::vector<JobItem> Schedule::take_blocked() {
    std::vector<JobItem> blocked;
    for (bool found = true; found;) {
        found = false;
        for (auto& [item, standing] : entries_) {
            if (standing != Standing::Waiting || !one_is_missing(item)) continue;
            standing = Standing::Apart;
            item.state = JobItemState::Blocked;
            blocked.push_back(item);
            found = true;
        }
    }
    return blocked;
}

}  // namespace fabula::jobs
