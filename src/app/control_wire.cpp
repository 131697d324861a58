#include "app/control_wire.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <string_view>

#include "base/error.hpp"
#include "base/limits.hpp"

namespace fabula::app {

namespace {

constexpr std::size_t kHeadBytesMax = 65536;

[[noreturn]] void gone() {
    throw AppError(Code::Unavailable, PublicText{"The running Fabula broke the connection off."});
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) gone();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

// Appends what is there; false at the end.
bool receive_some(int socket, std::string& into) {
    char block[65536];
    while (true) {
        const auto got = ::recv(socket, block, sizeof block, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) gone();
        into.append(block, static_cast<std::size_t>(got));
        return got > 0;
    }
}

}  // namespace

void send_message(int socket, const WireMessage& message) {
    Json head = message.head;
    head["length"] = message.body.size();
    send_all(socket, head.dump() + "\n");
    send_all(socket, message.body);
}

std::optional<WireMessage> receive_message(int socket) {
    std::string bytes;
    while (bytes.find('\n') == std::string::npos) {
        if (bytes.size() > kHeadBytesMax) gone();
        if (!receive_some(socket, bytes)) {
            if (bytes.empty()) return std::nullopt;
            gone();
        }
    }
    const auto line = bytes.find('\n');
    WireMessage message{parse_json(std::string_view(bytes).substr(0, line)), {}};
    const auto length = message.head.value("length", std::uint64_t{0});
    if (length > limits::kUploadBytesMax) gone();
    message.body = bytes.substr(line + 1);
    while (message.body.size() < length) {
        if (!receive_some(socket, message.body)) gone();
    }
    return message;
}

}  // namespace fabula::app
