#include "accounts/organizations_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/organizations_store.hpp"
#include "accounts/people_store.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

constexpr std::string_view kMissing = "There is no such organization.";

[[noreturn]] void conflict(std::string text) {
    throw AppError(Code::Conflict, PublicText{std::move(text)});
}

std::string check_organization_name(const std::string& name) {
    const auto trimmed = trim(name);
    const bool plain = std::ranges::all_of(
        trimmed, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (trimmed.empty() || !plain) invalid("name", "An organization needs a name.");
    return std::string(trimmed);
}

// What new projects begin with.
void take_defaults(Organization& row, const OrganizationWish& in) {
    if (in.language) row.language = *in.language;
    if (in.paper) row.paper = *in.paper;
}

OrganizationView view_of(store::Reader& db, const Actor& actor, const OrganizationId& id) {
    auto all = list_organizations(db, actor.user, actor.organization);
    const auto found = std::ranges::find(all, id, &OrganizationView::id);
    if (found == all.end()) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    return *found;
}

}  // namespace

Actor OrganizationService::enter(const Actor& actor, const OrganizationId& id) {
    const auto inside =
        store_.read([&](store::Reader& db) { return find_actor(db, actor.user, id); });
    if (!inside) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    auto out = actor;
    out.organization = id;
    return out;
}

std::vector<OrganizationView> OrganizationService::list(const Actor& actor) {
    return store_.read(
        [&](store::Reader& db) { return list_organizations(db, actor.user, actor.organization); });
}

OrganizationView OrganizationService::get(const Actor& actor, const OrganizationId& id) {
    return store_.read([&](store::Reader& db) { return view_of(db, actor, id); });
}

OrganizationView OrganizationService::create(const Actor& actor, const OrganizationWish& in) {
    const auto name = check_organization_name(in.name);
    return store_.write([&](store::Tx& tx) {
        if (!find_home_organization(tx, actor.user)) {
            throw AppError(Code::Forbidden,
                           PublicText{"A guest of a project cannot make organizations here."});
        }
        if (count_owned(tx, actor.user) >= kOrganizationsMax) {
            conflict("You own " + std::to_string(kOrganizationsMax) + " organizations already.");
        }
        auto made = create_organization(tx, name, actor.user);
        take_defaults(made, in);
        tx.update(made);
        return view_of(tx, actor, made.id);
    });
}

OrganizationView OrganizationService::update(const Actor& actor, const OrganizationId& id,
                                             const Patch<OrganizationWish>& in,
                                             std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManageHouse, id, kMissing);
        auto row = get_organization(tx, id);
        check_rev(row.rev, expected_rev, "the organization");
        if (in.has<&OrganizationWish::name>()) row.name = check_organization_name(in.value.name);
        if (in.has<&OrganizationWish::language>() && !in.value.language) {
            invalid("language", "is that of new projects and cannot be empty");
        }
        if (in.has<&OrganizationWish::paper>() && !in.value.paper) {
            invalid("paper", "is that of new projects and cannot be empty");
        }
        take_defaults(row, in.value);
        tx.update(row);
        return view_of(tx, actor, id);
    });
}

void OrganizationService::remove(const Actor& actor, const OrganizationId& id) {
    store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManageHouse, id, kMissing);
        if (is_first(tx, id)) conflict("This organization belongs to who runs the server.");
        if (count_projects(tx, id) > 0) {
            conflict("It has projects still. Purge them, also those in the bin, first.");
        }
        if (count_bound_members(tx, id) > 0) {
            conflict("Somebody belongs to no other organization. Remove them first.");
        }
        delete_organization(tx, id);
    });
}

void OrganizationService::add_member(const Actor& actor, const OrganizationId& id,
                                     const UserId& user, Role role) {
    store_.write([&](store::Tx& tx) {
        require(tx, actor, Action::ManagePeople, id, kMissing);
        if (role == Role::Owner) require(tx, actor, Action::ManageHouse, id, kMissing);
        if (!share_organization(tx, actor.user, user)) {
            throw AppError(Code::NotFound,
                           PublicText{"You know nobody like this. Invite them by a link."});
        }
        if (find_membership(tx, id, user)) conflict("They belong to it already.");
        put_membership(tx, id, user, role);
        if (on_member_) on_member_(tx, actor, {user, id, std::nullopt, role});
    });
}

}  // namespace fabula::accounts
