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

void check_host(const Actor& actor, const http::Route& route) {
    if (route.access != http::Access::Host || actor.host) return;
    throw AppError(Code::Forbidden, PublicText{"Only who runs this Fabula may do this."});
}

// For who comes in person: no key reaches these rows.
constexpr std::array kInPerson = std::to_array<std::string_view>({"set_up",
                                                                  "sign_in",
                                                                  "sign_out",
                                                                  "sign_up",
                                                                  "change_password",
                                                                  "reset_password",
                                                                  "create_password_reset_link",
                                                                  "use_password_reset",
                                                                  "end_session",
                                                                  "end_other_sessions",
                                                                  "create_key",
                                                                  "revoke_key",
                                                                  "link_supabase",
                                                                  "unlink_supabase",
                                                                  "begin_second_factor",
                                                                  "confirm_second_factor",
                                                                  "renew_recovery_codes",
                                                                  "remove_second_factor",
                                                                  "reset_second_factor",
                                                                  "set_house_rules",
                                                                  "accept_invitation",
                                                                  "choose_organization",
                                                                  "create_organization",
                                                                  "delete_organization"});

constexpr std::array kUncounted =
    std::to_array<std::string_view>({"list_events", "get_web_file", "get_icon", "get_health"});

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

SessionId session_of(SignInService& sign_in, const http::Request& request) {
    const auto visitor = sign_in.find_visitor(session_token(request));
    return visitor ? visitor->session : SessionId{};
}

std::string_view key_token(const http::Request& request) {
    if (const auto key = request.header("x-api-key")) return *key;
    constexpr std::string_view scheme = "bearer ";
    const auto value = request.header("authorization").value_or("");
    if (!starts_with_ascii_insensitive(value, scheme)) return {};
    return trim(value.substr(scheme.size()));
}

std::optional<KeyScope> scope_for(const http::Route& route) noexcept {
    if (std::ranges::find(kInPerson, route.name) != kInPerson.end()) return std::nullopt;
    if (route.access >= http::Access::Admin) return KeyScope::Admin;
    const bool reads = http::is_safe(route.method) && route.kind != http::RouteKind::Live;
    return reads ? KeyScope::Read : KeyScope::Write;
}

bool is_counted(const http::Route& route) noexcept {
    return route.kind != http::RouteKind::Live &&
           std::ranges::find(kUncounted, route.name) == kUncounted.end();
}

Device device_of(const http::Request& request, const http::Policy& policy) {
    return {.name = std::string(request.header("user-agent").value_or("")),
            .address = policy.client_of(request).address};
}

bool HouseGatekeeper::in_setup() const noexcept {
    return options_.first_account == FirstAccount::BySetup && !from_.sign_in.has_accounts();
}

Actor HouseGatekeeper::admit_setup(const http::Route& route) const {
    if (std::ranges::find(kSetupRoutes, route.name) != kSetupRoutes.end()) return {};
    throw AppError(Code::Unauthenticated,
                   PublicText{"This Fabula is not set up yet. Open /setup in a browser."});
}

Actor HouseGatekeeper::admit(const http::Request& request, const http::Route& route) {
    if (in_setup()) return admit_setup(route);
    const auto token = key_token(request);
    if (token.empty() && !from_.sign_in.has_accounts()) return desk_.admit(request, route);
    if (is_counted(route)) rate_.count_address(from_.policy.client_of(request).address);
    return token.empty() ? admit_visitor(request, route) : admit_program(token, request, route);
}

void HouseGatekeeper::count(const http::Route& route, const std::string& caller) {
    if (is_counted(route)) rate_.count_caller(caller);
}

Actor HouseGatekeeper::admit_program(std::string_view token, const http::Request& request,
                                     const http::Route& route) {
    auto bearer = from_.keys.find_bearer(token);
    if (bearer) {
        count(route, "key " + bearer->key.text);
    } else if (from_.supabase.takes(token)) {
        const auto person = from_.supabase.admit(token, device_of(request, from_.policy));
        count(route, "supabase " + person.subject);
        bearer = {person.actor, ApiKeyId{}, KeyScope::Admin};
    } else {
        throw AppError(Code::Unauthenticated,
                       PublicText{"This key opens nothing: it is unknown, over or revoked."});
    }
    const auto needed = scope_for(route);
    if (!needed) {
        throw AppError(Code::Forbidden,
                       PublicText{"No key reaches this. Sign in and do it yourself."});
    }
    if (bearer->scope < *needed) {
        throw AppError(Code::Forbidden, PublicText{"This key has the scope \"" +
                                                   std::string(name_of(bearer->scope)) +
                                                   "\", which does not reach as far as this."});
    }
    check_host(bearer->actor, route);
    return bearer->actor;
}

Actor HouseGatekeeper::admit_visitor(const http::Request& request, const http::Route& route) {
    auto visitor = from_.sign_in.find_visitor(session_token(request));
    if (!visitor) {
        if (route.access == http::Access::Anyone) return {};
        throw AppError(Code::Unauthenticated, PublicText{"Sign in to see this."});
    }
    count(route, "session " + visitor->session.text);
    const auto project = request.parameter("project_id");
    if (route.kind == http::RouteKind::Page && !project.empty()) {
        from_.sign_in.follow(*visitor, ProjectId{std::string(project)});
    }
    check_host(visitor->actor, route);
    return visitor->actor;
}

std::string HouseGatekeeper::entrance(const http::Request& request) const {
    if (in_setup()) return "/setup";
    if (request.path == "/") return "/login";
    const auto target = request.path + (request.raw_query.empty() ? "" : "?" + request.raw_query);
    return "/login?next=" + percent_encode(target);
}

}  // namespace fabula::accounts
