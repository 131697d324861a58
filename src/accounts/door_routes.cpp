#include "accounts/door_routes.hpp"

#include "base/error.hpp"

namespace fabula::accounts {

http::RouteTable DoorRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions json{.media_type = "application/json"};
    // clang-format off
    return {
        stream_route(Post, "/api/v1/signup",        "sign_up",          Anyone, "Make an account where the house is open to everybody; the answer sets the cookie of a session.", &DoorRoutes::sign_up, this, json),
        route(Get,   "/api/v1/house-rules",         "get_house_rules",  Host,   "Read who may make an account here.",            &DoorRoutes::get_rules,  this),
        route(Patch, "/api/v1/house-rules",         "set_house_rules",  Host,   "Decide who may make an account here.",          &DoorRoutes::set_rules,  this),
        route(Post,  "/api/v1/password-reset-links", "create_password_reset_link", Admin, "Make a link by which somebody chooses a new password, once within a day.", &DoorRoutes::make_reset, this, {.status = 201}),
        route(Post,  "/api/v1/password-resets/use", "use_password_reset", Anyone, "Choose a new password by such a link.",       &DoorRoutes::use_reset,  this),
    };
    // clang-format on
}

http::Reply DoorRoutes::sign_up(http::Call& call, const SignUpInput& in) {
    if (!call.actor.anonymous()) {
        throw AppError(Code::Conflict, PublicText{"You have an account here already."});
    }
    const auto made = door_.sign_up({in.name, in.email.empty() ? in.login : in.email, in.password},
                                    device_of(call.request, policy_));
    return welcome(
        sign_in_, policy_, call, made.user,
        {{"user_id", made.user.id.text}, {"organization_id", made.organization.id.text}});
}

HouseRules DoorRoutes::get_rules(http::Call&) {
    return door_.rules();
}

HouseRules DoorRoutes::set_rules(http::Call& call, const Patch<HouseRules>& in) {
    return door_.set_rules(call.actor, in, call.expected_rev);
}

ResetLinkRow DoorRoutes::make_reset(http::Call& call, const ResetWish& in) {
    const auto made = in.user_id ? door_.make_reset(call.actor, *in.user_id)
                                 : door_.make_reset(call.actor, in.login);
    return {"/reset/" + made.token, made.reset.expires_at};
}

void DoorRoutes::use_reset(http::Call& call, const ResetInput& in) {
    door_.use_reset(in.token, in.password, device_of(call.request, policy_));
}

}  // namespace fabula::accounts
