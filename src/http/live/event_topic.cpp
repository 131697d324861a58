#include "http/live/event_topic.hpp"

#include "base/json.hpp"

namespace fabula::http {

EventTopic::EventTopic(LiveHub& live, EventHub& events) : live_(live), events_(events) {
    live_.add("events", *this);
    events_.set_listener([this] {
        // Many events in a row are looked at once.
        if (looking_.exchange(true)) return;
        live_.post([this] {
            looking_ = false;
            for (auto& [client, question] : followers_) tell(*client, question, Empty::Omit);
        });
    });
}

// Jobs that are stopped last still tell of it.
EventTopic::~EventTopic() {
    events_.set_listener({});
}

void EventTopic::receive(LiveClient& client, const Json& message, const LiveTurn&) {
    auto fields = message;
    fields.erase("type");
    fields.erase("ref");
    const auto asked = decode<EventQuestion>(fields);
    tell(client, followers_[&client] = asked, Empty::Tell);
}

void EventTopic::left(LiveClient& client) {
    followers_.erase(&client);
}

void EventTopic::tell(LiveClient& client, EventQuestion& question, Empty empty) {
    for (;;) {
        const auto batch = events_.read(client.actor(), question);
        const bool none = batch.events.empty() && !batch.reset;
        question.after = batch.last_id;
        if (none && empty == Empty::Omit) return;
        auto message = encode(batch);
        message["type"] = "events";
        message.erase("resume");
        client.send(message);
        empty = Empty::Omit;
    }
}

}  // namespace fabula::http
