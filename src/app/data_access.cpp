#include "app/data_access.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "accounts/desk_gatekeeper.hpp"
#include "app/control_wire.hpp"
#include "app/house.hpp"
#include "app/in_process.hpp"
#include "base/error.hpp"

namespace fabula::app {

namespace {

class SocketClient final : public ApiClient {
public:
    explicit SocketClient(std::filesystem::path path) : path_(std::move(path)) {}

    ApiAnswer send(http::Method method, const std::string& target, const std::string& content_type,
                   std::string body) override {
        const int socket = connect();
        const Closer closer{socket};
        send_message(socket, {{{"method", http::name_of(method)},
                               {"target", target},
                               {"content_type", content_type}},
                              std::move(body)});
        auto answer = receive_message(socket);
        if (!answer) {
            throw AppError(Code::Unavailable, PublicText{"The running Fabula did not answer."});
        }
        return {answer->head.value("status", 0), answer->head.value("content_type", ""),
                std::move(answer->body)};
    }

private:
    struct Closer {
        int socket;
        ~Closer() { ::close(socket); }
    };

    [[nodiscard]] int connect() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.native().copy(address.sun_path, sizeof address.sun_path - 1);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (socket < 0 ||
            ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            if (socket >= 0) ::close(socket);
            throw AppError(Code::Unavailable,
                           PublicText{"The data directory is in use by another Fabula that takes "
                                      "no commands: " +
                                      path_.string() + " does not answer."});
        }
        return socket;
    }

    std::filesystem::path path_;
};

class DirectClient final : public ApiClient {
public:
    DirectClient(const Settings& settings, CreateFolder create)
        : studio_(settings, create),
          gatekeeper_(studio_.host),
          policy_({}),
          house_(studio_, settings, gatekeeper_, policy_, {}) {
        studio_.start();
    }

    ApiAnswer send(http::Method method, const std::string& target, const std::string& content_type,
                   std::string body) override {
        return answer_directly(house_.dispatcher(), method, target, content_type, std::move(body));
    }

private:
    Studio studio_;
    accounts::ControlGatekeeper gatekeeper_;
    http::Policy policy_;
    House house_;
};

}  // namespace

std::unique_ptr<ApiClient> open_api(const Settings& settings, CreateFolder create) {
    const std::filesystem::path folder = settings.text("data");
    if (is_in_use(folder)) return std::make_unique<SocketClient>(control_socket_of(folder));
    return std::make_unique<DirectClient>(settings, create);
}

}  // namespace fabula::app
