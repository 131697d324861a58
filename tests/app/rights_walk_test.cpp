// Every address of the route table, asked by everybody there is, for what is theirs, for what is
// another house's, and for what does not exist.
#include "rights_house.hpp"

namespace fabula::app {

namespace {

using http::Access;
using http::Method;

bool is_refused(int status) {
    return status >= 400 && status < 500;
}

bool writes(const http::Route& row) {
    return row.method != Method::Get || row.access > Access::Viewer;
}

}  // namespace

TEST_CASE("every address keeps to who may ask it") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto project = house.demo(owner);
    const auto own = things_of(house, owner, project);
    const auto title = house.get("/api/v1/projects/" + project, owner).json().at("title");
    const auto stranger = add_stranger(house);
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    const auto editor = house.join(owner, "ed", {{"role", "editor"}});
    const auto guest = house.join(owner, "gus", {{"role", "viewer"}, {"project_id", project}});
    const auto before = house.get("/api/v1/projects/" + project, owner).json().at("rev");
    int named_roles = 0;

    for (const auto& row : house.routes()) {
        if (!is_asked(row) || row.access == Access::Anyone) continue;
        CAPTURE(row.name);
        const auto target = target_of(row, own);
        const auto ask = [&](const std::string& cookie, const std::string& where) {
            return house.send(row.method, where, cookie);
        };
        const auto nobody = ask("", target);
        CHECK((row.kind == http::RouteKind::Page ? nobody.status == 303 : nobody.status == 401));

        // What is another house's and what is not there cannot be told apart.
        if (has_parameters(row)) {
            const auto foreign = ask(stranger, target);
            CHECK(is_refused(foreign.status));
            CHECK(foreign.body.find(title.get<std::string>()) == std::string::npos);
            const auto missing = ask(stranger, target_of(row, kWordsOfAddresses));
            CHECK(is_refused(missing.status));
            CHECK(foreign.status == missing.status);
        }
        if (row.access == Access::Viewer && row.method == Method::Get) {
            CHECK(ask(viewer, target).status != 403);
            CHECK(ask(guest, target).status != 401);
        }
        if (row.access >= Access::Editor && has_parameters(row)) {
            for (const auto& cookie : {viewer, guest}) {
                const auto answer = ask(cookie, target);
                CHECK(is_refused(answer.status));
                named_roles += answer.status == 403;
            }
        }
        if (row.access >= Access::Admin && writes(row)) {
            CHECK(is_refused(ask(editor, target).status));
        }
    }
    CHECK(named_roles > 20);
    CHECK(house.get("/api/v1/projects/" + project, owner).json().at("rev") == before);
}

}  // namespace fabula::app
