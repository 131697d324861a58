#include "accounts/people_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/door_store.hpp"
#include "accounts/keys_store.hpp"
#include "accounts/people_store.hpp"
#include "accounts/token.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

// An admin manages people up to admins; who makes or unmakes an owner is one.
void check_rank(store::Reader& db, const Actor& actor, Role before, Role after) {
    if (before < Role::Owner && after < Role::Owner) return;
    accounts::require(db, actor, Action::ManageHouse, actor.organization);
}

// A project has no owner of its own: that is the house.
void check_project_role(Role role) {
    if (role > Role::Admin) {
        invalid("role", "In one project somebody is viewer, editor or admin.");
    }
}

void keep_last_owner(store::Reader& db, const OrganizationId& organization, Role before) {
    if (before == Role::Owner && count_owners(db, organization) < 2) {
        throw AppError(Code::Conflict,
                       PublicText{"This is the last owner. Make somebody else an owner first."});
    }
}

void hide_logins(store::Reader& db, const Actor& actor, const Object& object,
                 std::vector<Member>& members) {
    if (can(db, actor, Action::ManagePeople, object)) return;
    for (auto& member : members) {
        if (member.user_id != actor.user) member.login.reset();
    }
}

Member get_member(std::vector<Member> members, const UserId& user) {
    const auto found = std::ranges::find(members, user, &Member::user_id);
    if (found == members.end()) {
        throw AppError(Code::NotFound, PublicText{"There is no such person here."});
    }
    return *found;
}

}  // namespace

std::vector<Member> PeopleService::list_members(const Actor& actor) {
    return store_.read([&](store::Reader& db) {
        require(db, actor, Action::View, actor.organization);
        auto members = list_members_of(db, actor.organization);
        hide_logins(db, actor, actor.organization, members);
        return members;
    });
}

Member PeopleService::set_role(const Actor& actor, const UserId& user, Role role) {
    return store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManagePeople, actor.organization);
        const auto before = get_member(list_members_of(tx, actor.organization), user);
        check_rank(tx, actor, before.role, role);
        if (role != Role::Owner) {
            keep_last_owner(tx, actor.organization, before.role);
            if (before.host) {
                throw AppError(Code::Conflict,
                               PublicText{"This person runs the server and stays an owner."});
            }
        }
        put_membership(tx, actor.organization, user, role);
        tell(tx, actor, {user, actor.organization, before.role, role});
        return get_member(list_members_of(tx, actor.organization), user);
    });
}

void PeopleService::remove(const Actor& actor, const UserId& user) {
    store_.write([&](store::Tx& tx) {
        // Everybody may leave.
        if (user != actor.user) require(tx, actor, Action::ManagePeople, actor.organization);
        const auto before = get_member(list_members_of(tx, actor.organization), user);
        if (user != actor.user) check_rank(tx, actor, before.role, Role::Viewer);
        keep_last_owner(tx, actor.organization, before.role);
        if (before.host) {
            throw AppError(Code::Conflict,
                           PublicText{"This person runs the server and cannot be removed."});
        }
        delete_membership(tx, actor.organization, user);
        tell(tx, actor, {user, actor.organization, before.role, std::nullopt});
        delete_project_members(tx, actor.organization, user);
        delete_keys(tx, user, actor.organization);
        if (!find_actor(tx, user)) delete_other_sessions(tx, user, SessionId{});
    });
    sign_in_.sessions_ended();
}

std::vector<Member> PeopleService::list_project_members(const Actor& actor,
                                                        const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        require(db, actor, Action::View, project, "There is no such project.");
        auto members = list_members_of(db, project);
        hide_logins(db, actor, project, members);
        return members;
    });
}

Member PeopleService::set_project_role(const Actor& actor, const ProjectId& project,
                                       const UserId& user, Role role) {
    return store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManagePeople, project, "There is no such project.");
        check_project_role(role);
        // Whoever is new to the project comes from the house; others are invited.
        get_member(list_members_of(tx, project), user);
        const auto before = find_project_role(tx, project, user);
        put_project_member(tx, project, user, role);
        tell(tx, actor, {user, project, before, role});
        return get_member(list_members_of(tx, project), user);
    });
}

void PeopleService::remove_from_project(const Actor& actor, const ProjectId& project,
                                        const UserId& user) {
    store_.write([&](store::Tx& tx) {
        const auto needed = user == actor.user ? Action::View : Action::ManagePeople;
        require(tx, actor, needed, project, "There is no such project.");
        const auto before = find_project_role(tx, project, user);
        if (!delete_project_member(tx, project, user)) {
            throw AppError(Code::NotFound,
                           PublicText{"This person has no role in the project alone."});
        }
        tell(tx, actor, {user, project, before, std::nullopt});
        if (!find_actor(tx, user, actor.organization)) delete_keys(tx, user, actor.organization);
        if (!find_actor(tx, user)) delete_other_sessions(tx, user, SessionId{});
    });
    sign_in_.sessions_ended();
}

std::vector<Invitation> PeopleService::list_invitations(const Actor& actor,
                                                        const std::optional<ProjectId>& project) {
    return store_.read([&](store::Reader& db) {
        require(db, actor, Action::ManagePeople, object_of(project, actor.organization),
                "There is no such project.");
        return list_open_invitations(db, actor.organization, project, clock_.now());
    });
}

Invited PeopleService::invite(const Actor& actor, const NewInvitation& in) {
    if (!sign_in_.has_accounts()) {
        throw AppError(Code::Conflict,
                       PublicText{"Make an account for yourself before you invite others."});
    }
    Invited out{.invitation = {.organization_id = actor.organization,
                               .project_id = in.project_id,
                               .role = in.role,
                               .created_by = actor.user},
                .token = make_token()};
    out.invitation.token_hash = hash_token(out.token);
    return store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManagePeople, object_of(in.project_id, actor.organization),
                "There is no such project.");
        if (in.project_id)
            check_project_role(in.role);
        else
            check_rank(tx, actor, Role::Viewer, in.role);
        auto made = out;
        made.invitation.expires_at = tx.now() + kInvitationLifetime;
        tx.insert(made.invitation);
        return made;
    });
}

void PeopleService::revoke(const Actor& actor, const InvitationId& id) {
    constexpr std::string_view missing = "There is no such invitation.";
    store_.write([&](store::Tx& tx) {
        const auto found = find_invitation(tx, id);
        if (!found || found->organization_id != actor.organization) {
            throw AppError(Code::NotFound, PublicText{std::string(missing)});
        }
        require(tx, actor, Action::ManagePeople,
                object_of(found->project_id, found->organization_id), missing);
        revoke_invitation(tx, id);
    });
}

Invitation PeopleService::get_open(store::Reader& db, const std::string& token) const {
    const auto found = find_invitation(db, hash_token(token));
    if (!found) {
        throw AppError(Code::NotFound,
                       PublicText{"There is no such invitation. Is the link whole?"});
    }
    if (found->used_at || found->revoked_at || found->expires_at <= clock_.now()) {
        const std::string why = found->used_at      ? "was used already"
                                : found->revoked_at ? "was taken back"
                                                    : "is older than 7 days";
        throw AppError(Code::Conflict,
                       PublicText{"This invitation " + why + ". Ask for another one."});
    }
    return *found;
}

InvitationView PeopleService::view_invitation(const std::string& token) {
    return store_.read([&](store::Reader& db) {
        const auto invitation = get_open(db, token);
        InvitationView view{.role = invitation.role,
                            .house = get_organization(db, invitation.organization_id).name,
                            .project_id = invitation.project_id};
        if (invitation.project_id) view.project = title_of_project(db, *invitation.project_id);
        if (invitation.created_by) view.invited_by = get_user(db, *invitation.created_by).name;
        return view;
    });
}

// A role that somebody has already is never lowered by an invitation.
void PeopleService::join(store::Tx& tx, const Invitation& invitation, const UserId& user) {
    if (!use_invitation(tx, invitation.id, user)) {
        throw AppError(Code::Conflict,
                       PublicText{"This invitation was used already. Ask for another one."});
    }
    const Actor joining{user, invitation.organization_id, false};
    const auto object = object_of(invitation.project_id, invitation.organization_id);
    const auto role = find_role(tx, joining, object);
    if (role && *role >= invitation.role) return;
    if (invitation.project_id)
        put_project_member(tx, *invitation.project_id, user, invitation.role);
    else
        put_membership(tx, invitation.organization_id, user, invitation.role);
    tell(tx, joining, {user, object, role, invitation.role});
}

void PeopleService::tell(store::Tx& tx, const Actor& actor, const MemberChange& change) const {
    if (on_member_ && change.before != change.after) on_member_(tx, actor, change);
}

User PeopleService::accept(const std::string& token, const NewAccount& in) {
    store_.read([&](store::Reader& db) {
        get_open(db, token);
        if (find_house_rules(db).sign_up == SignUp::Closed) {
            throw AppError(Code::Forbidden,
                           PublicText{"No new accounts are made here at the moment. Whoever has "
                                      "one can sign in and open the link then."});
        }
    });
    auto account = in;
    const auto hash = sign_in_.prepare(account);
    return store_.write([&](store::Tx& tx) {
        const auto invitation = get_open(tx, token);
        auto user = sign_in_.create_user(tx, account, hash);
        join(tx, invitation, user.id);
        return user;
    });
}

void PeopleService::accept_as(const Actor& actor, const std::string& token) {
    store_.write([&](store::Tx& tx) { join(tx, get_open(tx, token), actor.user); });
}

}  // namespace fabula::accounts
