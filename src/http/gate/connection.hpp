// One accepted socket, every wait on it bounded.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/gate/peer.hpp"
#include "http/limits.hpp"
#include "http/message.hpp"

namespace fabula::http::gate {

// How slowly a transfer may go: in each period at least so many bytes move, or it is over; and it
// is over after `total`.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    Pace(std::chrono::milliseconds period, std::uint64_t bytes_per_second,
         std::chrono::milliseconds total = std::chrono::hours(24));

    void moved(std::size_t bytes) { bytes_ += bytes; }
    // How long to wait for the next byte at most; 0 when it is over.
    [[nodiscard]] std::chrono::milliseconds left();

private:
    std::chrono::milliseconds period_;
    std::uint64_t bytes_per_period_;
    Clock::time_point period_end_;
    Clock::time_point end_;
    std::uint64_t bytes_ = 0;  // In this period.
};

// Confined to one worker thread at a time, but for end_waiting() and cut(). What has to wait for
// the client gives up its turn (turn.hpp).
class Connection : public Peer {
public:
    // Takes the socket, which is closed with this.
    Connection(int socket, const Limits& limits);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() override;

    enum class Outcome { Whole, Closed, TooSlow, TooLarge };
    // Reads up to and with the blank line into `block`. Closed: the client left and nothing is to
    // be answered.
    Outcome read_head(std::string& block);
    // A request, or its beginning, was received together with the one before.
    [[nodiscard]] bool has_more() const { return !buffer_.empty(); }

    // Reads at least one byte of what follows the head; 0: the client left; none: it was too slow.
    std::optional<std::size_t> read(std::span<char> out, Pace& pace);
    // False where the client left or took too long to read.
    bool write(std::string_view data, Pace& pace);
    // Sends the end of our side, then reads and drops what still comes, so that closing does not
    // take the answer back from the client.
    void linger();

    // Says a short answer without waiting and without having read the request.
    void turn_away(std::string_view answer);

    // From another thread: nobody lingers with this one.
    void end_waiting();
    // From another thread: every further read and write fails.
    void cut();

    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] const std::string& address() const override { return address_; }
    [[nodiscard]] bool loopback() const override { return loopback_; }
    [[nodiscard]] std::optional<uid_t> uid() const override;
    [[nodiscard]] int remote_port() const { return remote_.port(); }
    [[nodiscard]] std::string network() const { return remote_.network(); }

private:
    enum class Wait { Ready, TimedOut };
    [[nodiscard]] Wait wait_for(short events, std::chrono::milliseconds time) const;
    std::size_t receive(std::span<char> out);
    Outcome receive_rest_of_head();

    const int socket_;
    const Limits& limits_;
    Endpoint remote_;
    Endpoint local_;
    std::string address_;
    bool loopback_;
    std::string buffer_;  // Received and not yet taken.
    std::atomic<bool> ending_{false};
    mutable bool uid_asked_ = false;
    mutable std::optional<uid_t> uid_;
};

// The body of the request in hand: what the head declared, no more.
class ConnectionBody final : public Body {
public:
    ConnectionBody(Connection& connection, std::uint64_t length, bool expects_continue,
                   const Limits& limits);

    [[nodiscard]] std::uint64_t length() const override { return length_; }
    std::size_t read(std::span<char> out) override;
    // Bytes that nobody asked for yet.
    [[nodiscard]] std::uint64_t left() const { return left_; }

private:
    Connection& connection_;
    std::uint64_t length_;
    std::uint64_t left_;
    bool expects_continue_;
    Pace pace_;
};

}  // namespace fabula::http::gate
