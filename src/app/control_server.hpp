// The socket in the data directory over which commands reach a running server: the same routes,
// for whoever may open the file (mode 0600).
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <thread>

#include "accounts/desk_gatekeeper.hpp"
#include "app/house.hpp"

namespace fabula::app {

class ControlServer {
public:
    // Throws AppError where the socket cannot be made.
    ControlServer(Studio& studio, const Settings& settings, std::stop_token stopping);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    void start();
    // Answers what is under way, then removes the socket.
    void stop();

private:
    void accept_loop();
    void serve(int connection);

    std::filesystem::path path_;
    int listener_ = -1;
    accounts::ControlGatekeeper gatekeeper_;
    http::Policy policy_;
    House house_;
    std::stop_source stop_;
    std::thread thread_;
};

}  // namespace fabula::app
