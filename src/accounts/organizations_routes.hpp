// How one asks for organizations, their people and one's own profile.
#pragma once

#include "accounts/organizations_service.hpp"
#include "accounts/people_routes.hpp"

namespace fabula::accounts {

struct NewMember {
    UserId user_id;
    Role role = Role::Viewer;

    static constexpr auto fields =
        FieldList{Field<&NewMember::user_id>{
                      "user_id", {.required = true, .help = "of somebody whom one knows here"}},
                  Field<&NewMember::role>{"role", {.help = "viewer where not given"}}};
};

struct OrganizationChoice {
    OrganizationId organization_id;

    static constexpr auto fields = FieldList{
        Field<&OrganizationChoice::organization_id>{"organization_id", {.required = true}}};
};

// What somebody says of themselves.
struct Profile {
    UserId id;
    std::string name;
    std::optional<std::string> email;  // The sign-in name where it is an address.
    std::string bio;
    std::string avatar_url;

    static constexpr auto fields = FieldList{
        Field<&Profile::id>{"id"},
        Field<&Profile::name>{"name", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&Profile::email>{"email", {.help = "the sign-in name where it is an address"}},
        Field<&Profile::bio>{"bio", {.visibility = Visibility::Patch, .length_max = 2000}},
        Field<&Profile::avatar_url>{
            "avatar_url",
            {.visibility = Visibility::Patch, .length_max = 2000, .help = "https address"}}};
};

class OrganizationRoutes {
public:
    OrganizationRoutes(OrganizationService& organizations, PeopleService& people,
                       SignInService& sign_in)
        : organizations_(organizations), people_(people), sign_in_(sign_in) {}

    http::RouteTable table();

private:
    http::Page<OrganizationView> list(http::Call& call);
    OrganizationView get(http::Call& call);
    OrganizationView create(http::Call& call, const OrganizationWish& in);
    OrganizationView update(http::Call& call, const Patch<OrganizationWish>& in);
    void remove(http::Call& call);
    http::Page<Member> list_people(http::Call& call);
    Member add_person(http::Call& call, const NewMember& in);
    Member set_role(http::Call& call, const RoleInput& in);
    void remove_person(http::Call& call);
    OrganizationView choose(http::Call& call, const OrganizationChoice& in);
    Profile get_profile(http::Call& call);
    Profile update_profile(http::Call& call, const Patch<Profile>& in);
    Actor inside(const http::Call& call);

    OrganizationService& organizations_;
    PeopleService& people_;
    SignInService& sign_in_;
};

}  // namespace fabula::accounts
