// The Supabase account of somebody who has one.
#pragma once

#include "accounts/accounts.hpp"

namespace fabula {

using SupabaseLinkId = Id<struct SupabaseLinkTag>;

namespace accounts {

// Who a person is at the Supabase project of the settings. One that has ended stays, so that the
// account does not become somebody new by its next token.
struct SupabaseLink {
    SupabaseLinkId id;
    UserId user_id;
    std::string issuer;   // Of the tokens: the project.
    std::string subject;  // Of the tokens: the account there, a UUID.
    std::string email;    // As the token named it when it was linked; of no weight.
    Time created_at{};
    std::optional<Time> last_used_at;  // Within minutes.
    std::optional<Time> ended_at;

    static constexpr std::string_view table = "supabase_link";
    static constexpr auto fields = FieldList{
        Field<&SupabaseLink::id>{"id"},
        Field<&SupabaseLink::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .unique = true}},
        Field<&SupabaseLink::issuer>{"issuer"},
        Field<&SupabaseLink::subject>{"subject", {.unique = true}},
        Field<&SupabaseLink::email>{"email"},
        Field<&SupabaseLink::created_at>{"created_at"},
        Field<&SupabaseLink::last_used_at>{"last_used_at"},
        Field<&SupabaseLink::ended_at>{"ended_at"}};
};

}  // namespace accounts
}  // namespace fabula
