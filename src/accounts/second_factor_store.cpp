#include "accounts/second_factor_store.hpp"

namespace fabula::accounts {

std::optional<SecondFactor> find_second_factor(store::Reader& db, const UserId& user) {
    return db.one<SecondFactor>(store::select_from<SecondFactor>() + " WHERE user_id = ?", user);
}

std::int64_t count_recovery_codes(store::Reader& db, const UserId& user) {
    return db.count("SELECT count(*) FROM recovery_code WHERE user_id = ?", user);
}

void delete_second_factor(store::Tx& tx, const UserId& user) {
    tx.run("DELETE FROM second_factor WHERE user_id = ?", user);
    delete_recovery_codes(tx, user);
}

void confirm_second_factor(store::Tx& tx, const UserId& user) {
    tx.run("UPDATE second_factor SET confirmed_at = ? WHERE user_id = ?", tx.now(), user);
}

bool take_step(store::Tx& tx, const UserId& user, std::int64_t step) {
    return tx.run("UPDATE second_factor SET last_step = ?1 WHERE user_id = ?2 AND last_step < ?1",
                  step, user) > 0;
}

bool take_recovery_code(store::Tx& tx, const UserId& user, const std::string& mark) {
    return tx.run("DELETE FROM recovery_code WHERE user_id = ? AND code_mark = ?", user, mark) > 0;
}

void delete_recovery_codes(store::Tx& tx, const UserId& user) {
    tx.run("DELETE FROM recovery_code WHERE user_id = ?", user);
}

}  // namespace fabula::accounts
