#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "base/error.hpp"
#include "base/json.hpp"
#include "http/live/socket.hpp"
#include "http/problem.hpp"

namespace fabula::http {

namespace asio = boost::asio;
using live::Socket;

LiveText live_text(const Json& message) {
    return std::make_shared<const std::string>(
        message.dump(-1, ' ', false, Json::error_handler_t::replace));
}

namespace {

Json problem_message(const Json& of, const Problem& problem) {
    auto out = to_json(problem, "");
    out.erase("instance");
    out["kind"] = out["type"];
    out["type"] = "problem";
    if (of.is_object() && of.contains("ref")) out["ref"] = of.at("ref");
    return out;
}

std::string text_member(const Json& message, std::string_view name) {
    const auto found = message.is_object() ? message.find(name) : message.end();
    return found != message.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

class LiveHub::Impl {
public:
    Impl(Log& log, const Options& options)
        : log_(log), options_(options), pool_(options.workers), timer_(loop_) {
        look_later();
        thread_ = std::thread([this] { run(); });
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { stop(); }

    void add(std::string name, LiveTopic& topic) { topics_.emplace(std::move(name), &topic); }

    bool reserve(const Peer& peer) {
        const std::lock_guard lock(mutex_);
        if (stopped_ || count_ >= options_.clients) return false;
        auto& same = per_address_[peer.address()];
        if (!peer.loopback() && same >= options_.clients_per_address) return false;
        ++same;
        ++count_;
        return true;
    }

    void take(int descriptor, const Request& request, std::shared_ptr<LiveGuest> guest) {
        post([this, descriptor, request, guest = std::move(guest)]() mutable {
            auto socket = std::make_shared<Socket>(
                loop_, descriptor, std::move(guest), options_,
                Socket::Callbacks{
                    .message = [this](Socket& from, std::string_view text,
                                      const LiveTurn& turn) { receive(from, text, turn); },
                    .gone = [this](Socket& who) { leave(who); }});
            sockets_.insert(socket);
            socket->accept(request);
        });
    }

    void post(std::function<void()> task) { asio::post(loop_, std::move(task)); }

    void work(LiveClient& client, const Json& message, LiveTurn turn, std::function<void()> task) {
        asio::post(pool_, [this, weak = client.weak_from_this(), ref = message.value("ref", Json()),
                           turn = std::move(turn), task = std::move(task)] {
            try {
                task();
            } catch (...) {
                tell(weak, {{"ref", ref}}, std::current_exception());
            }
        });
    }

    void tell(const std::weak_ptr<LiveClient>& whom, const Json& of,
              const std::exception_ptr& thrown) {
        Problem problem = unknown_problem();
        try {
            std::rethrow_exception(thrown);
        } catch (const AppError& error) {
            problem = problem_of(error);
            if (problem.status >= 500) log_.error("live_failed", {{"reason", describe(error)}});
        } catch (const std::exception& error) {
            log_.error("live_failed", {{"reason", describe(error)}});
        }
        send(whom, problem_message(of, problem));
    }

    void send(const std::weak_ptr<LiveClient>& whom, const Json& message) {
        post([whom, text = live_text(message)] {
            if (const auto client = whom.lock()) client->send(text);
        });
    }

    void look() {
        post([this] {
            for (const auto& socket : sockets_) look_at(socket);
        });
    }

    void stop() {
        {
            const std::lock_guard lock(mutex_);
            if (stopped_) return;
            stopped_ = true;
        }
        pool_.join();
        post([this] {
            timer_.cancel();
            for (const auto& socket : std::set(sockets_)) socket->end(LiveEnd::Restart);
            guard_.reset();
        });
        thread_.join();
    }

    [[nodiscard]] std::size_t clients() const {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    void run() {
        for (;;) {
            try {
                loop_.run();
                return;
            } catch (const std::exception& error) {
                log_.error("live_failed", {{"reason", describe(error)}});
            }
        }
    }

    void receive(Socket& from, std::string_view text, const LiveTurn& turn) {
        Json message;
        try {
            message = parse_json(text);
            const auto type = text_member(message, "type");
            if (type == "beat") return from.send(Json{{"type", "beat"}});
            const auto topic = topics_.find(type.substr(0, type.find('.')));
            if (topic == topics_.end()) invalid("type", "\"" + type + "\" is not known here.");
            topic->second->receive(from, message, turn);
        } catch (...) {
            tell(from.weak_from_this(), message, std::current_exception());
        }
    }

    void leave(Socket& who) {
        for (const auto& [name, topic] : topics_) topic->left(who);
        {
            const std::lock_guard lock(mutex_);
            --count_;
            const auto same = per_address_.find(who.guest()->peer->address());
            if (--same->second == 0) per_address_.erase(same);
        }
        sockets_.erase(std::static_pointer_cast<Socket>(who.shared_from_this()));
    }

    // Sessions end, people are shown out: whoever may not stay is told so.
    void look_later() {
        timer_.expires_after(options_.look);
        timer_.async_wait([this](boost::system::error_code error) {
            if (error) return;
            for (const auto& socket : sockets_) look_at(socket);
            look_later();
        });
    }

    void look_at(const std::shared_ptr<Socket>& socket) {
        asio::post(pool_, [this, socket] {
            try {
                if (socket->guest()->may_stay()) return;
            } catch (const std::exception& error) {
                log_.error("live_failed", {{"reason", describe(error)}});
                return;
            }
            post([socket] { socket->end(LiveEnd::SignIn); });
        });
    }

    Log& log_;
    const Options options_;
    std::map<std::string, LiveTopic*, std::less<>> topics_;
    asio::io_context loop_{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard_{loop_.get_executor()};
    asio::thread_pool pool_;
    asio::steady_timer timer_;
    std::set<std::shared_ptr<Socket>> sockets_;  // Of the hub's thread.
    std::thread thread_;
    mutable std::mutex mutex_;  // Of what follows.
    std::map<std::string, std::size_t> per_address_;
    std::size_t count_ = 0;
    bool stopped_ = false;
};

LiveHub::LiveHub(Log& log) : LiveHub(log, Options{}) {}
LiveHub::LiveHub(Log& log, const Options& options) : impl_(std::make_unique<Impl>(log, options)) {}
LiveHub::~LiveHub() = default;

void LiveHub::add(std::string name, LiveTopic& topic) {
    impl_->add(std::move(name), topic);
}
bool LiveHub::reserve(const Peer& peer) {
    return impl_->reserve(peer);
}
void LiveHub::take(int socket, const Request& request, std::shared_ptr<LiveGuest> guest) {
    impl_->take(socket, request, std::move(guest));
}
void LiveHub::post(std::function<void()> task) {
    impl_->post(std::move(task));
}
void LiveHub::work(LiveClient& client, const Json& message, LiveTurn turn,
                   std::function<void()> task) {
    impl_->work(client, message, std::move(turn), std::move(task));
}
void LiveHub::send(const std::weak_ptr<LiveClient>& whom, const Json& message) {
    impl_->send(whom, message);
}
void LiveHub::tell(const std::weak_ptr<LiveClient>& whom, const Json& message,
                   const std::exception_ptr& error) {
    impl_->tell(whom, message, error);
}
void LiveHub::look() {
    impl_->look();
}
void LiveHub::stop() {
    impl_->stop();
}
std::size_t LiveHub::clients() const {
    return impl_->clients();
}

}  // namespace fabula::http
