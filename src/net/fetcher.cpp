#include "net/fetcher.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "net/ca_file.hpp"
#include "net/fetch_error.hpp"
#include "net/reach.hpp"

namespace fabula::net {

namespace {

std::string read_allowed(const std::string& entry) {
    const bool plain = entry.find_first_of("/?#@\\ ") == std::string::npos;
    if (plain) {
        try {
            const auto url = Url::parse("http://" + entry + "/");
            if (url.names_port()) return url.host_and_port();
        } catch (const FetchError&) {
            // Told below, with the setting's name.
        }
    }
    invalid("net-allow", "In net-allow, \"" + entry +
                             "\" is no host and port, such as localhost:11434 or [::1]:8080.");
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

void check_method(const std::string& method, const Url& url) {
    constexpr std::array kMethods =
        std::to_array<std::string_view>({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"});
    if (std::ranges::find(kMethods, method) == kMethods.end()) {
        throw FetchError(Failure::BadRequest, Sent::No, url.host(), "unknown method");
    }
}

bool is_header_name(const std::string& name) {
    constexpr std::array kOurs =
        std::to_array<std::string_view>({"host", "content-length", "transfer-encoding"});
    const bool plain = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return plain && !name.empty() && std::ranges::find(kOurs, to_lower_ascii(name)) == kOurs.end();
}

// RFC 9110, 5.1 and 5.5; a value is given, as libcurl takes an empty one for something else.
void check_headers(const Headers& headers, const Url& url) {
    for (const auto& [name, value] : headers) {
        const bool named = is_header_name(name);
        const bool said = !trim(value).empty() && std::ranges::all_of(value, [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
        });
        if (!named || !said) {
            throw FetchError(Failure::BadRequest, Sent::No, url.host(),
                             "the header " + (named ? name : "") + " cannot be sent");
        }
    }
}

}  // namespace

Fetcher::Fetcher(FetcherOptions options) : options_(std::move(options)) {
    for (const auto& entry : options_.allowed) allowed_.insert(read_allowed(entry));
    if (options_.ca_file.empty()) options_.ca_file = find_ca_file();
}

std::vector<std::string> Fetcher::find_way(const Url& url,
                                           std::chrono::steady_clock::time_point deadline,
                                           const std::stop_token& stop) const {
    const auto refuse = [&](const std::string& why) {
        throw FetchError(Failure::Refused, Sent::No, url.host_and_port(), why);
    };
    const bool allowed = allowed_.contains(url.host_and_port());
    if (!allowed && url.port() != 80 && url.port() != 443) refuse("port");
    auto addresses = url.host_is_address() ? std::vector{url.host()}
                                           : look_up(options_.resolver, url.host(), deadline, stop);
    for (const auto& address : addresses) {
        const auto reach = reach_of(address);
        if (reach == Reach::Nowhere || (reach == Reach::Local && !allowed)) refuse(address);
    }
    return addresses;
}

Response Fetcher::fetch(const Request& request, const std::stop_token& stop) const {
    const auto deadline = std::chrono::steady_clock::now() + request.limits.total;
    auto url = Url::parse(request.url);
    const auto first = Url::parse(request.url);
    check_method(request.method, url);
    check_headers(request.headers, url);
    check_headers(request.credentials, url);
    const bool follows = request.method == "GET" || request.method == "HEAD";
    for (int hop = 0;; ++hop) {
        const auto addresses = find_way(url, deadline, stop);
        auto response = transfer({.url = url,
                                  .request = request,
                                  .with_credentials = url.same_origin(first),
                                  .addresses = addresses,
                                  .deadline = deadline,
                                  .ca_file = options_.ca_file,
                                  .route = options_.route},
                                 stop);
        response.url = url.text();
        const auto location = find_header(response.headers, "location");
        if (!follows || !is_redirect(response.status) || !location) return response;
        auto next = url.follow(std::string(*location));
        const bool unsafe = url.scheme() == "https" && next.scheme() == "http";
        if (hop >= request.limits.redirects || unsafe) {
            throw FetchError(Failure::TooManyRedirects, Sent::Maybe, url.host(),
                             unsafe ? "a redirect from https to http" : "too many redirects");
        }
        url = std::move(next);
    }
}

}  // namespace fabula::net
