// Which requests may reach a row at all: the names this server goes by, which web pages may ask
// it, and whether a proxy may stand in between.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address_block.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"

namespace fabula::http {

struct PolicyOptions {
    // Names besides "localhost" and IP addresses, in lower case, without port.
    std::vector<std::string> hosts{};
    // Only addresses of this machine itself are taken as Host (desk mode).
    bool loopback_only = true;
    // Requests that carry a proxy's headers are refused (desk mode: a proxy would make everybody
    // the person at the desk).
    bool refuse_forwarded = true;
    // True once everybody has to sign in, so that a proxy gives nobody more than they have: nothing
    // forwarded is refused then. Asked at each request; empty: never.
    std::function<bool()> sign_in_needed{};
    // Addresses and networks ("10.0.0.0/8", "::1") whose word about the client is taken.
    std::vector<std::string> trusted_proxies{};
    // Web pages of other origins that may ask: "https://studio.example", "http://localhost:3000".
    std::vector<std::string> cors_origins{};
};

// Who is at the other end, behind the proxies that may speak for them.
struct Client {
    std::string address;  // "192.0.2.7"; empty for a call inside the program.
    bool https = false;   // The browser's connection is encrypted, as a trusted proxy says.
};

// True for "scheme://host" or "scheme://host:port" with http or https, as browsers send it.
bool is_origin(std::string_view text);

class Policy {
public:
    // Throws Invalid for an entry of cors_origins that is no origin, and for a trusted proxy that
    // is no address.
    explicit Policy(PolicyOptions options);

    // Why the request is refused.
    [[nodiscard]] std::optional<Problem> refuse(const Request& request) const;
    [[nodiscard]] Client client_of(const Request& request) const;
    // True for an Origin in cors_origins.
    [[nodiscard]] bool is_listed_origin(std::string_view origin) const;
    // A browser's question before a request of another origin. `allowed`: methods of the address.
    [[nodiscard]] static bool is_preflight(const Request& request);
    [[nodiscard]] Reply answer_preflight(const Request& request,
                                         const std::vector<Method>& allowed) const;
    // Adds what every answer carries: content policy, isolation, and leave for a listed origin.
    void add_headers(const Request& request, Reply& reply) const;

private:
    [[nodiscard]] std::optional<Problem> refuse_host(const Request& request) const;
    [[nodiscard]] std::optional<Problem> refuse_origin(const Request& request) const;
    [[nodiscard]] std::optional<Problem> refuse_forwarded(const Request& request) const;
    void add_cors(const Request& request, Reply& reply) const;

    PolicyOptions options_;
    std::vector<AddressBlock> trusted_;
};

}  // namespace fabula::http
