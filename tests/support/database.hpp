// A store with the real schema in a folder of its own, with an organization, a user and a project.
#pragma once

#include "base/actor.hpp"
#include "store/store.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_folder.hpp"

namespace fabula::test {

inline const Actor kActor{{"01900000-0000-7000-8000-00000000000a"},
                          {"01900000-0000-7000-8000-00000000000b"}};
inline const std::string kProject = "01900000-0000-7000-8000-00000000000c";

inline void create_project(store::Store& store) {
    store.write([](store::Tx& tx) {
        const auto now = tx.now();
        tx.run(
            "INSERT INTO organization (id, name, rev, created_at, updated_at)"
            " VALUES (?, 'Desk', 1, ?, ?)",
            kActor.organization, now, now);
        tx.run(
            "INSERT INTO app_user (id, name, desk, host, rev, created_at, updated_at)"
            " VALUES (?, 'Desk', 1, 1, 1, ?, ?)",
            kActor.user, now, now);
        tx.run(
            "INSERT INTO membership (organization_id, user_id, role, created_at)"
            " VALUES (?, ?, 'owner', ?)",
            kActor.organization, kActor.user, now);
        tx.run(
            "INSERT INTO project (id, organization_id, kind, title, logline, language,"
            " paper, demo, rev, created_at, updated_at)"
            " VALUES (?, ?, 'short', 'Harbour', '', 'en', 'a4', 0, 1, ?, ?)",
            kProject, kActor.organization, now, now);
    });
}

struct Database {
    TempFolder folder{};
    FakeClock clock{};
    store::Store store{{.file = folder / "fabula.db", .clock = clock}};

    Database() { create_project(store); }
};

}  // namespace fabula::test
