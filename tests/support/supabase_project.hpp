// A Supabase project as far as its tokens go: it signs them and publishes its keys, or fails to.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "support/token_maker.hpp"
#include "support/wire_server.hpp"

namespace fabula::test {

class SupabaseDouble {
public:
    SupabaseDouble() : server_([this](WireClient& client) { serve(client); }) {}

    [[nodiscard]] std::string at() const { return server_.at(); }
    [[nodiscard]] std::string url() const { return "http://" + server_.at(); }
    [[nodiscard]] std::string issuer() const { return url() + "/auth/v1"; }
    // How often the keys were fetched.
    int fetches() { return server_.count(); }

    void publish(const std::vector<const SigningKey*>& keys) {
        answer("200 OK", "Content-Type: application/json\r\n", key_set_of(keys));
    }
    void answer(std::string status, std::string headers, std::string body) {
        behave([=](WireClient& client) { client.answer(status, headers, body); });
    }
    void behave(WireServer::Behaviour behaviour) {
        const std::lock_guard lock(mutex_);
        behaviour_ = std::move(behaviour);
    }
    // The first line of the last request.
    std::string asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    void serve(WireClient& client) {
        const auto request = client.read_request();
        WireServer::Behaviour behaviour;
        {
            const std::lock_guard lock(mutex_);
            asked_ = request.substr(0, request.find("\r\n"));
            behaviour = behaviour_;
        }
        if (behaviour) behaviour(client);
    }

    std::mutex mutex_;  // Of what follows.
    WireServer::Behaviour behaviour_;
    std::string asked_;
    WireServer server_;  // Last: it asks for the others.
};

}  // namespace fabula::test
