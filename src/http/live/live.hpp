// Live connections: one WebSocket (RFC 6455) per tab, for what cannot wait to be asked for.
//
// A client sends one JSON object per message, {"type": "<topic>.<verb>", "ref": …, …}; the next one
// is read when it has been dealt with. The server sends JSON arrays of such objects, as many in one
// message as there are to send. What is not said to come from any thread happens on one, the hub's,
// and must be brief.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/actor.hpp"
#include "base/json_value.hpp"
#include "base/log.hpp"
#include "http/message.hpp"

namespace fabula::http {

// Who is at the other end.
struct LiveGuest {
    Actor actor;
    std::shared_ptr<const Peer> peer;
    // Asked now and then, on a thread that may wait: is the session still good?
    std::function<bool()> may_stay;
};

// A message as it goes out, shared by all who get it.
using LiveText = std::shared_ptr<const std::string>;
LiveText live_text(const Json& message);

// Held while a client's message is being dealt with; the next one is read when the last copy goes.
using LiveTurn = std::shared_ptr<const void>;

// Codes with which the server ends a connection, beside those of RFC 6455 7.4.1.
enum class LiveEnd : std::uint16_t {
    Restart = 1012,  // The server stops: connect again in a moment.
    Resume = 4000,   // The client read too slowly: connect again and ask for what was missed.
    SignIn = 4401,   // The session has ended.
};

class LiveClient : public std::enable_shared_from_this<LiveClient> {
public:
    LiveClient() = default;
    LiveClient(const LiveClient&) = delete;
    LiveClient& operator=(const LiveClient&) = delete;
    virtual ~LiveClient() = default;

    [[nodiscard]] virtual const Actor& actor() const = 0;
    // Puts the message into the client's outbox. A client whose outbox overflows is told to resume.
    virtual void send(LiveText message) = 0;
    virtual void end(LiveEnd code) = 0;

    void send(const Json& message) { send(live_text(message)); }
};

// What clients talk about; implemented by features.
class LiveTopic {
public:
    virtual ~LiveTopic() = default;
    // Of a message whose type begins with the topic's name. An exception is told to the client.
    virtual void receive(LiveClient& client, const Json& message, const LiveTurn& turn) = 0;
    // The client is gone and must not be used any more.
    virtual void left(LiveClient& client) = 0;
};

class LiveHub {
public:
    struct Options {
        std::size_t clients = 1000;
        std::size_t clients_per_address = 100;    // Of other machines.
        std::size_t message_bytes = 256U << 10U;  // What is longer goes over HTTP.
        std::size_t outbox_bytes = 1U << 20U;
        std::chrono::milliseconds idle{40'000};  // Without a word or pong; pings go at half of it.
        std::chrono::milliseconds look{30'000};  // Between two questions whether a guest may stay.
        std::chrono::milliseconds farewell{1'000};  // For the end to be heard.
        std::size_t workers = 4;
    };

    explicit LiveHub(Log& log);
    LiveHub(Log& log, const Options& options);
    LiveHub(const LiveHub&) = delete;
    LiveHub& operator=(const LiveHub&) = delete;
    ~LiveHub();  // stop()

    // Before the first take(). `name` is what stands before the dot in a message's type.
    void add(std::string name, LiveTopic& topic);

    // From any thread. True where one more connection from there is welcome; then take() follows.
    bool reserve(const Peer& peer);
    // Takes the socket, on which the upgrade that `request` asks for has not been answered yet.
    // Throws nothing; `request.peer` is not used.
    void take(int socket, const Request& request, std::shared_ptr<LiveGuest> guest);

    // From any thread: runs soon, on the hub's thread. Nothing runs after stop().
    void post(std::function<void()> task);
    // Runs on a thread that may wait; what it throws is told to the client as a problem.
    void work(LiveClient& client, const Json& message, LiveTurn turn, std::function<void()> task);

    // From any thread: asks of every guest now whether they may stay.
    void look();

    // From any thread: sends to the client where it is still there.
    void send(const std::weak_ptr<LiveClient>& whom, const Json& message);
    // From any thread: tells the client, where it is still there, what is wrong with its message.
    void tell(const std::weak_ptr<LiveClient>& whom, const Json& message,
              const std::exception_ptr& error);

    // Tells everybody to come again and ends.
    void stop();

    [[nodiscard]] std::size_t clients() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace fabula::http
