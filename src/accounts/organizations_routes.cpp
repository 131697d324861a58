#include "accounts/organizations_routes.hpp"

#include <algorithm>

#include "accounts/house_gatekeeper.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

http::RouteTable OrganizationRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions members{.plural = "members"};
    // clang-format off
    return {
        route(Get,    "/api/v1/organizations",                        "list_organizations",  Member, "List the organizations that one belongs to.",       &OrganizationRoutes::list,   this),
        route(Post,   "/api/v1/organizations",                        "create_organization", Member, "Make an organization, of which one is the owner.",  &OrganizationRoutes::create, this, {.status = 201}),
        route(Get,    "/api/v1/organizations/{organization_id}",      "get_organization",    Viewer, "Read one of them.",                                 &OrganizationRoutes::get,    this),
        route(Patch,  "/api/v1/organizations/{organization_id}",      "update_organization", Owner,  "Change its name, and what its new projects begin with.", &OrganizationRoutes::update, this),
        route(Put,    "/api/v1/organizations/{organization_id}",      "replace_organization", Owner, "Change its name, and what its new projects begin with.", &OrganizationRoutes::update, this),
        route(Delete, "/api/v1/organizations/{organization_id}",      "delete_organization", Owner,  "Delete an organization that has no projects.",      &OrganizationRoutes::remove, this),
        route(Get,    "/api/v1/organizations/{organization_id}/members", "list_organization_members", Viewer, "List who belongs to it.",               &OrganizationRoutes::list_people, this, members),
        route(Post,   "/api/v1/organizations/{organization_id}/members", "add_organization_member", Admin, "Make somebody a member whom one knows from another organization.", &OrganizationRoutes::add_person, this, {.status = 201}),
        route(Patch,  "/api/v1/organizations/{organization_id}/members/{user_id}", "set_organization_role", Admin, "Change somebody's role in it.",   &OrganizationRoutes::set_role, this),
        route(Delete, "/api/v1/organizations/{organization_id}/members/{user_id}", "remove_organization_member", Admin, "Take somebody out of it; anybody may leave.", &OrganizationRoutes::remove_person, this),
        route(Put,    "/api/v1/session/organization",                 "choose_organization", Member, "Work in another of one's organizations from now on.", &OrganizationRoutes::choose, this),
        route(Get,    "/api/v1/profile",                              "get_profile",         Member, "Read what one says of oneself.",                    &OrganizationRoutes::get_profile, this),
        route(Put,    "/api/v1/profile",                              "update_profile",      Member, "Change name, picture or words about oneself.",      &OrganizationRoutes::update_profile, this),
    };
    // clang-format on
}

Actor OrganizationRoutes::inside(const http::Call& call) {
    return organizations_.enter(call.actor, call.id<OrganizationId>("organization_id"));
}

http::Page<OrganizationView> OrganizationRoutes::list(http::Call& call) {
    return {.items = organizations_.list(call.actor), .next_cursor = {}};
}

OrganizationView OrganizationRoutes::get(http::Call& call) {
    return organizations_.get(call.actor, call.id<OrganizationId>("organization_id"));
}

OrganizationView OrganizationRoutes::create(http::Call& call, const OrganizationWish& in) {
    return organizations_.create(call.actor, in);
}

OrganizationView OrganizationRoutes::update(http::Call& call, const Patch<OrganizationWish>& in) {
    return organizations_.update(call.actor, call.id<OrganizationId>("organization_id"), in,
                                 call.expected_rev);
}

void OrganizationRoutes::remove(http::Call& call) {
    organizations_.remove(call.actor, call.id<OrganizationId>("organization_id"));
}

http::Page<Member> OrganizationRoutes::list_people(http::Call& call) {
    return {.items = people_.list_members(inside(call)), .next_cursor = {}};
}

Member OrganizationRoutes::add_person(http::Call& call, const NewMember& in) {
    const auto at = inside(call);
    organizations_.add_member(call.actor, at.organization, in.user_id, in.role);
    const auto members = people_.list_members(at);
    return *std::ranges::find(members, in.user_id, &Member::user_id);
}

Member OrganizationRoutes::set_role(http::Call& call, const RoleInput& in) {
    return people_.set_role(inside(call), call.id<UserId>("user_id"), in.role);
}

void OrganizationRoutes::remove_person(http::Call& call) {
    people_.remove(inside(call), call.id<UserId>("user_id"));
}

OrganizationView OrganizationRoutes::choose(http::Call& call, const OrganizationChoice& in) {
    const auto at = organizations_.enter(call.actor, in.organization_id);
    sign_in_.choose_organization(session_token(call.request), at.organization);
    return organizations_.get(at, at.organization);
}

Profile OrganizationRoutes::get_profile(http::Call& call) {
    const auto user = sign_in_.get_user(call.actor.user);
    const bool is_address = user.login && user.login->find('@') != std::string::npos;
    const auto said = sign_in_.portrayal(call.actor);
    return {.id = user.id,
            .name = user.name,
            .email = is_address ? user.login : std::nullopt,
            .bio = said.bio,
            .avatar_url = said.avatar_url};
}

Profile OrganizationRoutes::update_profile(http::Call& call, const Patch<Profile>& in) {
    sign_in_.portray(call.actor, [&](Portrayal& row) {
        if (in.has<&Profile::bio>()) row.bio = in.value.bio;
        if (in.has<&Profile::avatar_url>()) row.avatar_url = in.value.avatar_url;
    });
    if (in.has<&Profile::name>()) sign_in_.rename(call.actor, in.value.name);
    return get_profile(call);
}

}  // namespace fabula::accounts
