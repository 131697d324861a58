#include "http/policy.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fabula::http {

namespace {

// 'wasm-unsafe-eval' lets pages run the engine, and no script besides.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' "
    "data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view kContentPolicy = "default-src 'none'; frame-ancestors 'none'";
// Drawings carry their own styles and fonts; opened by themselves they run nothing.
constexpr std::string_view kDrawingPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "frame-ancestors 'none'; sandbox";

constexpr std::array<std::string_view, 5> kForwardingHeaders{
    "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"};

// "Example.org:8000" -> "example.org", "[::1]:80" -> "[::1]". Empty where it is neither.
std::string host_name(std::string_view authority) {
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const auto port = authority.substr(colon + 1);
        const bool digits = std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits || port.size() > 5) return {};
    }
    return to_lower_ascii(authority.substr(0, colon));
}

enum class AddressKind { None, Loopback, Other };

AddressKind address_kind(const std::string& host) {
    in_addr v4{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1) {
        return ntohl(v4.s_addr) >> 24U == 127 ? AddressKind::Loopback : AddressKind::Other;
    }
    if (host.size() < 4 || host.front() != '[' || host.back() != ']') return AddressKind::None;
    in6_addr v6{};
    if (inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6) != 1) {
        return AddressKind::None;
    }
    return IN6_IS_ADDR_LOOPBACK(&v6) ? AddressKind::Loopback : AddressKind::Other;
}

bool is_address(std::string_view text) {
    return AddressBlock::parse(text).has_value() && text.find('/') == std::string_view::npos;
}

// "http://localhost:3000" -> "localhost:3000".
std::string_view authority_of(std::string_view origin) {
    const auto slashes = origin.find("://");
    return slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 3);
}

bool same_authority(std::string_view a, std::string_view b) {
    return a.size() == b.size() && to_lower_ascii(a) == to_lower_ascii(b);
}

std::string_view content_policy(std::string_view content_type) {
    if (content_type.starts_with("text/html")) return kPagePolicy;
    return content_type.starts_with("image/svg") ? kDrawingPolicy : kContentPolicy;
}

}  // namespace

bool is_origin(std::string_view text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
    const auto authority = authority_of(text);
    return !host_name(authority).empty() && std::ranges::none_of(authority, [](char c) {
        return c == '/' || c == '?' || c == '#' || c == '@' || c == '*' ||
               static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) > 0x7E;
    });
}

Policy::Policy(PolicyOptions options) : options_(std::move(options)) {
    for (const auto& origin : options_.cors_origins) {
        if (!is_origin(origin)) {
            invalid("CORS_ORIGINS",
                    "CORS_ORIGINS must list origins like "
                    "https://studio.example, and \"" +
                        origin + "\" is none.");
        }
    }
    for (const auto& proxy : options_.trusted_proxies) {
        const auto block = AddressBlock::parse(proxy);
        if (!block) {
            invalid("TRUSTED_PROXIES",
                    "TRUSTED_PROXIES must list addresses like 10.0.0.1 or networks like "
                    "10.0.0.0/8, and \"" +
                        proxy + "\" is none.");
        }
        trusted_.push_back(*block);
    }
}

// The chain is written by each proxy at its right end; what stands left of the last one that is
// not ours is the client's own claim.
Client Policy::client_of(const Request& request) const {
    if (request.peer == nullptr) return {};
    const auto is_trusted = [&](std::string_view address) {
        return std::ranges::any_of(trusted_,
                                   [&](const AddressBlock& block) { return block.holds(address); });
    };
    Client client{.address = request.peer->address(), .https = false};
    if (!is_trusted(client.address)) return client;
    const auto proto = split(request.header("x-forwarded-proto").value_or(""), ',').back();
    client.https = to_lower_ascii(trim(proto)) == "https";
    std::string hops;  // Some proxies add a line of their own.
    for (const auto& [name, value] : request.headers) {
        if (name == "x-forwarded-for") hops += (hops.empty() ? "" : ",") + value;
    }
    for (auto chain = split(hops, ','); !chain.empty(); chain.pop_back()) {
        const auto hop = trim(chain.back());
        if (!is_address(hop)) break;
        client.address = hop;
        if (!is_trusted(hop)) break;
    }
    return client;
}

std::optional<Problem> Policy::refuse(const Request& request) const {
    if (auto problem = refuse_host(request)) return problem;
    if (auto problem = refuse_forwarded(request)) return problem;
    return refuse_origin(request);
}

// A page of a foreign site whose name was made to point here (DNS rebinding) sends that name.
std::optional<Problem> Policy::refuse_host(const Request& request) const {
    const auto header = request.header("host");
    const std::string host = host_name(header.value_or(""));
    const auto kind = address_kind(host);
    const bool named =
        host == "localhost" || std::ranges::find(options_.hosts, host) != options_.hosts.end();
    if (named || kind == AddressKind::Loopback ||
        (kind == AddressKind::Other && !options_.loopback_only)) {
        return std::nullopt;
    }
    return problem_of_status(421,
                             "This server does not answer to the host name in the request. Use "
                             "localhost or its address.");
}

std::optional<Problem> Policy::refuse_forwarded(const Request& request) const {
    if (!options_.refuse_forwarded) return std::nullopt;
    if (options_.sign_in_needed && options_.sign_in_needed()) return std::nullopt;
    for (const auto name : kForwardingHeaders) {
        if (request.header(name)) {
            return problem_of_status(403,
                                     "This request came through a proxy (" + std::string(name) +
                                         "). Without an account, only the person at this machine "
                                         "is answered.");
        }
    }
    return std::nullopt;
}

std::optional<Problem> Policy::refuse_origin(const Request& request) const {
    const auto origin = request.header("origin");
    if (origin && is_listed_origin(*origin)) return std::nullopt;
    const auto host = request.header("host").value_or("");
    const bool own = origin && is_origin(*origin) && same_authority(authority_of(*origin), host);
    if (origin && !own) {
        return problem_of_status(403,
                                 "A web page of another origin asked. Add the origin to "
                                 "CORS_ORIGINS to let it.");
    }
    // Browsers say where a request comes from even where they send no Origin.
    const auto site = request.header("sec-fetch-site").value_or("none");
    if (!is_safe(request.method) && site != "same-origin" && site != "none") {
        return problem_of_status(403, "A page of another site may not change anything here.");
    }
    return std::nullopt;
}

bool Policy::is_listed_origin(std::string_view origin) const {
    return std::ranges::find(options_.cors_origins, origin) != options_.cors_origins.end();
}

bool Policy::is_preflight(const Request& request) {
    return request.method == Method::Options && request.header("origin") &&
           request.header("access-control-request-method");
}

Reply Policy::answer_preflight(const Request& request, const std::vector<Method>& allowed) const {
    std::vector<std::string> methods;
    for (const auto method : allowed) methods.emplace_back(name_of(method));
    Reply reply;
    reply.status = 204;
    reply.headers = {{"Access-Control-Allow-Methods", join(methods, ", ")},
                     {"Access-Control-Allow-Headers",
                      "Authorization, Content-Type, If-Match, If-None-Match, X-API-Key"},
                     {"Access-Control-Max-Age", "600"}};  // Seconds.
    if (request.header("access-control-request-private-network")) {
        reply.headers.emplace_back("Access-Control-Allow-Private-Network", "true");
    }
    return reply;
}

void Policy::add_cors(const Request& request, Reply& reply) const {
    if (options_.cors_origins.empty()) return;
    reply.headers.emplace_back("Vary", "Origin");
    const auto origin = request.header("origin");
    if (!origin || !is_listed_origin(*origin)) return;
    reply.headers.emplace_back("Access-Control-Allow-Origin", std::string(*origin));
    reply.headers.emplace_back("Access-Control-Allow-Credentials", "true");
    reply.headers.emplace_back("Access-Control-Expose-Headers",
                               "ETag, Location, Retry-After, X-Request-Id");
}

void Policy::add_headers(const Request& request, Reply& reply) const {
    const bool page = reply.content_type.starts_with("text/html");
    auto& headers = reply.headers;
    // What a 304 says replaces the headers that the browser kept with the content, so it is silent
    // about the policy of a content that it does not have in hand.
    if (reply.status != 304) {
        headers.emplace_back("Content-Security-Policy", content_policy(reply.content_type));
    }
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cross-Origin-Resource-Policy",
                         options_.cors_origins.empty() ? "same-origin" : "same-site");
    if (page) {
        headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
        headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
    }
    // A year, and only where encryption is there already: it would lock out who has none.
    if (!trusted_.empty() && client_of(request).https) {
        headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    }
    headers.emplace_back("X-Request-Id", request.id);
    add_cors(request, reply);
}

}  // namespace fabula::http
