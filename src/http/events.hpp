// What happened, for pages and programs that follow along: events with increasing ids, kept for a
// while, so that who was away for a moment goes on where they stopped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "base/json.hpp"
#include "http/route.hpp"

namespace fabula::http {

struct Event {
    std::string id;          // "<start of the server>-<number>".
    std::string type;        // "job.progress", "project.changed".
    std::string project_id;  // Empty where it is of the organization as a whole.
    Json data;

    static constexpr auto fields =
        FieldList{Field<&Event::id>{"id"}, Field<&Event::type>{"type"},
                  Field<&Event::project_id>{"project_id"}, Field<&Event::data>{"data"}};
};

struct EventBatch {
    std::vector<Event> events;
    std::string last_id;  // What to ask after next.
    bool reset = false;   // What was asked after is not known any more: read everything again.
    bool resume = false;  // The server is stopping: ask again in a moment.

    static constexpr auto fields =
        FieldList{Field<&EventBatch::events>{"events"}, Field<&EventBatch::last_id>{"last_id"},
                  Field<&EventBatch::reset>{"reset"}, Field<&EventBatch::resume>{"resume"}};
};

struct EventQuestion {
    std::string after{};       // Empty: from now on.
    std::string project_id{};  // Empty: of all projects.
    std::vector<std::string> except{};

    static constexpr auto fields = FieldList{
        Field<&EventQuestion::after>{"after", {.help = "The last id that was seen"}},
        Field<&EventQuestion::project_id>{"project_id", {.help = "Only events of this project"}},
        Field<&EventQuestion::except>{"except", {.help = "Types of events that are not wanted"}}};
};

// May be called from any thread.
class EventHub {
public:
    // Whether somebody may be told of a project, or with an empty id of the organization as a
    // whole. Called without a lock held, after the organization was found to be theirs.
    using MaySee =
        std::function<bool(const Actor&, const OrganizationId&, const std::string& project_id)>;

    struct Options {
        MaySee may_see{};                        // Empty: everybody of the organization may.
        std::size_t kept = 4096;                 // Events that can be asked after.
        std::size_t batch_max = 200;             // Events in one answer.
        std::size_t waiters_max = 256;           // Each waiting question holds a thread.
        std::chrono::milliseconds wait{25'000};  // Below what proxies allow an answer to take.
    };

    // `boot` differs at each start of the server, so that ids of an earlier one are not taken for
    // ours.
    explicit EventHub(std::string boot);
    EventHub(std::string boot, Options options);

    // Of an event that says the latest of a thing, one like it just before need not be kept.
    enum class Repeats { Kept, Replaced };
    // Returns the event's id. `project_id` may be empty.
    std::string publish(const OrganizationId& organization, std::string project_id,
                        std::string type, Json data, Repeats repeats = Repeats::Kept);

    // Called at each publish, on the publishing thread and with the hub locked: be brief, ask it
    // nothing. None: nobody is told any more, and nobody is being told.
    void set_listener(std::function<void()> listener);
    // The events after the asked one that `actor` may see, without waiting.
    EventBatch read(const Actor& actor, const EventQuestion& question) const;

    // The events after the asked one that `actor` may see; waits where there is none. Throws
    // Unavailable where too many wait already.
    EventBatch wait(const Actor& actor, const EventQuestion& question, std::stop_token stopping);

    [[nodiscard]] std::string last_id() const;
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Entry {
        std::uint64_t number;
        OrganizationId organization;
        Event event;
    };

    [[nodiscard]] std::string id_of(std::uint64_t number) const;
    // The number after which to go on; nullopt where it is not known.
    [[nodiscard]] std::optional<std::uint64_t> find_start(const std::string& after) const;
    void collect(const Actor& actor, const EventQuestion& question, std::uint64_t& start,
                 EventBatch& batch) const;

    // Drops what the actor may not be told of.
    void keep_visible(const Actor& actor, EventBatch& batch) const;

    const std::string boot_;
    const Options options_;
    mutable std::mutex mutex_;
    std::function<void()> listener_;
    std::condition_variable_any changed_;
    std::deque<Entry> entries_;    // By their numbers.
    std::uint64_t forgotten_ = 0;  // The highest number that is not kept any more.
    std::uint64_t last_ = 0;
    std::size_t waiting_ = 0;
};

class EventRoutes {
public:
    explicit EventRoutes(EventHub& hub) : hub_(hub) {}
    RouteTable table();

private:
    EventBatch list(Call& call, const EventQuestion& question);

    EventHub& hub_;
};

}  // namespace fabula::http
