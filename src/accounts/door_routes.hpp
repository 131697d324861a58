// How one asks for an account, for the rules of the house, and for a new password.
#pragma once

#include "accounts/door_service.hpp"
#include "accounts/sign_in_routes.hpp"

namespace fabula::accounts {

struct SignUpInput {
    std::string email;
    std::string login;
    std::string password;
    std::string name;

    static constexpr auto fields = FieldList{
        Field<&SignUpInput::email>{"email", {.help = "what one signs in by; login does as well"}},
        Field<&SignUpInput::login>{"login"},
        Field<&SignUpInput::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&SignUpInput::name>{"name"}};
};

struct ResetWish {
    std::optional<UserId> user_id;
    std::string login;

    static constexpr auto fields =
        FieldList{Field<&ResetWish::user_id>{
                      "user_id", {.help = "whose password is lost; login does as well"}},
                  Field<&ResetWish::login>{"login"}};
};

struct ResetLinkRow {
    std::string path;  // Of the link, behind this server's address.
    Time expires_at{};

    static constexpr auto fields =
        FieldList{Field<&ResetLinkRow::path>{"path", {.help = "told once"}},
                  Field<&ResetLinkRow::expires_at>{"expires_at"}};
};

struct ResetInput {
    std::string token;
    std::string password;

    static constexpr auto fields = FieldList{
        Field<&ResetInput::token>{"token", {.visibility = Visibility::Secret, .required = true}},
        Field<&ResetInput::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}}};
};

class DoorRoutes {
public:
    DoorRoutes(DoorService& door, SignInService& sign_in, const http::Policy& policy)
        : door_(door), sign_in_(sign_in), policy_(policy) {}

    http::RouteTable table();

private:
    http::Reply sign_up(http::Call& call, const SignUpInput& in);
    HouseRules get_rules(http::Call& call);
    HouseRules set_rules(http::Call& call, const Patch<HouseRules>& in);
    ResetLinkRow make_reset(http::Call& call, const ResetWish& in);
    void use_reset(http::Call& call, const ResetInput& in);

    DoorService& door_;
    SignInService& sign_in_;
    const http::Policy& policy_;
};

}  // namespace fabula::accounts
