#include "accounts/sign_in_routes.hpp"

#include "base/error.hpp"
#include "http/templates.hpp"

namespace fabula::accounts {

http::RouteTable SignInRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions json{.media_type = "application/json"};
    // clang-format off
    return {
        stream_route(Post, "/api/v1/setup",             "set_up",             Anyone, "Make the first account; it gets all that was made at the desk.", &SignInRoutes::set_up, this, json),
        stream_route(Post, "/api/v1/session",           "sign_in",            Anyone, "Sign in; the answer sets the cookie of a session.", &SignInRoutes::sign_in,  this, json),
        stream_route(Delete, "/api/v1/session",         "sign_out",           Anyone, "End the session that asks.",                    &SignInRoutes::sign_out,           this),
        route(Get,    "/api/v1/me",                     "get_me",             Member, "Tell who is asking.",                           &SignInRoutes::get_me,             this),
        route(Patch,  "/api/v1/me",                     "update_me",          Member, "Change one's own name, or the language of one's pages.",                        &SignInRoutes::update_me,          this),
        route(Post,   "/api/v1/me/password",            "change_password",    Member, "Change one's password; ends every other session.", &SignInRoutes::change_password, this),
        route(Get,    "/api/v1/me/sessions",            "list_sessions",      Member, "List where one is signed in.",                  &SignInRoutes::list_sessions,      this),
        route(Delete, "/api/v1/me/sessions",            "end_other_sessions", Member, "Sign out everywhere else.",                     &SignInRoutes::end_other_sessions, this),
        route(Delete, "/api/v1/me/sessions/{session_id}", "end_session",      Member, "Sign out in one place.",                        &SignInRoutes::end_session,        this),
        route(Post,   "/api/v1/password-resets",        "reset_password",     Host,   "Give somebody who lost theirs a new password.", &SignInRoutes::reset_password,     this),
    };
    // clang-format on
}

http::Reply welcome(SignInService& sign_in, const http::Policy& policy, const http::Call& call,
                    const User& user, Json more) {
    more["id"] = user.id.text;
    more["name"] = user.name;
    auto reply = http::Reply::bytes("application/json", more.dump());
    if (call.request.peer == nullptr) return reply;  // A command has no use for a session.
    const auto in = sign_in.open_session(user, device_of(call.request, policy));
    auto cookie = session_cookie(in.token, policy.client_of(call.request));
    reply = std::move(reply)
                .with_header(std::move(cookie.first), std::move(cookie.second))
                .with_header("Cache-Control", "no-store");
    if (!user.language) return reply;
    return std::move(reply).with_header("Set-Cookie", http::language_cookie(*user.language));
}

http::Reply SignInRoutes::set_up(http::Call& call, const SetupInput& in) {
    if (call.actor.anonymous()) {
        if (sign_in_.has_accounts()) {
            throw AppError(Code::Conflict,
                           PublicText{"This Fabula has its first account already."});
        }
        sign_in_.take_try("setup", device_of(call.request, policy_));
        if (!code_.fits(in.code)) {
            invalid("code",
                    "This is not the code. It is in the server's log and in the file "
                    "setup-code of its data folder.");
        }
    } else if (!call.actor.host) {
        throw AppError(Code::Forbidden, PublicText{"Only who runs this Fabula may do this."});
    }
    const auto user = sign_in_.claim_desk({in.name, in.login, in.password},
                                          {.name = in.house.empty() ? in.name : in.house,
                                           .language = in.language,
                                           .paper = in.paper});
    code_.spend();
    return welcome(sign_in_, policy_, call, user);
}

http::Reply SignInRoutes::sign_in(http::Call& call, const SignInInput& in) {
    const auto user =
        sign_in_.check_password({in.login, in.password}, device_of(call.request, policy_));
    factors_.check(user, in.code);
    return welcome(sign_in_, policy_, call, user);
}

http::Reply SignInRoutes::sign_out(http::Call& call) {
    if (const auto visitor = sign_in_.find_visitor(session_token(call.request))) {
        sign_in_.end_session(visitor->actor, visitor->session);
    }
    auto cookie = session_cookie("", policy_.client_of(call.request));
    http::Reply reply;
    reply.status = 204;
    return std::move(reply).with_header(std::move(cookie.first), std::move(cookie.second));
}

Me SignInRoutes::get_me(http::Call& call) {
    const auto user = sign_in_.get_user(call.actor.user);
    const auto house = accounts_.get_house(call.actor);
    return {.id = user.id,
            .name = user.name,
            .login = user.login,
            .language = user.language,
            .organization_id = call.actor.organization,
            .house = house.name,
            .role = accounts_.find_role(call.actor),
            .host = user.host,
            .desk = user.desk};
}

Me SignInRoutes::update_me(http::Call& call, const fabula::Patch<Me>& in) {
    if (in.has<&Me::name>()) sign_in_.rename(call.actor, in.value.name);
    if (in.has<&Me::language>()) sign_in_.set_language(call.actor, in.value.language);
    return get_me(call);
}

void SignInRoutes::change_password(http::Call& call, const PasswordChange& in) {
    sign_in_.change_password(call.actor, session_of(sign_in_, call.request), in.password,
                             in.new_password);
}

void SignInRoutes::reset_password(http::Call& call, const PasswordResetInput& in) {
    sign_in_.reset_password(call.actor, in.login, in.password);
}

http::Page<SessionView> SignInRoutes::list_sessions(http::Call& call) {
    const auto current = session_of(sign_in_, call.request);
    http::Page<SessionView> page;
    for (const auto& one : sign_in_.list_sessions(call.actor)) {
        page.items.push_back({one.id, one.device, one.address, one.id == current, one.created_at,
                              one.last_seen_at, one.expires_at});
    }
    return page;
}

void SignInRoutes::end_session(http::Call& call) {
    sign_in_.end_session(call.actor, call.id<SessionId>("session_id"));
}

void SignInRoutes::end_other_sessions(http::Call& call) {
    sign_in_.end_others(call.actor, session_of(sign_in_, call.request));
}

}  // namespace fabula::accounts
