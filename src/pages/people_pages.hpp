// The pages around people: setting a house up, coming in, one's own account, who belongs here.
#pragma once

#include "accounts/accounts_service.hpp"
#include "accounts/door_service.hpp"
#include "accounts/keys_service.hpp"
#include "accounts/organizations_service.hpp"
#include "accounts/people_service.hpp"
#include "accounts/second_factor_service.hpp"
#include "accounts/supabase_service.hpp"
#include "http/policy.hpp"
#include "pages/page_data.hpp"

namespace fabula::pages {

class PeoplePages {
public:
    // All must outlive this.
    struct Parts {
        accounts::AccountsService& accounts;
        accounts::SignInService& sign_in;
        accounts::SecondFactorService& second_factors;
        accounts::DoorService& door;
        accounts::KeyService& keys;
        accounts::SupabaseService& supabase;
        accounts::PeopleService& people;
        accounts::OrganizationService& organizations;
        story::StoryService& stories;
        const http::Policy& policy;
        const http::Texts& texts;
        const Clock& clock;
        std::string data_folder;
    };
    explicit PeoplePages(Parts parts) : from_(std::move(parts)) {}

    http::RouteTable table();

private:
    http::PageAnswer setup(http::Call& call);
    http::PageAnswer login(http::Call& call);
    http::PageAnswer invite(http::Call& call);
    http::PageAnswer sign_up(http::Call& call);
    http::PageAnswer reset(http::Call& call);
    Json me(http::Call& call);
    Json people(http::Call& call);
    Json project_people(http::Call& call);
    [[nodiscard]] std::string language(const http::Call& call) const;
    // [{value, text (in itself), chosen}]
    [[nodiscard]] Json languages(std::string_view chosen) const;
    Json rules(const http::Call& call);
    Json house(const http::Call& call);
    Json houses(const http::Call& call);
    Json keys(const http::Call& call);
    Json supabase(const http::Call& call);
    Json members(const http::Call& call, const std::vector<accounts::Member>& members, Role own,
                 const std::optional<ProjectId>& project);
    Json invitations(const http::Call& call, const std::optional<ProjectId>& project);

    Parts from_;
};

// The paper that is usual where a browser comes from, by its Accept-Language.
Paper usual_paper(std::string_view accept_language);

// A path of this server to go on to after signing in; "/" for anything else.
std::string safe_next(std::string_view next);

}  // namespace fabula::pages
