#include "accounts/accounts_service.hpp"

#include "accounts/accounts_store.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

std::optional<Actor> find_host(store::Reader& db) {
    const auto user = find_host_user(db);
    if (!user) return std::nullopt;
    const auto organization = find_home_organization(db, user->id);
    if (!organization) return std::nullopt;
    return Actor{user->id, organization->id, true};
}

}  // namespace

Actor AccountsService::ensure_host() {
    const auto known = store_.read([](store::Reader& db) { return find_host(db); });
    if (known) return *known;
    return store_.write([&](store::Tx& tx) {
        if (const auto made = find_host(tx)) return *made;
        User user{.id = make_id<UserId>(), .name = "Desk", .desk = true, .host = true};
        tx.insert(user);
        const auto organization = create_organization(tx, "Desk", user.id);
        return Actor{user.id, organization.id, true};
    });
}

Organization AccountsService::get_house(const Actor& actor) {
    return store_.read([&](store::Reader& db) { return get_organization(db, actor.organization); });
}

std::string AccountsService::name_of(const UserId& user) {
    return store_.read([&](store::Reader& db) { return find_name(db, user); });
}

std::optional<Role> AccountsService::find_role(const Actor& actor) {
    return store_.read(
        [&](store::Reader& db) { return accounts::find_role(db, actor, actor.organization); });
}

void AccountsService::require(const Actor& actor, Action action, const Object& object) {
    store_.read([&](store::Reader& db) { accounts::require(db, actor, action, object); });
}

bool AccountsService::can(const Actor& actor, Action action, const Object& object) {
    return store_.read([&](store::Reader& db) { return accounts::can(db, actor, action, object); });
}

}  // namespace fabula::accounts
