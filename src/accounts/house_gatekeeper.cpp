#include "accounts/house_gatekeeper.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

// A browser takes a cookie with this prefix only for this very host, and only encrypted.
constexpr std::string_view kSecureCookie = "__Host-fabula";
constexpr std::string_view kPlainCookie = "fabula_session";

// What answers before the house is set up.
constexpr std::array<std::string_view, 5> kSetupRoutes{"get_health", "show_setup", "set_up",
                                                       "get_web_file", "get_icon"};

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_' || c == '.';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

}  // namespace

std::string_view session_token(const http::Request& request) {
    std::string_view plain;
    for (const auto& [name, value] : request.headers) {
        if (name != "cookie") continue;
        for (const auto part : split(value, ';')) {
            const auto cookie = trim(part);
            const auto equals = cookie.find('=');
            if (equals == std::string_view::npos) continue;
            if (cookie.substr(0, equals) == kSecureCookie) return cookie.substr(equals + 1);
            if (cookie.substr(0, equals) == kPlainCookie) plain = cookie.substr(equals + 1);
        }
    }
    return plain;
}

http::NameValue session_cookie(std::string_view token, const http::Client& client) {
    std::string text(client.https ? kSecureCookie : kPlainCookie);
    text += "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax";
    if (client.https) text += "; Secure";
    const auto seconds = std::chrono::seconds(kSessionLifetime).count();
    text += "; Max-Age=" + std::to_string(token.empty() ? 0 : seconds);
    return {"Set-Cookie", text};
}

Device device_of(const http::Request& request, const http::Policy& policy) {
    return {.name = std::string(request.header("user-agent").value_or("")),
            .address = policy.client_of(request).address};
}

bool HouseGatekeeper::in_setup() const noexcept {
    return options_.first_account == FirstAccount::BySetup && !sign_in_.has_accounts();
}

Actor HouseGatekeeper::admit_setup(const http::Route& route) const {
    if (std::ranges::find(kSetupRoutes, route.name) != kSetupRoutes.end()) return {};
    throw AppError(Code::Unauthenticated,
                   PublicText{"This Fabula is not set up yet. Open /setup in a browser."});
}

Actor HouseGatekeeper::admit(const http::Request& request, const http::Route& route) {
    if (in_setup()) return admit_setup(route);
    if (!sign_in_.has_accounts()) return desk_.admit(request, route);
    const auto visitor = sign_in_.find_visitor(session_token(request));
    if (!visitor) {
        if (route.access == http::Access::Anyone) return {};
        throw AppError(Code::Unauthenticated, PublicText{"Sign in to see this."});
    }
    if (route.access == http::Access::Host && !visitor->actor.host) {
        throw AppError(Code::Forbidden, PublicText{"Only who runs this Fabula may do this."});
    }
    return visitor->actor;
}

std::string HouseGatekeeper::entrance(const http::Request& request) const {
    if (in_setup()) return "/setup";
    if (request.path == "/") return "/login";
    const auto target = request.path + (request.raw_query.empty() ? "" : "?" + request.raw_query);
    return "/login?next=" + percent_encode(target);
}

}  // namespace fabula::accounts
