#include "net/lookup.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "net/fetch_error.hpp"

namespace fabula::net {

namespace {

// A name server that does not answer holds a thread for up to half a minute.
constexpr int kLookupsMax = 64;
std::atomic<int> lookups{0};

// Owned by who asks and by the thread that waits for the system, whichever lasts longer.
struct Lookup {
    Lookup() { ++lookups; }
    ~Lookup() { --lookups; }
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;

    std::mutex mutex;
    std::condition_variable_any done;
    std::vector<std::string> addresses;
    bool over = false;
};

std::string text_of(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> out{};
    const void* bytes = nullptr;
    if (address.sa_family == AF_INET) {
        bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    } else if (address.sa_family == AF_INET6) {
        bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    }
    if (bytes == nullptr) return {};
    ::inet_ntop(address.sa_family, bytes, out.data(), out.size());
    return out.data();
}

// Names of this machine wherever they are asked, also where no file of hosts says so and name
// servers must not be asked (RFC 6761, 6.3).
bool is_this_machine(const std::string& host) {
    return host == "localhost" || host.ends_with(".localhost");
}

}  // namespace

std::vector<std::string> ask_system(const std::string& host) {
    if (is_this_machine(host)) return {"127.0.0.1", "::1"};
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return {};
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
    std::vector<std::string> out;
    for (const auto* one = found; one != nullptr; one = one->ai_next) {
        auto text = text_of(*one->ai_addr);
        if (!text.empty() && std::ranges::find(out, text) == out.end()) {
            out.push_back(std::move(text));
        }
    }
    return out;
}

std::vector<std::string> look_up(const Resolver& resolver, const std::string& host,
                                 std::chrono::steady_clock::time_point deadline,
                                 const std::stop_token& stop) {
    if (lookups >= kLookupsMax) {
        throw FetchError(Failure::TimedOut, Sent::No, host, "too many look-ups wait already");
    }
    const auto lookup = std::make_shared<Lookup>();
    std::thread([lookup, resolver, host] {
        auto addresses = resolver(host);
        const std::lock_guard lock(lookup->mutex);
        lookup->addresses = std::move(addresses);
        lookup->over = true;
        lookup->done.notify_all();
    }).detach();
    std::unique_lock lock(lookup->mutex);
    if (!lookup->done.wait_until(lock, stop, deadline, [&] { return lookup->over; })) {
        const auto failure = stop.stop_requested() ? Failure::Cancelled : Failure::TimedOut;
        throw FetchError(failure, Sent::No, host, "the name was not found in time");
    }
    if (lookup->addresses.empty()) {
        throw FetchError(Failure::NoSuchName, Sent::No, host, "the name has no address");
    }
    return lookup->addresses;
}

}  // namespace fabula::net
