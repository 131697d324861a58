// Who belongs to a house and to its projects, and the links that bring more people in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/rights.hpp"
#include "accounts/sign_in_service.hpp"

namespace fabula::accounts {

inline constexpr std::chrono::days kInvitationLifetime{7};

// Somebody in a list of members.
struct Member {
    UserId user_id;
    std::string name;
    std::optional<std::string> login;
    Role role = Role::Viewer;
    bool host = false;   // Runs the server.
    bool house = false;  // In a project's list: by their role in the whole organization.
    Time created_at{};

    static constexpr auto fields = FieldList{
        Field<&Member::user_id>{"user_id"},
        Field<&Member::name>{"name"},
        Field<&Member::login>{"login", {.help = "shown to those who may manage people"}},
        Field<&Member::role>{"role"},
        Field<&Member::host>{"host", {.help = "runs the server"}},
        Field<&Member::house>{"house", {.help = "by their role in the whole organization"}},
        Field<&Member::created_at>{"created_at"}};
};

struct NewInvitation {
    Role role = Role::Viewer;
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{
        Field<&NewInvitation::role>{"role", {.required = true}},
        Field<&NewInvitation::project_id>{"project_id", {.help = "to this project alone"}}};
};

// An invitation with its link, which is told once.
struct Invited {
    Invitation invitation;
    std::string token;
};

// What an invitation says to who opens it.
struct InvitationView {
    Role role = Role::Viewer;
    std::string house;
    std::string project;  // Title; empty where the invitation is to the house.
    std::string invited_by;
    std::optional<ProjectId> project_id;
};

// Somebody comes, goes or gets another role; a role is absent where they have none.
struct MemberChange {
    UserId user;
    Object object;
    std::optional<Role> before;
    std::optional<Role> after;
};
// Called in the transaction that changes it.
using OnMember = std::function<void(store::Tx&, const Actor&, const MemberChange&)>;

class PeopleService {
public:
    PeopleService(store::Store& store, const Clock& clock, SignInService& sign_in,
                  OnMember on_member = {})
        : store_(store), clock_(clock), sign_in_(sign_in), on_member_(std::move(on_member)) {}

    std::vector<Member> list_members(const Actor& actor);
    // Throws Conflict for the last owner, Forbidden for an owner's role where the actor is none.
    Member set_role(const Actor& actor, const UserId& user, Role role);
    // Their work stays. Who belongs to nothing any more is signed out.
    void remove(const Actor& actor, const UserId& user);

    std::vector<Member> list_project_members(const Actor& actor, const ProjectId& project);
    // Adds somebody of the house, or changes the role of who is there. Not more than admin.
    Member set_project_role(const Actor& actor, const ProjectId& project, const UserId& user,
                            Role role);
    void remove_from_project(const Actor& actor, const ProjectId& project, const UserId& user);

    // The open ones: of the whole house, or of one project.
    std::vector<Invitation> list_invitations(const Actor& actor,
                                             const std::optional<ProjectId>& project);
    Invited invite(const Actor& actor, const NewInvitation& in);
    void revoke(const Actor& actor, const InvitationId& id);
    // Throws NotFound for what never was an invitation, Conflict where it is used, revoked or
    // over.
    InvitationView view_invitation(const std::string& token);
    // Makes the account and the membership, or the membership alone for an actor who has signed
    // in. Nothing is kept of an invitation that fails.
    User accept(const std::string& token, const NewAccount& account);
    void accept_as(const Actor& actor, const std::string& token);

private:
    Invitation get_open(store::Reader& db, const std::string& token) const;
    void join(store::Tx& tx, const Invitation& invitation, const UserId& user);
    void tell(store::Tx& tx, const Actor& actor, const MemberChange& change) const;

    store::Store& store_;
    const Clock& clock_;
    SignInService& sign_in_;
    OnMember on_member_;
};

}  // namespace fabula::accounts
