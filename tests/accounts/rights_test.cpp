#include "accounts/rights.hpp"

#include <doctest/doctest.h>

#include "accounts/house.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

std::string refusal(House& house, const Actor& actor, Action action, const Object& object) {
    try {
        house.store.read([&](store::Reader& db) { require(db, actor, action, object); });
    } catch (const AppError& error) {
        return error.code() == Code::NotFound ? "not found" : error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("each role may do its own and all that lower roles may") {
    House house;
    struct Row {
        Role role;
        bool view, edit, people, house;
    };
    for (const auto& row :
         {Row{Role::Viewer, true, false, false, false}, Row{Role::Editor, true, true, false, false},
          Row{Role::Admin, true, true, true, false}, Row{Role::Owner, true, true, true, true}}) {
        CAPTURE(std::string(name_of(row.role)));
        const auto actor = house.add(row.role);
        for (const Object& object : {Object(house.organization), Object(house.project)}) {
            CHECK(house.can(actor, Action::View, object) == row.view);
            CHECK(house.can(actor, Action::Edit, object) == row.edit);
            CHECK(house.can(actor, Action::ManagePeople, object) == row.people);
            CHECK(house.can(actor, Action::ManageHouse, object) == row.house);
        }
    }
}

TEST_CASE("a guest of one project sees that project alone") {
    House house;
    const auto guest = house.add_guest(house.project, Role::Editor);
    CHECK(house.can(guest, Action::Edit, house.project));
    CHECK_FALSE(house.can(guest, Action::ManagePeople, house.project));
    CHECK_FALSE(house.can(guest, Action::View, house.other_project));
    CHECK_FALSE(house.can(guest, Action::View, house.organization));
    CHECK(refusal(house, guest, Action::View, house.other_project) == "not found");
    CHECK(refusal(house, guest, Action::Edit, house.organization) ==
          "Only an editor or a higher role may do this. You belong to a project of this house, not "
          "to the house.");
}

TEST_CASE("of two roles the higher one holds in a project") {
    House house;
    const auto raised = house.add(Role::Viewer);
    house.add_to(house.project, raised, Role::Editor);
    CHECK(house.can(raised, Action::Edit, house.project));
    CHECK_FALSE(house.can(raised, Action::Edit, house.other_project));
    const auto lowered = house.add(Role::Editor);
    house.add_to(house.project, lowered, Role::Viewer);
    CHECK(house.can(lowered, Action::Edit, house.project));
}

TEST_CASE("what is foreign or missing does not exist, what is known names the role it needs") {
    House house;
    const auto viewer = house.add(Role::Viewer);
    const Actor stranger{UserId{"stranger"}, OrganizationId{"elsewhere"}, false};
    const Object missing = ProjectId{"missing"};
    CHECK(refusal(house, stranger, Action::View, house.project) == "not found");
    CHECK(refusal(house, stranger, Action::View, house.organization) == "not found");
    CHECK(refusal(house, viewer, Action::View, missing) == "not found");
    CHECK(refusal(house, Actor{}, Action::View, house.project) == "not found");
    CHECK(refusal(house, viewer, Action::View, house.project).empty());
    CHECK(refusal(house, viewer, Action::Edit, house.project) ==
          "Only an editor or a higher role may do this. You are a viewer here.");
    CHECK(refusal(house, viewer, Action::ManageHouse, house.organization) ==
          "Only an owner may do this. You are a viewer here.");
}

TEST_CASE("a role that is taken away is gone at the next question") {
    House house;
    const auto editor = house.add(Role::Editor);
    CHECK(house.can(editor, Action::Edit, house.project));
    house.store.write(
        [&](store::Tx& tx) { put_membership(tx, house.organization, editor.user, Role::Viewer); });
    CHECK_FALSE(house.can(editor, Action::Edit, house.project));
    CHECK(house.can(editor, Action::View, house.project));
}

}  // namespace fabula::accounts
