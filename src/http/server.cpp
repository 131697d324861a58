#include "http/server.hpp"

#include <fcntl.h>
#include <sys/resource.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "base/random.hpp"
#include "http/gate/answer_writer.hpp"
#include "http/gate/connection.hpp"
#include "http/gate/head.hpp"
#include "http/gate/listener.hpp"
#include "http/gate/turn.hpp"
#include "http/gate/workers.hpp"

namespace fabula::http {

namespace {

using gate::AnswerWriter;
using gate::Connection;
using gate::ConnectionBody;

// A connection with what serves it from request to request.
struct Line final : Connection {
    Line(int socket, const Clock& clock, const Limits& limits)
        : Connection(socket, limits), writer(clock, limits) {}
    AnswerWriter writer;
    std::size_t requests = 0;
};

// Descriptors beside those of connections: database, files, libraries.
constexpr rlim_t kOtherDescriptors = 256;

// Each connection holds a descriptor, and the usual limit is 1024 of them.
void raise_descriptor_limit(std::size_t connections) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const rlim_t wanted = connections + kOtherDescriptors;
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// The whole answer for a connection that no worker takes.
std::string refusal(const Problem& problem, const std::string& id) {
    const auto body = to_json(problem, id).dump();
    return "HTTP/1.1 " + std::to_string(problem.status) + " " + problem.title +
           "\r\nContent-Type: application/problem+json\r\nContent-Length: " +
           std::to_string(body.size()) +
           "\r\nRetry-After: 2\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace

class Server::Impl {
public:
    Impl(Options options, const Dispatcher& dispatcher, Log& log, const Clock& clock,
         std::stop_source& stopping)
        : options_(std::move(options)),
          dispatcher_(dispatcher),
          log_(log),
          clock_(clock),
          stopping_(stopping),
          listener_(options_.host, options_.port),
          workers_({.turns = options_.limits.turns,
                    .threads_max = options_.limits.connections,
                    .thread_idle = options_.limits.worker_idle,
                    .connection_idle = options_.limits.idle,
                    .long_work = options_.limits.long_work},
                   {.serve = [this](Connection& connection) { return serve(connection); },
                    .leave = [this](Connection& connection) { leave(connection); }}) {
        raise_descriptor_limit(options_.limits.connections);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { stop(); }

    void start() {
        acceptor_ = std::thread([this] { accept_all(); });
    }

    bool stop() {
        stopping_.request_stop();
        listener_.wake();
        if (acceptor_.joinable()) acceptor_.join();
        listener_.close();
        if (options_.live != nullptr) options_.live->stop();
        workers_.end_waiting();
        if (workers_.wait_for_end(options_.limits.drain)) return true;
        workers_.cut();
        return workers_.wait_for_end(options_.limits.drain);
    }

    [[nodiscard]] const gate::Listener& listener() const { return listener_; }
    [[nodiscard]] std::size_t connections() const { return workers_.connections(); }
    [[nodiscard]] std::size_t threads() const { return workers_.threads(); }

private:
    void accept_all() {
        while (const auto socket = listener_.accept()) take(*socket);
    }

    void take(int socket) {
        auto line = std::make_unique<Line>(socket, clock_, options_.limits);
        if (const auto problem = admit(*line)) {
            log_.info("connection_refused", {{"status", problem->status}});
            line->turn_away(refusal(*problem, next_id()));
            return;
        }
        workers_.add(std::move(line));
    }

    // Counts the connection, or says why it is not taken.
    std::optional<Problem> admit(Connection& connection) {
        if (workers_.connections() >= options_.limits.connections) {
            return problem_of_status(503, "Every line is taken. Try again in a moment.");
        }
        const std::lock_guard lock(mutex_);
        auto& same = per_network_[connection.network()];
        if (!connection.loopback() && same >= options_.limits.connections_per_address) {
            return problem_of_status(429, "Too many connections from this address.");
        }
        ++same;
        return std::nullopt;
    }

    void leave(Connection& connection) {
        const std::lock_guard lock(mutex_);
        const auto same = per_network_.find(connection.network());
        if (--same->second == 0) per_network_.erase(same);
    }

    // Of a connection that was admitted, hence a Line. False: it is to be closed.
    bool serve(Connection& connection) {
        auto& line = static_cast<Line&>(connection);
        try {
            do {
                if (serve_one(line, line.writer, ++line.requests) == AnswerWriter::After::Close) {
                    return false;
                }
            } while (line.has_more());
            return true;
        } catch (const ConnectionLost& lost) {
            log_.debug("connection_lost", {{"reason", lost.what()}});
        } catch (const std::exception& error) {
            log_.error("connection_failed", {{"reason", describe(error)}});
        }
        return false;
    }

    AnswerWriter::After serve_one(Connection& connection, AnswerWriter& writer, std::size_t count) {
        std::string block;
        switch (connection.read_head(block)) {
            case Connection::Outcome::Whole: break;
            case Connection::Outcome::Closed: return AnswerWriter::After::Close;
            case Connection::Outcome::TooSlow:
                return refuse(connection, writer, 408, "The head of the request came too slowly.");
            case Connection::Outcome::TooLarge:
                return refuse(connection, writer, 431,
                              "The headers are longer than " +
                                  std::to_string(options_.limits.header_bytes) + " bytes.");
        }
        auto parsed = gate::parse_head(block, options_.limits);
        if (const auto* problem = std::get_if<gate::HeadProblem>(&parsed)) {
            return refuse(connection, writer, problem->status, problem->detail);
        }
        return answer(connection, writer, std::get<gate::Head>(parsed), count);
    }

    AnswerWriter::After answer(Connection& connection, AnswerWriter& writer, gate::Head& head,
                               std::size_t count) {
        head.request.id = next_id();
        head.request.peer = &connection;
        ConnectionBody body(connection, head.content_length, head.expects_continue,
                            options_.limits);
        // Whoever changes something waits for the disk.
        if (!is_safe(head.request.method)) gate::may_wait();
        Reply reply = dispatcher_.answer(head.request, body);
        if (reply.live) return hand_over(connection, writer, head.request, std::move(reply.live));
        const bool keep = head.keep_alive && body.left() == 0 && !stopping_.stop_requested() &&
                          count < options_.limits.requests_per_connection;
        const auto after = keep ? AnswerWriter::After::Keep : AnswerWriter::After::Close;
        const bool written = writer.write(connection, head.request, std::move(reply), after);
        if (!written) return AnswerWriter::After::Close;
        if (body.left() > 0) connection.linger();
        return after;
    }

    // From here on the connection is the hub's; the one of ours closes its own descriptor of it.
    AnswerWriter::After hand_over(Connection& connection, AnswerWriter& writer,
                                  const Request& request, std::shared_ptr<LiveGuest> guest) {
        const bool room = options_.live != nullptr && !connection.has_more() &&
                          options_.live->reserve(*guest->peer);
        const int socket = room ? ::fcntl(connection.socket(), F_DUPFD_CLOEXEC, 0) : -1;
        if (socket < 0) {
            return refuse(connection, writer, 503, "Every live line is taken. Ask for events.");
        }
        workers_.forget(connection);
        options_.live->take(socket, request, std::move(guest));
        return AnswerWriter::After::Close;
    }

    AnswerWriter::After refuse(Connection& connection, AnswerWriter& writer, int status,
                               std::string detail) {
        Request request;
        request.id = next_id();
        Reply reply = dispatcher_.refuse(request, status, std::move(detail));
        const auto after = AnswerWriter::After::Close;
        if (writer.write(connection, request, std::move(reply), after)) connection.linger();
        return after;
    }

    // Unique within and, by its random half, across starts of the server.
    std::string next_id() {
        constexpr std::string_view hex = "0123456789abcdef";
        std::string id = id_prefix_;
        const std::uint32_t number = ++requests_;
        for (int shift = 28; shift >= 0; shift -= 4) id.push_back(hex[(number >> shift) & 15U]);
        return id;
    }

    Options options_;
    const Dispatcher& dispatcher_;
    Log& log_;
    const Clock& clock_;
    std::stop_source& stopping_;
    gate::Listener listener_;
    const std::string id_prefix_ = random_hex(4);
    std::atomic<std::uint32_t> requests_{0};
    std::mutex mutex_;
    std::map<std::string, std::size_t> per_network_;  // Guarded by mutex_.
    std::thread acceptor_;
    gate::Workers workers_;  // Ends first: its tasks use all of the above.
};

Server::Server(Options options, const Dispatcher& dispatcher, Log& log, const Clock& clock,
               std::stop_source& stopping)
    : impl_(std::make_unique<Impl>(std::move(options), dispatcher, log, clock, stopping)) {}

Server::~Server() = default;

void Server::start() {
    impl_->start();
}
bool Server::stop() {
    return impl_->stop();
}
int Server::port() const {
    return impl_->listener().port();
}
bool Server::loopback() const {
    return impl_->listener().loopback();
}
std::size_t Server::connections() const {
    return impl_->connections();
}
std::size_t Server::threads() const {
    return impl_->threads();
}

}  // namespace fabula::http
