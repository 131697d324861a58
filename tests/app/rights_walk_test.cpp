// Every address of the route table, asked by everybody there is, for what is theirs, for what is
// another house's, and for what does not exist.
#include <set>

#include "test_house.hpp"

namespace fabula::app {

namespace {

using http::Access;
using http::Method;

const std::string kMissing = "01900000-0000-7000-8000-0000000000ff";

// Ids of things that are there, by the name that paths have for them.
using Things = std::map<std::string, std::string>;

std::string fill(const std::string& path, const Things& things) {
    std::string out;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] != '{') {
            out += path[at];
            continue;
        }
        const auto end = path.find('}', at);
        auto name = path.substr(at + 1, end - at - 1);
        if (name.ends_with("...")) name.resize(name.size() - 3);
        const auto known = things.find(name);
        out += known == things.end() ? kMissing : known->second;
        at = end;
    }
    return out;
}

std::string first_id(TestHouse& house, const std::string& cookie, const std::string& target,
                     const std::string& plural) {
    return house.get(target, cookie).json().at(plural).at(0).at("id").get<std::string>();
}

Things things_of(TestHouse& house, const std::string& owner, const std::string& project) {
    Things things{{"project_id", project}, {"number", "1"}, {"ending", "txt"}};
    things["script_id"] = house.get("/api/v1/scripts?project_id=" + project, owner)
                              .json()
                              .at("scripts")
                              .at(0)
                              .at("id");
    const std::string of = "?project_id=" + project;
    things["node_id"] = things["scene_id"] = first_id(house, owner, "/api/v1/nodes" + of, "nodes");
    things["character_id"] = first_id(house, owner, "/api/v1/characters" + of, "characters");
    const auto thread =
        house
            .post("/api/v1/threads",
                  {{"object_kind", "project"}, {"object_id", project}, {"body", "Mine."}}, owner)
            .json();
    things["thread_id"] = thread.at("id");
    things["comment_id"] = thread.at("comments").at(0).at("id");
    things["review_link_id"] =
        house
            .post("/api/v1/scripts/" + things["script_id"] + "/review-links", Json::object(), owner)
            .json()
            .at("id");
    things["user_id"] = house.get("/api/v1/me", owner).json().at("id").get<std::string>();
    return things;
}

// Somebody with a house of their own beside this one.
std::string add_stranger(TestHouse& house) {
    auto& studio = house.studio();
    const auto token = studio.store.write([](store::Tx& tx) {
        accounts::User user{.name = "Stranger"};
        accounts::Organization other{.name = "Elsewhere"};
        tx.insert(user);
        tx.insert(other);
        tx.insert(accounts::Membership{other.id, user.id, Role::Owner, tx.now()});
        return user;
    });
    return "fabula_session=" + studio.sign_in.open_session(token, {}).token;
}

bool has_parameters(const http::Route& row) {
    return row.path.find('{') != std::string::npos;
}

bool is_refused(int status) {
    return status >= 400 && status < 500;
}

// Asks for nothing that waits or is not an answer of its own.
bool is_asked(const http::Route& row) {
    return row.name != "list_events" && row.kind != http::RouteKind::Live;
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
        const auto target = fill(row.path, own);
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
            const auto missing = ask(stranger, fill(row.path, {}));
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
