// Who somebody is and what they may do.
#pragma once

#include "accounts/rights.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

class AccountsService {
public:
    explicit AccountsService(store::Store& store) : store_(store) {}

    // Who runs the server: at first the person at the desk, a real user with an organization of
    // their own, which the first account claims. Created at the first call.
    Actor ensure_host();

    // The organization that the actor works in.
    Organization get_house(const Actor& actor);
    // The actor's role in it; nothing for a guest of a project.
    std::optional<Role> find_role(const Actor& actor);

    // What others call the person; empty where there is no such.
    std::string name_of(const UserId& user);

    // See rights.hpp; for work that is done before any transaction.
    void require(const Actor& actor, Action action, const Object& object);
    [[nodiscard]] bool can(const Actor& actor, Action action, const Object& object);

private:
    store::Store& store_;
};

}  // namespace fabula::accounts
