#include "accounts/door_service.hpp"

#include <doctest/doctest.h>

#include "accounts/door_store.hpp"
#include "accounts/house.hpp"
#include "accounts/keys_service.hpp"
#include "accounts/organizations_service.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

struct DoorHouse : House {
    DoorService door{store, clock, sign_in};
    OrganizationService organizations{store};
    Actor host{owner.user, owner.organization, true};

    DoorHouse() { sign_in.claim_desk({"Ada", "ada", "a quiet harbour"}, {.name = "House"}); }

    void decide(SignUp sign_up) {
        Patch<HouseRules> wish;
        wish.set<&HouseRules::sign_up>(sign_up);
        door.set_rules(host, wish, std::nullopt);
    }
    Actor add_account(const std::string& login, Role role) {
        return store.write([&](store::Tx& tx) {
            User user{.name = login, .login = login, .password_hash = "x"};
            tx.insert(user);
            put_membership(tx, organization, user.id, role);
            return Actor{user.id, organization, false};
        });
    }
    std::int64_t rows(const std::string& table) {
        return store.read(
            [&](store::Reader& db) { return db.count("SELECT count(*) FROM " + table); });
    }
};

}  // namespace

TEST_CASE("an account is made by everybody only where the host has opened the house") {
    DoorHouse house;
    const NewAccount wish{"Eve", "eve@example.org", "a quiet harbour"};
    CHECK(house.door.rules().sign_up == SignUp::Invitation);
    const std::string closed = "Nobody can make an account here without an invitation.";
    CHECK(refusal([&] { house.door.sign_up(wish, {}); }) == closed);
    house.decide(SignUp::Open);
    const auto made = house.door.sign_up(wish, {});
    CHECK(made.user.login == "eve@example.org");
    CHECK(made.organization.name == "Eve");
    const Actor eve{made.user.id, made.organization.id, false};
    CHECK(house.can(eve, Action::ManageHouse, made.organization.id));
    CHECK_FALSE(house.can(eve, Action::View, house.project));
    CHECK(refusal([&] { house.door.sign_up(wish, {}); }) ==
          "Somebody has this sign-in name already. Take another one.");
    house.decide(SignUp::Closed);
    CHECK(refusal([&] { house.door.sign_up(wish, {}); }) == closed);
}

TEST_CASE("in a closed house an invitation makes no new account") {
    DoorHouse house;
    const auto invited = house.people.invite(house.owner, {.role = Role::Editor});
    house.decide(SignUp::Closed);
    const auto users = house.rows("app_user");
    CHECK_FALSE(refusal([&] {
                    house.people.accept(invited.token, {"Eve", "eve", "a quiet harbour"});
                }).empty());
    CHECK(house.rows("app_user") == users);
    const auto known = house.add_user();
    house.people.accept_as(known, invited.token);
    CHECK(house.can(known, Action::Edit, house.project));
}

TEST_CASE("the rules of the house are the host's alone") {
    DoorHouse house;
    Patch<HouseRules> wish;
    wish.set<&HouseRules::sign_up>(SignUp::Open);
    const auto admin = house.add(Role::Admin);
    CHECK(refusal([&] { house.door.set_rules(admin, wish, std::nullopt); }) ==
          "Only who runs this Fabula may do this.");
    CHECK(house.door.set_rules(house.host, wish, std::nullopt).rev == 1);
    CHECK(house.door.set_rules(house.host, wish, 1).rev == 2);
    CHECK_FALSE(refusal([&] { house.door.set_rules(house.host, wish, 1); }).empty());
}

TEST_CASE("a reset link gives a new password once, within a day, and signs out everywhere") {
    DoorHouse house;
    KeyService keys(house.store, house.clock);
    const auto ed = house.add_account("ed", Role::Editor);
    const auto session = house.sign_in.open_session(house.sign_in.get_user(ed.user), {}).token;
    const auto key = keys.create(ed, {"x", KeyScope::Read, {}}).token;
    const auto first = house.door.make_reset(house.host, ed.user).token;
    const auto link = house.door.make_reset(house.host, std::string(" ED ")).token;
    CHECK_FALSE(refusal([&] { house.door.view_reset(first); }).empty());
    CHECK(house.door.view_reset(link).login == "ed");
    CHECK_FALSE(refusal([&] { house.door.use_reset(link, "short", {}); }).empty());
    house.door.use_reset(link, "a louder harbour", {});
    CHECK(house.sign_in.check_password({"ed", "a louder harbour"}, {}).id == ed.user);
    CHECK_FALSE(house.sign_in.find_visitor(session).has_value());
    CHECK_FALSE(keys.find_bearer(key).has_value());
    CHECK_FALSE(refusal([&] { house.door.use_reset(link, "a third harbour", {}); }).empty());

    const auto late = house.door.make_reset(house.host, ed.user).token;
    house.clock.advance(std::chrono::hours(24));
    CHECK_FALSE(refusal([&] { house.door.use_reset(late, "a third harbour", {}); }).empty());
    house.door.clean(house.clock.now());
    CHECK(house.rows("password_reset") == 0);
}

TEST_CASE("an admin resets whom they stand above and nobody who has a place elsewhere") {
    DoorHouse house;
    const auto admin = house.add_account("al", Role::Admin);
    const auto editor = house.add_account("ed", Role::Editor);
    const auto other_owner = house.add_account("olga", Role::Owner);
    CHECK(refusal([&] { house.door.make_reset(admin, editor.user); }).empty());
    CHECK(refusal([&] { house.door.make_reset(admin, other_owner.user); }) ==
          "Only an owner may do this. You are an admin here.");
    const std::string elsewhere =
        "This person has a place elsewhere too. Who runs the server can make the link.";
    CHECK(refusal([&] { house.door.make_reset(admin, house.host.user); }) == elsewhere);
    CHECK(refusal([&] { house.door.make_reset(editor, admin.user); }) ==
          "Only an admin or a higher role may do this. You are an editor here.");
    CHECK(refusal([&] { house.door.make_reset(editor, std::string("nobody")); }) ==
          "Only an admin or a higher role may do this. You are an editor here.");
    house.organizations.create(editor, {"Ed's own"});
    CHECK(refusal([&] { house.door.make_reset(admin, editor.user); }) == elsewhere);
    CHECK(refusal([&] { house.door.make_reset(house.host, editor.user); }).empty());
    const auto stranger = house.add_user();
    CHECK(refusal([&] { house.door.make_reset(admin, stranger.user); }) ==
          "There is no such person here.");
}

TEST_CASE("what is over is cleaned up: sessions, links, and invitations a month later") {
    DoorHouse house;
    house.sign_in.open_session(house.sign_in.get_user(house.owner.user), {});
    house.people.invite(house.owner, {.role = Role::Viewer});
    house.door.make_reset(house.host, house.owner.user);
    house.door.clean(house.clock.now());
    CHECK(house.rows("session") == 1);
    CHECK(house.rows("invitation") == 1);
    CHECK(house.rows("password_reset") == 1);
    house.clock.advance(std::chrono::days(31));
    house.door.clean(house.clock.now());
    CHECK(house.rows("session") == 0);
    CHECK(house.rows("invitation") == 1);
    CHECK(house.rows("password_reset") == 0);
    house.clock.advance(std::chrono::days(6));
    house.door.clean(house.clock.now());
    CHECK(house.rows("invitation") == 0);
}

TEST_CASE("an organization of one's own has its own people, and nothing of another's") {
    DoorHouse house;
    const auto ed = house.add_account("ed", Role::Editor);
    const auto made = house.organizations.create(ed, {"Ed's own"});
    CHECK(made.role == Role::Owner);
    CHECK(made.owner_id == ed.user);
    CHECK_FALSE(made.current);
    CHECK(made.slug == "org-" + made.id.text.substr(28));
    const auto own = house.organizations.enter(ed, made.id);
    CHECK(house.people.list_members(own).size() == 1);
    CHECK(house.organizations.list(own).size() == 2);
    CHECK(refusal([&] { house.organizations.enter(house.owner, made.id); }) ==
          "There is no such organization.");

    house.organizations.add_member(ed, made.id, house.owner.user, Role::Viewer);
    CHECK(house.organizations.get(house.owner, made.id).role == Role::Viewer);
    CHECK(refusal([&] {
              house.organizations.add_member(ed, made.id, house.owner.user, Role::Admin);
          }) == "They belong to it already.");
    const auto stranger = house.add_user();
    CHECK(refusal([&] {
              house.organizations.add_member(ed, made.id, stranger.user, Role::Viewer);
          }) == "You know nobody like this. Invite them by a link.");
}

TEST_CASE("an organization is deleted when nothing and nobody is left in it") {
    DoorHouse house;
    const auto ed = house.add_account("ed", Role::Editor);
    CHECK(refusal([&] { house.organizations.remove(house.owner, house.organization); }) ==
          "This organization belongs to who runs the server.");
    CHECK(refusal([&] { house.organizations.remove(ed, house.organization); }) ==
          "Only an owner may do this. You are an editor here.");
    const auto made = house.organizations.create(ed, {"Ed's own"});
    house.store.write([&](store::Tx& tx) {
        tx.run("UPDATE project SET organization_id = ? WHERE id = ?", made.id, house.project);
    });
    CHECK(refusal([&] { house.organizations.remove(ed, made.id); }) ==
          "It has projects still. Purge them, also those in the bin, first.");
    house.store.write([&](store::Tx& tx) {
        tx.run("UPDATE project SET organization_id = ? WHERE id = ?", house.organization,
               house.project);
    });
    house.organizations.remove(ed, made.id);
    CHECK(house.organizations.list(ed).size() == 1);
}

TEST_CASE("a session works in the organization that was chosen, or that its project is of") {
    DoorHouse house;
    const auto ed = house.add_account("ed", Role::Editor);
    const auto made = house.organizations.create(ed, {"Ed's own"});
    const auto token = house.sign_in.open_session(house.sign_in.get_user(ed.user), {}).token;
    const auto at = [&] { return house.sign_in.find_visitor(token)->actor.organization; };
    CHECK(at() == house.organization);
    house.sign_in.choose_organization(token, made.id);
    CHECK(at() == made.id);
    auto visitor = *house.sign_in.find_visitor(token);
    house.sign_in.follow(visitor, house.project);
    CHECK(visitor.actor.organization == house.organization);
    CHECK(at() == house.organization);
    house.sign_in.choose_organization(token, made.id);
    house.people.remove({house.owner.user, house.organization, true}, ed.user);
    CHECK(at() == made.id);
    house.sign_in.follow(visitor, house.project);
    CHECK(at() == made.id);
}

}  // namespace fabula::accounts
