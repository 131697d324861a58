#include "http/events.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "http/gate/turn.hpp"

namespace fabula::http {

EventHub::EventHub(std::string boot) : EventHub(std::move(boot), Options{}) {}

EventHub::EventHub(std::string boot, Options options) : boot_(std::move(boot)), options_(options) {}

std::string EventHub::id_of(std::uint64_t number) const {
    return boot_ + "-" + std::to_string(number);
}

std::string EventHub::publish(const OrganizationId& organization, std::string project_id,
                              std::string type, Json data, Repeats repeats) {
    std::string id;
    {
        const std::lock_guard lock(mutex_);
        id = id_of(++last_);
        if (repeats == Repeats::Replaced && !entries_.empty() &&
            entries_.back().organization == organization && entries_.back().event.type == type &&
            entries_.back().event.project_id == project_id) {
            entries_.pop_back();
        }
        entries_.push_back(
            {last_, organization, {id, std::move(type), std::move(project_id), std::move(data)}});
        if (entries_.size() > options_.kept) {
            forgotten_ = entries_.front().number;
            entries_.pop_front();
        }
        if (listener_) listener_();
    }
    changed_.notify_all();
    return id;
}

void EventHub::set_listener(std::function<void()> listener) {
    const std::lock_guard lock(mutex_);
    listener_ = std::move(listener);
}

std::optional<std::uint64_t> EventHub::find_start(const std::string& after) const {
    if (after.empty()) return last_;
    const auto dash = after.rfind('-');
    if (dash == std::string::npos || after.substr(0, dash) != boot_) return std::nullopt;
    const auto number = parse_integer(std::string_view(after).substr(dash + 1));
    if (!number || *number < 0) return std::nullopt;
    const auto start = static_cast<std::uint64_t>(*number);
    if (start > last_ || start < forgotten_) return std::nullopt;
    return start;
}

// Moves `start` on behind what was looked at.
void EventHub::collect(const Actor& actor, const EventQuestion& question, std::uint64_t& start,
                       EventBatch& batch) const {
    // Between two looks more may have happened than is kept.
    if (start < forgotten_) {
        batch.reset = true;
        start = last_;
        return;
    }
    auto next = std::ranges::upper_bound(entries_, start, {}, &Entry::number);
    for (; next != entries_.end() && batch.events.size() < options_.batch_max; ++next) {
        const Entry& entry = *next;
        start = entry.number;
        if (entry.organization != actor.organization) continue;
        if (!question.project_id.empty() && entry.event.project_id != question.project_id) continue;
        if (std::ranges::find(question.except, entry.event.type) != question.except.end()) continue;
        batch.events.push_back(entry.event);
    }
}

EventBatch EventHub::read(const Actor& actor, const EventQuestion& question) const {
    std::unique_lock lock(mutex_);
    EventBatch batch;
    const auto asked = find_start(question.after);
    std::uint64_t start = asked.value_or(last_);
    batch.reset = !asked;
    if (asked) collect(actor, question, start, batch);
    batch.last_id = id_of(start);
    lock.unlock();
    keep_visible(actor, batch);
    return batch;
}

void EventHub::keep_visible(const Actor& actor, EventBatch& batch) const {
    if (!options_.may_see) return;
    std::map<std::string, bool> known;  // By project: a batch is of few.
    std::erase_if(batch.events, [&](const Event& event) {
        const auto [entry, fresh] = known.try_emplace(event.project_id, false);
        if (fresh) {
            entry->second = options_.may_see(actor, actor.organization, event.project_id);
        }
        return !entry->second;
    });
}

EventBatch EventHub::wait(const Actor& actor, const EventQuestion& question,
                          std::stop_token stopping) {
    const auto deadline = std::chrono::steady_clock::now() + options_.wait;
    std::unique_lock lock(mutex_);
    EventBatch batch;
    const auto asked = find_start(question.after);
    std::uint64_t start = asked.value_or(last_);
    batch.reset = !asked;
    const auto take = [&] {
        collect(actor, question, start, batch);
        if (batch.events.empty()) return;
        lock.unlock();
        keep_visible(actor, batch);
        lock.lock();
    };
    if (asked) take();
    const auto is_done = [&] { return batch.reset || !batch.events.empty(); };
    if (!is_done()) {
        if (waiting_ >= options_.waiters_max) {
            throw AppError(Code::Unavailable,
                           PublicText{"Too many are waiting for events. Ask again in a moment."});
        }
        ++waiting_;
        gate::may_wait();
        while (!is_done()) {
            const bool more =
                changed_.wait_until(lock, stopping, deadline, [&] { return start < last_; });
            if (!more) break;
            take();
        }
        --waiting_;
    }
    batch.last_id = id_of(start);
    batch.resume = stopping.stop_requested();
    return batch;
}

std::string EventHub::last_id() const {
    const std::lock_guard lock(mutex_);
    return id_of(last_);
}

std::size_t EventHub::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

RouteTable EventRoutes::table() {
    return {
        route(Method::Get, "/api/v1/events", "list_events", Access::Member,
              "Wait for what happens, up to 25 seconds, and read it.", &EventRoutes::list, this),
        live_route("/api/v1/live", "open_live", Access::Member,
                   "Stay connected by WebSocket: events, changes of scripts, who is here.")};
}

EventBatch EventRoutes::list(Call& call, const EventQuestion& question) {
    return hub_.wait(call.actor, question, call.stopping);
}

}  // namespace fabula::http
