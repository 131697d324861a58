// How one sets up a house, signs in and out, and looks after one's own account.
#pragma once

#include "accounts/accounts_service.hpp"
#include "accounts/house_gatekeeper.hpp"
#include "accounts/people_service.hpp"
#include "accounts/second_factor_service.hpp"
#include "accounts/setup_code.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

struct SignInInput {
    std::string login;
    std::string password;
    std::string code;

    static constexpr auto fields = FieldList{
        Field<&SignInInput::login>{"login", {.required = true}},
        Field<&SignInInput::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&SignInInput::code>{"code",
                                  {.visibility = Visibility::Secret,
                                   .length_max = 40,
                                   .help = "of who has set up a second factor"}}};
};

struct PasswordResetInput {
    std::string login;
    std::string password;

    static constexpr auto fields = FieldList{
        Field<&PasswordResetInput::login>{"login", {.required = true}},
        Field<&PasswordResetInput::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}}};
};

struct SetupInput {
    std::string code;
    std::string name;
    std::string login;
    std::string password;
    std::string house;
    std::optional<std::string> language;
    Paper paper = Paper::Letter;

    static constexpr auto fields = FieldList{
        Field<&SetupInput::code>{"code",
                                 {.help = "the one-time code; not needed at the desk itself"}},
        Field<&SetupInput::name>{"name", {.required = true}},
        Field<&SetupInput::login>{"login", {.required = true}},
        Field<&SetupInput::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&SetupInput::house>{"house", {.help = "what this house is called"}},
        Field<&SetupInput::language>{"language",
                                     {.length_min = 2,
                                      .length_max = 35,
                                      .help = "of your pages, and what new projects begin with"}},
        Field<&SetupInput::paper>{"paper", {.help = "what new projects begin with"}}};
};

// Whom a request is from.
struct Me {
    UserId id;
    std::string name;
    std::optional<std::string> login;
    std::optional<std::string> language;
    OrganizationId organization_id;
    std::string house;
    std::optional<Role> role;  // In the house; empty for a guest of a project.
    bool host = false;
    bool desk = false;

    static constexpr auto fields =
        FieldList{Field<&Me::id>{"id"},
                  Field<&Me::name>{"name", {.visibility = Visibility::Patch, .length_max = 100}},
                  Field<&Me::login>{"login"},
                  Field<&Me::language>{"language",
                                       {.visibility = Visibility::Patch,
                                        .length_min = 2,
                                        .length_max = 35,
                                        .help = "of your pages; null: as the browser asks"}},
                  Field<&Me::organization_id>{"organization_id"},
                  Field<&Me::house>{"house"},
                  Field<&Me::role>{"role", {.help = "in the house; none for a guest of a project"}},
                  Field<&Me::host>{"host", {.help = "runs the server"}},
                  Field<&Me::desk>{"desk", {.help = "has no account yet"}}};
};

struct PasswordChange {
    std::string password;
    std::string new_password;

    static constexpr auto fields = FieldList{
        Field<&PasswordChange::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&PasswordChange::new_password>{
            "new_password",
            {.visibility = Visibility::Secret, .required = true, .length_max = 2000}}};
};

// A session as its owner sees it.
struct SessionView {
    SessionId id;
    std::string device;
    std::string address;
    bool current = false;  // The one that asks.
    Time created_at{};
    Time last_seen_at{};
    Time expires_at{};

    static constexpr auto fields =
        FieldList{Field<&SessionView::id>{"id"},
                  Field<&SessionView::device>{"device"},
                  Field<&SessionView::address>{"address"},
                  Field<&SessionView::current>{"current", {.help = "the one that asks"}},
                  Field<&SessionView::created_at>{"created_at"},
                  Field<&SessionView::last_seen_at>{"last_seen_at"},
                  Field<&SessionView::expires_at>{"expires_at"}};
};

class SignInRoutes {
public:
    // All must outlive this.
    SignInRoutes(AccountsService& accounts, SignInService& sign_in, SecondFactorService& factors,
                 SetupCode& code, const http::Policy& policy)
        : accounts_(accounts), sign_in_(sign_in), factors_(factors), code_(code), policy_(policy) {}

    http::RouteTable table();

private:
    http::Reply set_up(http::Call& call, const SetupInput& in);
    http::Reply sign_in(http::Call& call, const SignInInput& in);
    http::Reply sign_out(http::Call& call);
    Me get_me(http::Call& call);
    Me update_me(http::Call& call, const Patch<Me>& in);
    void change_password(http::Call& call, const PasswordChange& in);
    void reset_password(http::Call& call, const PasswordResetInput& in);
    http::Page<SessionView> list_sessions(http::Call& call);
    void end_session(http::Call& call);
    void end_other_sessions(http::Call& call);

    AccountsService& accounts_;
    SignInService& sign_in_;
    SecondFactorService& factors_;
    SetupCode& code_;
    const http::Policy& policy_;
};

// The answer to who has just come in: who they are, with `more`, and the cookie of a new session.
http::Reply welcome(SignInService& sign_in, const http::Policy& policy, const http::Call& call,
                    const User& user, Json more = Json::object());

}  // namespace fabula::accounts
