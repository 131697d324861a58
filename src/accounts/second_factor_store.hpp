// Rows of second factors and recovery codes.
#pragma once

#include <optional>
#include <string>

#include "accounts/second_factor.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

std::optional<SecondFactor> find_second_factor(store::Reader& db, const UserId& user);
std::int64_t count_recovery_codes(store::Reader& db, const UserId& user);
void delete_second_factor(store::Tx& tx, const UserId& user);
void confirm_second_factor(store::Tx& tx, const UserId& user);
// False where a code of this step or a later one was taken already.
bool take_step(store::Tx& tx, const UserId& user, std::int64_t step);
// False where there is no such code.
bool take_recovery_code(store::Tx& tx, const UserId& user, const std::string& mark);
void delete_recovery_codes(store::Tx& tx, const UserId& user);

}  // namespace fabula::accounts
