// Who somebody is and what they may do.
#pragma once

#include "accounts/accounts.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

class AccountsService {
public:
    explicit AccountsService(store::Store& store) : store_(store) {}

    // The person at the desk: a real user with an organization of their own, which the first
    // account later claims. Created at the first call.
    Actor ensure_desk();

    // True once somebody can sign in; only then may the server listen beyond loopback.
    bool has_accounts();

    // What others call the person; empty where there is no such.
    std::string name_of(const UserId& user);

    // Throws NotFound unless the actor belongs to the organization with at least this role:
    // what is not yours does not exist.
    void require(const Actor& actor, const OrganizationId& organization, Role least);

private:
    store::Store& store_;
};

}  // namespace fabula::accounts
