// The one way out: every request that the program sends goes through fetch().
//
// A name is looked up once, each of its addresses is checked, and only a checked one is connected
// to. No proxy, no cookies, no stored passwords; connections are not kept, so that no request is
// ever sent a second time by itself. Compressed answers are neither asked for nor taken.
#pragma once

#include <functional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "net/lookup.hpp"
#include "net/message.hpp"
#include "net/transfer.hpp"
#include "net/url.hpp"

namespace fabula::net {

struct FetcherOptions {
    // "host:port", with the host as addresses name it. They may lead to this machine and to private
    // networks, and by any port; elsewhere only 80 and 443 are asked.
    std::vector<std::string> allowed{};
    // Certificate authorities in a file; empty: those of the machine.
    std::string ca_file{};
    Resolver resolver = ask_system;
    Route route{};
};

class Fetcher {
public:
    // Throws Invalid naming net-allow for an entry that is no host and port.
    explicit Fetcher(FetcherOptions options = {});

    // GET and HEAD follow redirects, but not from https to http; every other method answers what
    // came, so that nothing is sent to a place that the caller did not name. Any status is an
    // answer. Throws FetchError, and what `on_body` throws. From any thread.
    [[nodiscard]] Response fetch(const Request& request, const std::stop_token& stop = {}) const;

private:
    // The addresses that may be connected to. Throws FetchError Refused where one may not.
    [[nodiscard]] std::vector<std::string> find_way(const Url& url,
                                                    std::chrono::steady_clock::time_point deadline,
                                                    const std::stop_token& stop) const;

    FetcherOptions options_;
    std::set<std::string> allowed_;
};

}  // namespace fabula::net
