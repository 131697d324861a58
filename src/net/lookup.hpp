// Names to addresses, without waiting longer than one wants to.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace fabula::net {

// The addresses of a host name as inet_ntop writes them; none where there is no such name. Called
// in a thread that may outlive the question; must not throw.
using Resolver = std::function<std::vector<std::string>(const std::string& host)>;

// As the machine is set up: hosts file, name servers.
std::vector<std::string> ask_system(const std::string& host);

// Throws FetchError: NoSuchName, TimedOut at `deadline`, Cancelled.
std::vector<std::string> look_up(const Resolver& resolver, const std::string& host,
                                 std::chrono::steady_clock::time_point deadline,
                                 const std::stop_token& stop);

}  // namespace fabula::net
