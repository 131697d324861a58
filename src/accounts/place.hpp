// Which of several organizations a session works in, and what somebody says of themselves.
#pragma once

#include "accounts/accounts.hpp"

namespace fabula::accounts {

// Kept for a session that has chosen; another works in the first organization of its user.
struct SessionPlace {
    SessionId session_id;
    OrganizationId organization_id;

    static constexpr std::string_view table = "session_place";
    static constexpr auto fields = FieldList{
        Field<&SessionPlace::session_id>{
            "session_id",
            {.references = "session", .on_delete = OnDelete::Cascade, .unique = true}},
        Field<&SessionPlace::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}}};
};

// What somebody says of themselves, besides their name.
struct Portrayal {
    UserId user_id;
    std::string bio;
    std::string avatar_url;

    static constexpr std::string_view table = "portrayal";
    static constexpr auto fields = FieldList{
        Field<&Portrayal::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .unique = true}},
        Field<&Portrayal::bio>{"bio", {.length_max = 2000}},
        Field<&Portrayal::avatar_url>{"avatar_url", {.length_max = 2000}}};
};

}  // namespace fabula::accounts
