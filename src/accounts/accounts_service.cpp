#include "accounts/accounts_service.hpp"

#include "accounts/accounts_store.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

std::optional<Actor> find_desk(store::Reader& db) {
    const auto user = find_desk_user(db);
    if (!user) return std::nullopt;
    const auto organization = find_home_organization(db, user->id);
    if (!organization) return std::nullopt;
    return Actor{user->id, organization->id, true};
}

}  // namespace

Actor AccountsService::ensure_desk() {
    const auto known = store_.read([](store::Reader& db) { return find_desk(db); });
    if (known) return *known;
    return store_.write([&](store::Tx& tx) {
        if (const auto made = find_desk(tx)) return *made;
        User user{.id = make_id<UserId>(), .name = "Desk", .desk = true, .host = true};
        Organization organization{.id = make_id<OrganizationId>(), .name = "Desk"};
        tx.insert(user);
        tx.insert(organization);
        tx.insert(Membership{organization.id, user.id, Role::Owner, tx.now()});
        return Actor{user.id, organization.id, true};
    });
}

bool AccountsService::has_accounts() {
    return store_.read([](store::Reader& db) { return count_accounts(db) > 0; });
}

std::string AccountsService::name_of(const UserId& user) {
    return store_.read([&](store::Reader& db) { return find_name(db, user); });
}

void AccountsService::require(const Actor& actor, const OrganizationId& organization, Role least) {
    const auto membership = store_.read(
        [&](store::Reader& db) { return find_membership(db, organization, actor.user); });
    if (!membership) throw AppError(Code::NotFound, PublicText{"There is nothing here."});
    if (membership->role < least) {
        throw AppError(Code::Forbidden, PublicText{"You may look at this but not change it."});
    }
}

}  // namespace fabula::accounts
