// What somebody shows besides their password: a code of their phone, or one written on paper.
#pragma once

#include "accounts/accounts.hpp"

namespace fabula {

using SecondFactorId = Id<struct SecondFactorTag>;
using RecoveryCodeId = Id<struct RecoveryCodeTag>;

namespace accounts {

// One per user, and asked for at sign-in once `confirmed_at` is set.
struct SecondFactor {
    SecondFactorId id;
    UserId user_id;
    std::string secret;          // Sealed (base/secret_box.hpp).
    std::int64_t last_step = 0;  // Of the last code that was taken: none is taken twice.
    std::optional<Time> confirmed_at;
    Time created_at{};

    static constexpr std::string_view table = "second_factor";
    static constexpr auto fields = FieldList{
        Field<&SecondFactor::id>{"id"},
        Field<&SecondFactor::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .unique = true}},
        Field<&SecondFactor::secret>{"secret", {.visibility = Visibility::Secret}},
        Field<&SecondFactor::last_step>{"last_step"},
        Field<&SecondFactor::confirmed_at>{"confirmed_at"},
        Field<&SecondFactor::created_at>{"created_at"}};
};

// For when the phone is lost; each opens once.
struct RecoveryCode {
    RecoveryCodeId id;
    UserId user_id;
    std::string code_mark;  // Says whether a code is this one, to who has the server's key.
    Time created_at{};

    static constexpr std::string_view table = "recovery_code";
    static constexpr auto fields = FieldList{
        Field<&RecoveryCode::id>{"id"},
        Field<&RecoveryCode::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&RecoveryCode::code_mark>{"code_mark", {.visibility = Visibility::Secret}},
        Field<&RecoveryCode::created_at>{"created_at"}};
};

}  // namespace accounts
}  // namespace fabula
