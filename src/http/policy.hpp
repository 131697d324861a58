// Which requests may reach a row at all: the names this server goes by, which web pages may ask
// it, and whether a proxy may stand in between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    // Web pages of other origins that may ask: "https://studio.example", "http://localhost:3000".
    std::vector<std::string> cors_origins{};
};

// True for "scheme://host" or "scheme://host:port" with http or https, as browsers send it.
bool is_origin(std::string_view text);

class Policy {
public:
    // Throws Invalid for an entry of cors_origins that is no origin.
    explicit Policy(PolicyOptions options);

    // Why the request is refused.
    [[nodiscard]] std::optional<Problem> refuse(const Request& request) const;
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
};

}  // namespace fabula::http
