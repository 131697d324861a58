// A house with two projects and as many people as a test wants, on a store of its own.
#pragma once

#include <string>

#include "accounts/people_store.hpp"
#include "accounts/sign_in_service.hpp"
#include "base/error.hpp"
#include "support/database.hpp"

namespace fabula::accounts {

// Hashing that takes no time to speak of.
inline constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 8192};

struct House : test::Database {
    OrganizationId organization = test::kActor.organization;
    ProjectId project{test::kProject};
    ProjectId other_project{"01900000-0000-7000-8000-00000000000d"};
    Actor owner = test::kActor;
    SignInService sign_in{store, clock, kCheap};
    PeopleService people{store, clock, sign_in};

    House() {
        store.write([&](store::Tx& tx) {
            tx.run(
                "INSERT INTO project (id, organization_id, kind, title, logline, language,"
                " paper, demo, rev, created_at, updated_at)"
                " VALUES (?, ?, 'film', 'Other', '', 'en', 'a4', 0, 1, ?, ?)",
                other_project, organization, tx.now(), tx.now());
        });
    }

    Actor add_user() {
        User user{.name = "Somebody"};
        store.write([&](store::Tx& tx) { tx.insert(user); });
        return {user.id, organization, false};
    }
    Actor add(Role role) {
        const auto actor = add_user();
        store.write([&](store::Tx& tx) { put_membership(tx, organization, actor.user, role); });
        return actor;
    }
    void add_to(const ProjectId& id, const Actor& actor, Role role) {
        store.write([&](store::Tx& tx) { put_project_member(tx, id, actor.user, role); });
    }
    Actor add_guest(const ProjectId& id, Role role) {
        const auto actor = add_user();
        add_to(id, actor, role);
        return actor;
    }
    bool can(const Actor& actor, Action action, const Object& object) {
        return store.read(
            [&](store::Reader& db) { return accounts::can(db, actor, action, object); });
    }
};

// The words that an act is refused with; nothing where it is done.
template <class Act>
std::string refusal(Act act) {
    try {
        act();
    } catch (const AppError& error) {
        return error.what();
    }
    return "";
}

}  // namespace fabula::accounts
