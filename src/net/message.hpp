// A request that leaves the program, and its answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::net {

struct Header {
    std::string name;
    std::string value;
};
using Headers = std::vector<Header>;

// The first of several; the case of letters does not count.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) noexcept;

struct Limits {
    std::chrono::milliseconds connect{10'000};  // Until the other side has shown who it is.
    std::chrono::milliseconds total{60'000};    // From the look-up of the name to the last byte.
    // In each period so many bytes must pass in either direction. The time that a model thinks
    // before its first word counts too.
    std::chrono::milliseconds period{30'000};
    std::uint64_t bytes_per_period = 1;
    std::uint64_t body_bytes = 10'000'000;  // Of the answer.
    std::size_t header_bytes = 64U << 10U;  // Of the answer, each redirect's by itself.
    int redirects = 3;
};

struct Request {
    std::string method = "GET";
    std::string url{};
    Headers headers{};
    // Keys and the like: sent to the host, port and scheme of `url` alone, wherever a redirect
    // leads.
    Headers credentials{};
    std::string body{};
    Limits limits{};
    // Where given, the body of an answer with a status of 200 to 299 goes here piece by piece as it
    // comes, and not into the Response. What it throws ends the transfer and is thrown by fetch().
    std::function<void(std::string_view piece)> on_body{};
};

struct Response {
    int status = 0;
    Headers headers{};  // Names in lower case.
    std::string body{};
    std::string url{};  // After redirects.
};

}  // namespace fabula::net
