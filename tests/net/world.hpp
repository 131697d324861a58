// A world of names and servers for a Fetcher: addresses of the world lead to servers on loopback.
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "net/fetch_error.hpp"
#include "net/fetcher.hpp"
#include "support/wire_server.hpp"

namespace fabula::net {

inline const std::string kFar = "93.184.216.34";  // Addresses of the world, whoever has them.
inline const std::string kFurther = "1.1.1.1";

struct World {
    // What a name leads to at the first look-up, at the second, …; the last one stays.
    std::map<std::string, std::vector<std::vector<std::string>>> names{};
    std::map<std::string, int> servers{};  // "address:port" to a port of this machine.
    std::vector<std::string> allowed{};
    std::atomic<int> lookups{0};

    Fetcher fetcher() {
        return Fetcher(
            {.allowed = allowed,
             .ca_file = {},
             .resolver = [this](const std::string& host) { return find(host); },
             .route =
                 [this](const std::string& address, int port) {
                     const auto found = servers.find(address + ":" + std::to_string(port));
                     // A port on which nobody listens.
                     return Place{"127.0.0.1", found == servers.end() ? 1 : found->second};
                 }});
    }

private:
    std::vector<std::string> find(const std::string& host) {
        const auto turn = static_cast<std::size_t>(lookups++);
        const auto found = names.find(host);
        if (found == names.end()) return {};
        return found->second.at(std::min(turn, found->second.size() - 1));
    }
};

// How a request fails; "answered" where it does not.
struct Outcome {
    std::string failure = "answered";
    Sent sent = Sent::No;
    std::string text{};
};

inline std::string name_of(Failure failure) {
    switch (failure) {
        case Failure::BadRequest: return "bad request";
        case Failure::Refused: return "refused";
        case Failure::NoSuchName: return "no such name";
        case Failure::CannotConnect: return "cannot connect";
        case Failure::Tls: return "tls";
        case Failure::TimedOut: return "timed out";
        case Failure::Broken: return "broken";
        case Failure::TooLarge: return "too large";
        case Failure::TooManyRedirects: return "too many redirects";
        case Failure::Cancelled: return "cancelled";
    }
    return "?";
}

inline Outcome outcome(const Fetcher& fetcher, const Request& request,
                       const std::stop_token& stop = {}) {
    try {
        static_cast<void>(fetcher.fetch(request, stop));
        return {};
    } catch (const FetchError& error) {
        return {name_of(error.failure()), error.sent(), error.what()};
    }
}

}  // namespace fabula::net
