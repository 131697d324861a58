// One request to one server, and its answer: the part that libcurl does.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "net/message.hpp"
#include "net/url.hpp"

namespace fabula::net {

// Where a socket really goes: for tests, in which servers of the world are on this machine. Given
// the address that was checked and the port; empty: there.
struct Place {
    std::string address;
    int port = 0;
};
using Route = std::function<Place(const std::string& address, int port)>;

struct Exchange {
    const Url& url;
    const Request& request;
    bool with_credentials = false;
    const std::vector<std::string>& addresses;  // No other is connected to.
    std::chrono::steady_clock::time_point deadline;
    const std::string& ca_file;  // Empty: as libcurl was built.
    const Route& route;
};

// Throws FetchError, and what the request's `on_body` throws. Follows nothing.
Response transfer(const Exchange& exchange, const std::stop_token& stop);

}  // namespace fabula::net
