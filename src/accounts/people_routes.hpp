// How one asks for members and invitations, and takes an invitation.
#pragma once

#include "accounts/people_service.hpp"
#include "accounts/sign_in_routes.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

struct RoleInput {
    Role role = Role::Viewer;

    static constexpr auto fields = FieldList{Field<&RoleInput::role>{"role", {.required = true}}};
};

// An invitation as those see it who may invite. The link is told once, when it is made.
struct InvitationRow {
    InvitationId id;
    Role role = Role::Viewer;
    std::optional<ProjectId> project_id;
    Time created_at{};
    Time expires_at{};
    std::string path;  // Of the link, behind this server's address.

    static constexpr auto fields = FieldList{
        Field<&InvitationRow::id>{"id"},
        Field<&InvitationRow::role>{"role"},
        Field<&InvitationRow::project_id>{"project_id"},
        Field<&InvitationRow::created_at>{"created_at"},
        Field<&InvitationRow::expires_at>{"expires_at"},
        Field<&InvitationRow::path>{"path", {.help = "told once, in the answer that makes it"}}};
};

struct AcceptInput {
    std::string token;
    std::string name;
    std::string login;
    std::string password;

    static constexpr auto fields = FieldList{
        Field<&AcceptInput::token>{"token", {.visibility = Visibility::Secret, .required = true}},
        Field<&AcceptInput::name>{"name", {.help = "not needed by who has signed in"}},
        Field<&AcceptInput::login>{"login", {.help = "not needed by who has signed in"}},
        Field<&AcceptInput::password>{"password",
                                      {.visibility = Visibility::Secret, .length_max = 2000}}};
};

class PeopleRoutes {
public:
    PeopleRoutes(PeopleService& people, SignInService& sign_in, const http::Policy& policy)
        : people_(people), sign_in_(sign_in), policy_(policy) {}

    http::RouteTable table();

private:
    http::Page<Member> list(http::Call& call);
    Member set_role(http::Call& call, const RoleInput& in);
    void remove(http::Call& call);
    http::Page<Member> list_of_project(http::Call& call);
    Member set_project_role(http::Call& call, const RoleInput& in);
    void remove_from_project(http::Call& call);
    http::Page<InvitationRow> list_invitations(http::Call& call);
    http::Page<InvitationRow> list_project_invitations(http::Call& call);
    InvitationRow invite(http::Call& call, const NewInvitation& in);
    void revoke(http::Call& call);
    http::Reply accept(http::Call& call, const AcceptInput& in);

    PeopleService& people_;
    SignInService& sign_in_;
    const http::Policy& policy_;
};

}  // namespace fabula::accounts
