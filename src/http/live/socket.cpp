#include "http/live/socket.hpp"

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace fabula::http::live {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds kHandshakeTime{5};

asio::ip::tcp protocol_of(int descriptor) {
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4();
}

std::string_view reason_of(LiveEnd code) {
    switch (code) {
        case LiveEnd::Restart:
        case LiveEnd::Resume: return "resume";
        case LiveEnd::SignIn: return "sign in";
    }
    return "";
}

beast::string_view to_beast(std::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

struct Socket::Wire {
    Wire(asio::io_context& loop, int descriptor)
        : stream(asio::ip::tcp::socket(loop, protocol_of(descriptor), descriptor)), timer(loop) {}
    websocket::stream<asio::ip::tcp::socket> stream;
    asio::steady_timer timer;  // Until the end must have been heard.
    beast::flat_buffer in;
    std::string out;  // The message that is being written.
};

Socket::Socket(asio::io_context& loop, int descriptor, std::shared_ptr<LiveGuest> guest,
               const LiveHub::Options& options, Callbacks callbacks)
    : loop_(loop),
      guest_(std::move(guest)),
      options_(options),
      callbacks_(std::move(callbacks)),
      wire_(std::make_unique<Wire>(loop, descriptor)) {}

Socket::~Socket() = default;

std::shared_ptr<Socket> Socket::self() {
    return std::static_pointer_cast<Socket>(shared_from_this());
}

void Socket::accept(const Request& request) {
    auto& stream = wire_->stream;
    stream.read_message_max(options_.message_bytes);
    stream.auto_fragment(false);
    stream.set_option(websocket::stream_base::timeout{.handshake_timeout = kHandshakeTime,
                                                      .idle_timeout = options_.idle,
                                                      .keep_alive_pings = true});
    beast::http::request<beast::http::empty_body> asked(beast::http::verb::get, "/", 11);
    for (const auto& [name, value] : request.headers) asked.insert(to_beast(name), to_beast(value));
    stream.async_accept(asked, [me = self()](error_code error) {
        if (error) return me->leave();
        me->read();
        me->flush();
    });
    flushing_ = true;  // Nothing is written before the handshake.
}

void Socket::read() {
    if (gone_) return;
    wire_->stream.async_read(wire_->in, [me = self()](error_code error, std::size_t) {
        if (error) return me->leave();
        me->receive();
    });
}

void Socket::receive() {
    if (!wire_->stream.got_text()) {
        end(static_cast<std::uint16_t>(websocket::close_code::unknown_data), "text only");
        return read();  // For the other side's end.
    }
    const auto data = wire_->in.cdata();
    const std::string text(static_cast<const char*>(data.data()), data.size());
    wire_->in.consume(wire_->in.size());
    const LiveTurn turn(this, [weak = weak_from_this(), &loop = loop_](const void*) {
        asio::post(loop, [weak] {
            if (const auto client = weak.lock()) std::static_pointer_cast<Socket>(client)->read();
        });
    });
    if (!ending_) callbacks_.message(*this, text, turn);
}

void Socket::send(LiveText message) {
    if (ending_ || gone_) return;
    outbox_bytes_ += message->size();
    outbox_.push_back(std::move(message));
    if (outbox_bytes_ > options_.outbox_bytes) return end(LiveEnd::Resume);
    if (flushing_) return;
    flushing_ = true;
    // What is said in the same breath goes in one message.
    asio::post(loop_, [me = self()] { me->flush(); });
}

void Socket::flush() {
    flushing_ = !outbox_.empty() && !ending_ && !gone_;
    if (!flushing_) return;
    auto& out = wire_->out;
    out.clear();
    for (const auto& message : outbox_) out.append(out.empty() ? "[" : ",").append(*message);
    out.push_back(']');
    outbox_.clear();
    outbox_bytes_ = 0;
    wire_->stream.text(true);
    wire_->stream.async_write(asio::buffer(out), [me = self()](error_code error, std::size_t) {
        if (error) return me->leave();
        me->flush();
    });
}

void Socket::end(LiveEnd code) {
    end(static_cast<std::uint16_t>(code), reason_of(code));
}

void Socket::end(std::uint16_t code, std::string_view reason) {
    if (ending_ || gone_) return;
    ending_ = true;
    outbox_.clear();
    outbox_bytes_ = 0;
    // A client that does not read does not hear of its end either.
    wire_->timer.expires_after(options_.farewell);
    wire_->timer.async_wait([me = self()](error_code error) {
        if (!error) me->cut();
    });
    wire_->stream.async_close(
        websocket::close_reason(static_cast<websocket::close_code>(code), to_beast(reason)),
        [me = self()](error_code) { me->leave(); });
}

void Socket::cut() {
    error_code ignored;
    wire_->stream.next_layer().close(ignored);
}

void Socket::leave() {
    if (gone_) return;
    gone_ = true;
    wire_->timer.cancel();
    cut();
    callbacks_.gone(*this);
}

}  // namespace fabula::http::live
