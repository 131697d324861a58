// The sample table behind a dispatcher, without a socket.
#pragma once

#include "http/sample.hpp"
#include "support/temp_folder.hpp"

namespace fabula::http::sample {

struct Desk {
    explicit Desk(PolicyOptions options = {}, const Limits& limits = {})
        : policy(std::move(options)),
          dispatcher(boats.table(),
                     {.gatekeeper = gatekeeper,
                      .policy = policy,
                      .log = log,
                      .upload_folder = folder.path()},
                     limits) {}

    using Headers = std::vector<NameValue>;

    Reply send(Method method, std::string_view target, Headers headers = {},
               std::string_view text = {}) {
        Request request = Request::to(method, target);
        request.id = "00000000000000aa";
        request.headers = std::move(headers);
        if (!request.header("host")) request.headers.emplace_back("host", "localhost:8000");
        if (!text.empty() && !request.header("content-type")) {
            request.headers.emplace_back("content-type", "application/json");
        }
        TextBody body(text);
        return dispatcher.answer(request, body);
    }
    Reply get(std::string_view target, Headers headers = {}) {
        return send(Method::Get, target, std::move(headers));
    }

    test::FakeClock clock;
    std::string logged;
    Log log{LogLevel::Debug, clock, [this](std::string_view line) { logged += line; }};
    test::TempFolder folder;
    BoatRoutes boats;
    NamedGatekeeper gatekeeper;
    Policy policy;
    Dispatcher dispatcher;
};

inline std::string header(const Reply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace fabula::http::sample
