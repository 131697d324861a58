// How one sets up a second factor and takes it away.
#pragma once

#include "accounts/second_factor_service.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

struct SecondFactorState {
    bool enabled = false;
    std::int64_t recovery_codes = 0;

    static constexpr auto fields = FieldList{
        Field<&SecondFactorState::enabled>{"enabled"},
        Field<&SecondFactorState::recovery_codes>{"recovery_codes", {.help = "that are left"}}};
};

struct PasswordInput {
    std::string password;

    static constexpr auto fields = FieldList{Field<&PasswordInput::password>{
        "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}}};
};

struct CodeInput {
    std::string code;

    static constexpr auto fields = FieldList{Field<&CodeInput::code>{
        "code", {.visibility = Visibility::Secret, .required = true, .length_max = 40}}};
};

struct PasswordAndCode {
    std::string password;
    std::string code;

    static constexpr auto fields = FieldList{
        Field<&PasswordAndCode::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&PasswordAndCode::code>{
            "code", {.visibility = Visibility::Secret, .required = true, .length_max = 40}}};
};

struct LoginInput {
    std::string login;

    static constexpr auto fields =
        FieldList{Field<&LoginInput::login>{"login", {.required = true}}};
};

// What an authenticator app is told, once.
struct SecondFactorSetup {
    std::string key;
    std::string uri;
    std::int64_t qr_size = 0;
    std::string qr_path;

    static constexpr auto fields = FieldList{
        Field<&SecondFactorSetup::key>{"key", {.help = "to be typed into the app, base 32"}},
        Field<&SecondFactorSetup::uri>{"uri", {.help = "what the QR code says"}},
        Field<&SecondFactorSetup::qr_size>{"qr_size", {.help = "width of its view box"}},
        Field<&SecondFactorSetup::qr_path>{"qr_path", {.help = "its dark squares, an SVG path"}}};
};

struct RecoveryCodes {
    std::vector<std::string> codes;

    static constexpr auto fields =
        FieldList{Field<&RecoveryCodes::codes>{"codes", {.help = "each opens once; told once"}}};
};

class SecondFactorRoutes {
public:
    SecondFactorRoutes(SecondFactorService& factors, SignInService& sign_in)
        : factors_(factors), sign_in_(sign_in) {}

    http::RouteTable table();

private:
    SecondFactorState get(http::Call& call);
    SecondFactorSetup begin(http::Call& call, const PasswordInput& in);
    RecoveryCodes confirm(http::Call& call, const CodeInput& in);
    RecoveryCodes renew(http::Call& call, const CodeInput& in);
    void remove(http::Call& call, const PasswordAndCode& in);
    void reset(http::Call& call, const LoginInput& in);

    SecondFactorService& factors_;
    SignInService& sign_in_;
};

}  // namespace fabula::accounts
