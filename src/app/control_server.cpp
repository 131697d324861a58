#include "app/control_server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "app/control_wire.hpp"
#include "app/in_process.hpp"
#include "base/error.hpp"

namespace fabula::app {

namespace {

constexpr int kWaitMs = 200;  // How soon stop() is seen.

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) {
        throw AppError(
            Code::Unavailable,
            PublicText{"The path of the data directory is too long for a socket in it: " +
                       path.string() + "."});
    }
    std::memcpy(address.sun_path, path.c_str(), path.native().size() + 1);
    return address;
}

int listen_at(const std::filesystem::path& path) {
    // Nobody else holds the directory's lock, so a socket that is there was left behind.
    ::unlink(path.c_str());
    const auto address = address_of(path);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto mask = ::umask(0177);
    const bool bound =
        listener >= 0 &&
        ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::umask(mask);
    if (!bound || ::listen(listener, 16) != 0) {
        throw AppError(Code::Unavailable,
                       PublicText{"The control socket " + path.string() +
                                  " cannot be made: " + std::strerror(errno) + "."});
    }
    return listener;
}

}  // namespace

ControlServer::ControlServer(Studio& studio, const Settings& settings, std::stop_token stopping)
    : path_(control_socket_of(studio.directory.folder())),
      listener_(listen_at(path_)),
      gatekeeper_(studio.host),
      policy_({}),
      house_(studio, settings, gatekeeper_, policy_, std::move(stopping)) {}

ControlServer::~ControlServer() {
    stop();
}

void ControlServer::start() {
    thread_ = std::thread([this] { accept_loop(); });
}

void ControlServer::stop() {
    if (listener_ < 0) return;
    stop_.request_stop();
    if (thread_.joinable()) thread_.join();
    ::close(listener_);
    listener_ = -1;
    ::unlink(path_.c_str());
}

void ControlServer::accept_loop() {
    while (!stop_.stop_requested()) {
        pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, kWaitMs) <= 0) continue;
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        serve(connection);
        ::close(connection);
    }
}

// Commands are few and one person's: they are answered one after the other. A command that stands
// still is cut off, so that it cannot keep the others waiting.
void ControlServer::serve(int connection) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    try {
        const auto request = receive_message(connection);
        if (!request) return;
        const auto method =
            find_method(request->head.value("method", "")).value_or(http::Method::Get);
        auto answer =
            answer_directly(house_.dispatcher(), method, request->head.value("target", "/"),
                            request->head.value("content_type", ""), request->body);
        send_message(connection,
                     {{{"status", answer.status}, {"content_type", answer.content_type}},
                      std::move(answer.body)});
    } catch (const AppError&) {
        // The command went away; there is nobody to tell.
    }
}

}  // namespace fabula::app
