#include "accounts/accounts_store.hpp"

namespace fabula::accounts {

std::optional<User> find_desk_user(store::Reader& db) {
    return db.one<User>(store::select_from<User>() + " WHERE desk = ?", true);
}

std::string find_name(store::Reader& db, const UserId& user) {
    const auto names = db.column<std::string>("SELECT name FROM app_user WHERE id = ?", user);
    return names.empty() ? std::string() : names.front();
}

std::optional<Organization> find_home_organization(store::Reader& db, const UserId& user) {
    return db.one<Organization>(
        store::select_from<Organization>() +
            " WHERE id = (SELECT organization_id FROM membership WHERE user_id = ?"
            " ORDER BY created_at, organization_id LIMIT 1)",
        user);
}

std::optional<Membership> find_membership(store::Reader& db, const OrganizationId& organization,
                                          const UserId& user) {
    return db.one<Membership>(
        store::select_from<Membership>() + " WHERE organization_id = ? AND user_id = ?",
        organization, user);
}

std::int64_t count_accounts(store::Reader& db) {
    return db.count("SELECT count(*) FROM app_user WHERE desk = ?", false);
}

}  // namespace fabula::accounts
