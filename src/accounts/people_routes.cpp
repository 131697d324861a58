#include "accounts/people_routes.hpp"

namespace fabula::accounts {

namespace {

InvitationRow to_row(const Invitation& in) {
    return {.id = in.id,
            .role = in.role,
            .project_id = in.project_id,
            .created_at = in.created_at,
            .expires_at = in.expires_at};
}

http::Page<InvitationRow> to_page(const std::vector<Invitation>& all) {
    http::Page<InvitationRow> page;
    for (const auto& one : all) page.items.push_back(to_row(one));
    return page;
}

ProjectId project_of(const http::Call& call) {
    return call.id<ProjectId>("project_id");
}

}  // namespace

http::RouteTable PeopleRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions json{.media_type = "application/json"};
    // clang-format off
    return {
        route(Get,    "/api/v1/members",                            "list_members",          Member, "List who belongs to the house.",                &PeopleRoutes::list,     this),
        route(Patch,  "/api/v1/members/{user_id}",                  "set_member_role",       Admin,  "Change somebody's role in the house.",          &PeopleRoutes::set_role, this),
        route(Delete, "/api/v1/members/{user_id}",                  "remove_member",         Admin,  "Take somebody out of the house; anybody may leave.", &PeopleRoutes::remove, this),
        route(Get,    "/api/v1/projects/{project_id}/members",      "list_project_members",  Viewer, "List who may see a project.",                   &PeopleRoutes::list_of_project, this),
        route(Put,    "/api/v1/projects/{project_id}/members/{user_id}", "set_project_role", Admin,  "Give somebody of the house a role in a project.", &PeopleRoutes::set_project_role, this),
        route(Delete, "/api/v1/projects/{project_id}/members/{user_id}", "remove_project_member", Admin, "Take somebody's role in a project; anybody may leave.", &PeopleRoutes::remove_from_project, this),
        route(Get,    "/api/v1/invitations",                        "list_invitations",      Admin,  "List the open invitations to the house.",       &PeopleRoutes::list_invitations, this),
        route(Get,    "/api/v1/projects/{project_id}/invitations",  "list_project_invitations", Admin, "List the open invitations to a project.",     &PeopleRoutes::list_project_invitations, this),
        route(Post,   "/api/v1/invitations",                        "create_invitation",     Admin,  "Make a link that makes whoever opens it a member, once.", &PeopleRoutes::invite, this, {.status = 201}),
        route(Delete, "/api/v1/invitations/{invitation_id}",        "revoke_invitation",     Admin,  "Take an invitation back.",                      &PeopleRoutes::revoke,   this),
        stream_route(Post, "/api/v1/invitations/accept",            "accept_invitation",     Anyone, "Join by an invitation, with a new account or one's own.", &PeopleRoutes::accept, this, json),
    };
    // clang-format on
}

http::Page<Member> PeopleRoutes::list(http::Call& call) {
    return {.items = people_.list_members(call.actor), .next_cursor = {}};
}

Member PeopleRoutes::set_role(http::Call& call, const RoleInput& in) {
    return people_.set_role(call.actor, call.id<UserId>("user_id"), in.role);
}

void PeopleRoutes::remove(http::Call& call) {
    people_.remove(call.actor, call.id<UserId>("user_id"));
}

http::Page<Member> PeopleRoutes::list_of_project(http::Call& call) {
    return {.items = people_.list_project_members(call.actor, project_of(call)), .next_cursor = {}};
}

Member PeopleRoutes::set_project_role(http::Call& call, const RoleInput& in) {
    return people_.set_project_role(call.actor, project_of(call), call.id<UserId>("user_id"),
                                    in.role);
}

void PeopleRoutes::remove_from_project(http::Call& call) {
    people_.remove_from_project(call.actor, project_of(call), call.id<UserId>("user_id"));
}

http::Page<InvitationRow> PeopleRoutes::list_invitations(http::Call& call) {
    return to_page(people_.list_invitations(call.actor, std::nullopt));
}

http::Page<InvitationRow> PeopleRoutes::list_project_invitations(http::Call& call) {
    return to_page(people_.list_invitations(call.actor, project_of(call)));
}

InvitationRow PeopleRoutes::invite(http::Call& call, const NewInvitation& in) {
    const auto made = people_.invite(call.actor, in);
    auto row = to_row(made.invitation);
    row.path = "/invite/" + made.token;
    return row;
}

void PeopleRoutes::revoke(http::Call& call) {
    people_.revoke(call.actor, call.id<InvitationId>("invitation_id"));
}

http::Reply PeopleRoutes::accept(http::Call& call, const AcceptInput& in) {
    if (call.actor.anonymous()) {
        const auto user = people_.accept(in.token, {in.name, in.login, in.password});
        return welcome(sign_in_, policy_, call, user);
    }
    people_.accept_as(call.actor, in.token);
    const auto user = sign_in_.get_user(call.actor.user);
    return http::Reply::bytes("application/json",
                              Json{{"id", user.id.text}, {"name", user.name}}.dump());
}

}  // namespace fabula::accounts
