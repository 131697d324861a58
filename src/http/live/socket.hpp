// One WebSocket on Boost.Beast. Confined to the thread that runs its io_context.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/live/live.hpp"

namespace fabula::http::live {

class Socket final : public LiveClient {
public:
    struct Callbacks {
        std::function<void(Socket&, std::string_view text, const LiveTurn& turn)> message;
        std::function<void(Socket&)> gone;  // Once, as the last call.
    };

    // Takes the descriptor.
    Socket(boost::asio::io_context& loop, int descriptor, std::shared_ptr<LiveGuest> guest,
           const LiveHub::Options& options, Callbacks callbacks);
    ~Socket() override;

    // Answers the upgrade that `request` asks for, then reads. Call once.
    void accept(const Request& request);

    [[nodiscard]] const Actor& actor() const override { return guest_->actor; }
    using LiveClient::send;
    void send(LiveText message) override;
    void end(LiveEnd code) override;
    void end(std::uint16_t code, std::string_view reason);

    [[nodiscard]] const std::shared_ptr<LiveGuest>& guest() const { return guest_; }

private:
    struct Wire;
    std::shared_ptr<Socket> self();
    void read();
    void receive();
    void flush();
    void cut();
    void leave();

    boost::asio::io_context& loop_;
    std::shared_ptr<LiveGuest> guest_;
    const LiveHub::Options& options_;
    Callbacks callbacks_;
    std::unique_ptr<Wire> wire_;
    std::vector<LiveText> outbox_;
    std::size_t outbox_bytes_ = 0;
    bool flushing_ = false;  // A write is under way or about to begin.
    bool ending_ = false;
    bool gone_ = false;
};

}  // namespace fabula::http::live
