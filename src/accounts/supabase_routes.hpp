// How one links the Supabase account that one has.
#pragma once

#include "accounts/supabase_service.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

struct SupabaseState {
    bool available = false;
    bool linked = false;
    std::string email;
    std::optional<Time> linked_at;
    std::optional<Time> last_used_at;

    static constexpr auto fields = FieldList{
        Field<&SupabaseState::available>{"available", {.help = "the settings name a project"}},
        Field<&SupabaseState::linked>{"linked"},
        Field<&SupabaseState::email>{"email", {.help = "of the account there"}},
        Field<&SupabaseState::linked_at>{"linked_at"},
        Field<&SupabaseState::last_used_at>{"last_used_at", {.help = "within minutes"}}};
};

struct SupabaseWish {
    std::string password;
    std::string token;

    static constexpr auto fields = FieldList{
        Field<&SupabaseWish::password>{
            "password", {.visibility = Visibility::Secret, .required = true, .length_max = 2000}},
        Field<&SupabaseWish::token>{"token",
                                    {.visibility = Visibility::Secret,
                                     .required = true,
                                     .length_max = kJwtMax,
                                     .help = "an access token of the account"}}};
};

class SupabaseRoutes {
public:
    explicit SupabaseRoutes(SupabaseService& supabase) : supabase_(supabase) {}

    http::RouteTable table();

private:
    SupabaseState get(http::Call& call);
    SupabaseState link(http::Call& call, const SupabaseWish& in);
    void unlink(http::Call& call);

    SupabaseService& supabase_;
};

}  // namespace fabula::accounts
