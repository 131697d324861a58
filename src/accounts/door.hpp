// Who may make an account here, and the links that let somebody choose a new password.
#pragma once

#include "accounts/accounts.hpp"

namespace fabula {

// Closed: nobody. Invitation: who was sent one. Open: everybody who reaches the server, each with
// an organization of their own.
enum class SignUp { Closed, Invitation, Open };

template <>
struct EnumNames<SignUp> {
    static constexpr std::array<std::string_view, 3> names{"closed", "invitation", "open"};
};

using PasswordResetId = Id<struct PasswordResetTag>;
using HouseRulesId = Id<struct HouseRulesTag>;

namespace accounts {

// What who runs the server has decided. There is one row.
struct HouseRules {
    HouseRulesId id{"house"};
    SignUp sign_up = SignUp::Invitation;
    std::int64_t rev = 0;  // 0: nothing was decided yet.
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "house_rules";
    static constexpr auto fields = FieldList{
        Field<&HouseRules::id>{"id"},
        Field<&HouseRules::sign_up>{"sign_up",
                                    {.visibility = Visibility::Patch,
                                     .help = "nobody, who has an invitation, or everybody may make "
                                             "an account"}},
        Field<&HouseRules::rev>{"rev"}, Field<&HouseRules::created_at>{"created_at"},
        Field<&HouseRules::updated_at>{"updated_at"}};
};

// A link by which somebody who lost their password chooses another one, once.
struct PasswordReset {
    PasswordResetId id;
    UserId user_id;
    std::string token_hash;  // SHA-256 in hexadecimal; the token is in the link only.
    std::optional<UserId> created_by;
    Time created_at{};
    Time expires_at{};

    static constexpr std::string_view table = "password_reset";
    static constexpr auto fields = FieldList{
        Field<&PasswordReset::id>{"id"},
        Field<&PasswordReset::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&PasswordReset::token_hash>{"token_hash",
                                          {.visibility = Visibility::Secret, .unique = true}},
        Field<&PasswordReset::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&PasswordReset::created_at>{"created_at"},
        Field<&PasswordReset::expires_at>{"expires_at"}};
};

}  // namespace accounts
}  // namespace fabula
