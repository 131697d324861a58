// A whole Fabula that people sign in to, asked as their browsers would.
#pragma once

#include <doctest/doctest.h>

#include "accounts/house_gatekeeper.hpp"
#include "app/config.hpp"
#include "app/house.hpp"
#include "app/provider_settings.hpp"
#include "app/studio.hpp"
#include "support/temp_folder.hpp"

namespace fabula::app {

class TestHouse {
public:
    explicit TestHouse(accounts::FirstAccount first = accounts::FirstAccount::BySetup,
                       uid_t machine_user = 1000, accounts::RequestRates rates = {},
                       std::map<std::string, std::string> flags = {})
        : settings_(setting_table(), with_folder(std::move(flags)), {}, ""),
          studio_(settings_, CreateFolder::Yes, {.passes = 1, .memory_bytes = 8192}),
          policy_({.refuse_forwarded = false, .trusted_proxies = {"10.0.0.1"}}),
          gatekeeper_({studio_.sign_in, studio_.keys, studio_.supabase, policy_, studio_.clock},
                      studio_.host,
                      {.first_account = first, .owner = machine_user, .rates = rates}),
          house_(studio_, settings_, gatekeeper_, policy_, {}) {
        studio_.connections.take_from_settings(studio_.host, provider_settings(settings_));
        studio_.start();
        studio_.setup_code.arm("7KQ2M-X9ADR", [this] { ++codes_spent; });
    }

    struct Answer {
        int status = 0;
        std::string body;
        std::map<std::string, std::string> headers;
        std::string all_cookies;  // Of every Set-Cookie header.

        [[nodiscard]] Json json() const { return parse_json(body); }
        // What the browser sends back from then on; empty where no cookie was set.
        [[nodiscard]] std::string cookie() const {
            const auto set = headers.find("Set-Cookie");
            if (set == headers.end()) return {};
            return set->second.substr(0, set->second.find(';'));
        }
    };

    Answer send(http::Method method, const std::string& target, const std::string& cookie = "",
                const Json& body = nullptr, std::vector<http::NameValue> headers = {}) {
        auto request = http::Request::to(method, target);
        request.id = "00000000000000aa";
        request.headers = std::move(headers);
        request.headers.emplace_back("host", "localhost:8000");
        request.peer = &peer_;
        if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
        const auto text = body.is_null() ? std::string() : body.dump();
        if (!text.empty()) request.headers.emplace_back("content-type", "application/json");
        http::TextBody sent(text);
        auto reply = house_.dispatcher().answer(request, sent);
        std::string cookies;
        for (const auto& [name, value] : reply.headers) {
            if (name == "Set-Cookie") cookies += value + "\n";
        }
        return {reply.status,
                std::move(reply.body),
                {reply.headers.begin(), reply.headers.end()},
                std::move(cookies)};
    }
    Answer get(const std::string& target, const std::string& cookie = "") {
        return send(http::Method::Get, target, cookie);
    }
    Answer post(const std::string& target, const Json& body, const std::string& cookie = "") {
        return send(http::Method::Post, target, cookie, body);
    }

    // The owner's cookie.
    std::string set_up() {
        const auto answer = post("/api/v1/setup", {{"code", "7kq2mx9adr"},
                                                   {"name", "Ada"},
                                                   {"login", "Ada@Example.org"},
                                                   {"password", "a quiet harbour"},
                                                   {"house", "Harbour House"}});
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return answer.cookie();
    }
    // The token of a new invitation's link.
    std::string invite(const std::string& owner, const Json& wish) {
        const auto answer = post("/api/v1/invitations", wish, owner);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        return answer.json().at("path").get<std::string>().substr(8);
    }
    // The cookie of somebody who joins by an invitation.
    std::string join(const std::string& owner, const std::string& login, const Json& wish) {
        const auto answer = post("/api/v1/invitations/accept", {{"token", invite(owner, wish)},
                                                                {"name", login},
                                                                {"login", login},
                                                                {"password", "a quiet harbour"}});
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return answer.cookie();
    }
    std::string demo(const std::string& cookie) {
        return get("/api/v1/projects", cookie).json().at("projects").at(0).at("id");
    }
    Studio& studio() { return studio_; }
    const http::RouteTable& routes() { return house_.routes(); }

    int codes_spent = 0;

private:
    class LocalPeer final : public http::Peer {
    public:
        [[nodiscard]] const std::string& address() const override { return address_; }
        [[nodiscard]] bool loopback() const override { return true; }
        [[nodiscard]] std::optional<uid_t> uid() const override { return 1000; }

    private:
        std::string address_ = "10.0.0.1";
    };

    std::map<std::string, std::string> with_folder(std::map<std::string, std::string> flags) {
        flags["data"] = (folder_.path() / "data").string();
        flags["log-level"] = "error";
        return flags;
    }

    test::TempFolder folder_;
    LocalPeer peer_;
    Settings settings_;
    Studio studio_;
    http::Policy policy_;
    accounts::HouseGatekeeper gatekeeper_;
    House house_;
};

}  // namespace fabula::app
