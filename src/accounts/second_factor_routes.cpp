#include "accounts/second_factor_routes.hpp"

#include "accounts/house_gatekeeper.hpp"
#include "accounts/qr_code.hpp"

namespace fabula::accounts {

http::RouteTable SecondFactorRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions made{.status = 201};
    // clang-format off
    return {
        route(Get,  "/api/v1/me/second-factor",                "get_second_factor",     Member, "Tell whether a code is asked for at sign-in.",  &SecondFactorRoutes::get,     this),
        route(Post, "/api/v1/me/second-factor",                "begin_second_factor",   Member, "Begin with an authenticator app; the answer is told once.", &SecondFactorRoutes::begin, this, made),
        route(Post, "/api/v1/me/second-factor/confirm",        "confirm_second_factor", Member, "Show that the app works; from then on its code is asked for.", &SecondFactorRoutes::confirm, this),
        route(Post, "/api/v1/me/second-factor/recovery-codes", "renew_recovery_codes",  Member, "Make new recovery codes; those before open nothing any more.", &SecondFactorRoutes::renew, this, made),
        route(Post, "/api/v1/me/second-factor/remove",         "remove_second_factor",  Member, "Ask for no code any more.",                     &SecondFactorRoutes::remove,  this),
        route(Post, "/api/v1/second-factor-resets",            "reset_second_factor",   Host,   "Take the second factor of somebody away who lost it.", &SecondFactorRoutes::reset, this),
    };
    // clang-format on
}

SecondFactorState SecondFactorRoutes::get(http::Call& call) {
    const auto state = factors_.state(call.actor);
    return {state.enabled, state.recovery_codes};
}

SecondFactorSetup SecondFactorRoutes::begin(http::Call& call, const PasswordInput& in) {
    const auto made = factors_.begin(call.actor, in.password);
    const auto drawn = draw_qr_code(made.uri);
    return {made.secret, made.uri, drawn.size, drawn.path};
}

RecoveryCodes SecondFactorRoutes::confirm(http::Call& call, const CodeInput& in) {
    return {factors_.confirm(call.actor, session_of(sign_in_, call.request), in.code)};
}

RecoveryCodes SecondFactorRoutes::renew(http::Call& call, const CodeInput& in) {
    return {factors_.renew_codes(call.actor, in.code)};
}

void SecondFactorRoutes::remove(http::Call& call, const PasswordAndCode& in) {
    factors_.remove(call.actor, session_of(sign_in_, call.request), in.password, in.code);
}

void SecondFactorRoutes::reset(http::Call& call, const LoginInput& in) {
    factors_.reset(call.actor, in.login);
}

}  // namespace fabula::accounts
