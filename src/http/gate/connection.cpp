#include "http/gate/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "http/gate/turn.hpp"

namespace fabula::http::gate {

namespace {

constexpr std::size_t kReceiveBytes = 16U << 10U;

// A client may send empty lines before a request (RFC 9112 2.2); it gets away with two.
constexpr std::size_t kLeadingBytesMax = 4;

std::size_t leading_line_ends(std::string_view text) {
    std::size_t count = 0;
    while (count + 2 <= kLeadingBytesMax && text.substr(count, 2) == "\r\n") count += 2;
    return count;
}

}  // namespace

Pace::Pace(std::chrono::milliseconds period, std::uint64_t bytes_per_second,
           std::chrono::milliseconds total)
    : period_(period),
      bytes_per_period_(bytes_per_second * static_cast<std::uint64_t>(period.count()) / 1000),
      period_end_(Clock::now() + period),
      end_(Clock::now() + total) {}

std::chrono::milliseconds Pace::left() {
    const auto now = Clock::now();
    if (now >= period_end_ && bytes_ >= bytes_per_period_) {
        period_end_ = now + period_;
        bytes_ = 0;
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(std::min(period_end_, end_) - now);
    return std::max(left, std::chrono::milliseconds(0));
}

Connection::Connection(int socket, const Limits& limits)
    : socket_(socket),
      limits_(limits),
      remote_(Endpoint::remote_of(socket)),
      local_(Endpoint::local_of(socket)),
      address_(remote_.address()),
      loopback_(remote_.loopback()) {}

Connection::~Connection() {
    ::close(socket_);
}

Connection::Wait Connection::wait_for(short events, std::chrono::milliseconds time) const {
    may_wait();
    pollfd waiting{.fd = socket_, .events = events, .revents = 0};
    const auto deadline = std::chrono::steady_clock::now() + time;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        if (ready > 0) return Wait::Ready;  // Errors show at the next read or write.
        if (ready == 0) return Wait::TimedOut;
        if (errno != EINTR) return Wait::TimedOut;
    }
}

// 0 at the end, and where nothing is there (errno is EAGAIN then).
std::size_t Connection::receive(std::span<char> out) {
    for (;;) {
        errno = 0;
        const auto got = ::recv(socket_, out.data(), out.size(), MSG_DONTWAIT);
        if (got > 0) return static_cast<std::size_t>(got);
        if (got == 0 || errno != EINTR) return 0;
    }
}

Connection::Outcome Connection::read_head(std::string& block) {
    const auto outcome = receive_rest_of_head();
    if (outcome != Outcome::Whole) return outcome;
    const auto end = buffer_.find("\r\n\r\n") + 4;
    block.assign(buffer_, 0, end);
    buffer_.erase(0, end);
    return Outcome::Whole;
}

Connection::Outcome Connection::receive_rest_of_head() {
    Pace pace(limits_.header_total, 0, limits_.header_total);
    std::array<char, kReceiveBytes> piece;  // NOLINT: filled by recv().
    std::size_t searched = 0;
    for (;;) {
        if (searched == 0) buffer_.erase(0, leading_line_ends(buffer_));
        const auto end = buffer_.find("\r\n\r\n", searched);
        if (std::min(end, buffer_.size()) > limits_.header_bytes) return Outcome::TooLarge;
        if (end != std::string::npos) return Outcome::Whole;
        searched = buffer_.size() < 4 ? 0 : buffer_.size() - 3;
        const auto got = receive(piece);
        if (got == 0) {
            if (errno != EAGAIN) return Outcome::Closed;
            const bool begun = !buffer_.empty();
            const auto left = pace.left();
            if (left.count() == 0 || wait_for(POLLIN, left) == Wait::TimedOut) {
                return begun ? Outcome::TooSlow : Outcome::Closed;
            }
        }
        buffer_.append(piece.data(), got);
    }
}

std::optional<std::size_t> Connection::read(std::span<char> out, Pace& pace) {
    if (!buffer_.empty()) {
        const auto count = buffer_.copy(out.data(), out.size());
        buffer_.erase(0, count);
        pace.moved(count);
        return count;
    }
    for (;;) {
        const auto got = receive(out);
        pace.moved(got);
        if (got > 0 || errno != EAGAIN) return got;
        const auto left = pace.left();
        if (left.count() == 0 || wait_for(POLLIN, left) == Wait::TimedOut) return std::nullopt;
    }
}

bool Connection::write(std::string_view data, Pace& pace) {
    while (!data.empty()) {
        const auto sent = ::send(socket_, data.data(), data.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0) {
            data.remove_prefix(static_cast<std::size_t>(sent));
            pace.moved(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno != EAGAIN) return false;
        const auto left = pace.left();
        if (left.count() == 0 || wait_for(POLLOUT, left) == Wait::TimedOut) return false;
    }
    return true;
}

void Connection::linger() {
    ::shutdown(socket_, SHUT_WR);
    // However fast it comes, a client that does not stop sending is not listened to for long.
    Pace pace(limits_.linger, 0, limits_.linger);
    std::array<char, kReceiveBytes> piece;  // NOLINT: filled by recv().
    while (pace.left().count() > 0 && !ending_ && read(piece, pace).value_or(0) > 0) {
    }
}

void Connection::turn_away(std::string_view answer) {
    ::send(socket_, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(socket_, SHUT_WR);
    // What is left unread when a socket closes takes the answer back from the client.
    std::array<char, kReceiveBytes> piece;  // NOLINT: filled by recv().
    while (receive(piece) > 0) {
    }
}

void Connection::end_waiting() {
    ending_ = true;
}

void Connection::cut() {
    ending_ = true;
    ::shutdown(socket_, SHUT_RDWR);
}

std::optional<uid_t> Connection::uid() const {
    if (!uid_asked_) {
        uid_ = peer_uid(remote_, local_);
        uid_asked_ = true;
    }
    return uid_;
}

ConnectionBody::ConnectionBody(Connection& connection, std::uint64_t length, bool expects_continue,
                               const Limits& limits)
    : connection_(connection),
      length_(length),
      left_(length),
      expects_continue_(expects_continue),
      pace_(limits.body_period, limits.body_bytes_per_second, limits.body_total) {}

std::size_t ConnectionBody::read(std::span<char> out) {
    if (left_ == 0) return 0;
    if (expects_continue_) {
        expects_continue_ = false;
        if (!connection_.write("HTTP/1.1 100 Continue\r\n\r\n", pace_)) {
            throw ConnectionLost("the client left before its body");
        }
    }
    const auto wanted = std::min<std::uint64_t>(out.size(), left_);
    const auto got = connection_.read(out.first(static_cast<std::size_t>(wanted)), pace_);
    if (!got) throw SenderTooSlow();
    if (*got == 0) throw ConnectionLost("the body ended early");
    left_ -= *got;
    return *got;
}

}  // namespace fabula::http::gate
