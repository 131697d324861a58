// Events over live connections: {"type": "events.follow", "after": id, "project_id": …} is
// answered with {"type": "events", "events": […], "last_id": …, "reset": …}, and again whenever
// there is more.
#pragma once

#include <atomic>
#include <map>

#include "http/events.hpp"
#include "http/live/live.hpp"

namespace fabula::http {

class EventTopic final : public LiveTopic {
public:
    // Both must outlive this; the hub must have stopped before this ends.
    EventTopic(LiveHub& live, EventHub& events);
    EventTopic(const EventTopic&) = delete;
    EventTopic& operator=(const EventTopic&) = delete;
    ~EventTopic() override;

    void receive(LiveClient& client, const Json& message, const LiveTurn& turn) override;
    void left(LiveClient& client) override;

private:
    enum class Empty { Tell, Omit };
    void tell(LiveClient& client, EventQuestion& question, Empty empty);

    LiveHub& live_;
    EventHub& events_;
    std::map<LiveClient*, EventQuestion> followers_;
    std::atomic<bool> looking_{false};
};

}  // namespace fabula::http
