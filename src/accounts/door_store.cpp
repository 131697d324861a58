#include "accounts/door_store.hpp"

namespace fabula::accounts {

HouseRules find_house_rules(store::Reader& db) {
    return db.one<HouseRules>(store::select_from<HouseRules>()).value_or(HouseRules{});
}

std::optional<PasswordReset> find_reset(store::Reader& db, const std::string& token_hash) {
    return db.one<PasswordReset>(store::select_from<PasswordReset>() + " WHERE token_hash = ?",
                                 token_hash);
}

void delete_resets(store::Tx& tx, const UserId& user) {
    tx.run("DELETE FROM password_reset WHERE user_id = ?", user);
}

void delete_resets_over(store::Tx& tx, Time now) {
    tx.run("DELETE FROM password_reset WHERE expires_at <= ?", now);
}

void delete_invitations_over(store::Tx& tx, Time time) {
    tx.run("DELETE FROM invitation WHERE expires_at <= ?1 OR used_at <= ?1 OR revoked_at <= ?1",
           time);
}

bool belongs_elsewhere(store::Reader& db, const UserId& user, const OrganizationId& organization) {
    return db.count(
               "SELECT (SELECT count(*) FROM membership"
               " WHERE user_id = ?1 AND organization_id <> ?2)"
               " + (SELECT count(*) FROM project_member m JOIN project p ON p.id = m.project_id"
               " WHERE m.user_id = ?1 AND p.organization_id <> ?2)",
               user, organization) > 0;
}

}  // namespace fabula::accounts
