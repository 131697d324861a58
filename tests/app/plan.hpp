// A project whose outline is planned over the API.
#pragma once

#include <map>
#include <string>

#include "test_studio.hpp"

namespace fabula::app {

class Plan {
public:
    explicit Plan(const Json& fields = Json::object()) {
        auto wish = fields;
        if (!wish.contains("title")) wish["title"] = "Harbour";
        project = studio.post("/api/v1/projects", wish).at("id").get<std::string>();
        script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0).at("id");
    }

    Json initialize(const Json& fields) {
        auto wish = fields;
        wish["project_id"] = project;
        return studio.post("/api/v1/initialize-project", wish);
    }
    std::string add(const std::string& title, int level, const std::string& parent = "") {
        Json wish{{"project_id", project}, {"title", title}, {"level", level}};
        if (!parent.empty()) wish["parent_id"] = parent;
        return studio.post("/api/v1/nodes", wish).at("id").get<std::string>();
    }
    Json node(const std::string& id) { return studio.get("/api/v1/nodes/" + id); }
    int status(http::Method method, const std::string& target, const Json& body = nullptr) {
        return studio.send(method, target, body.is_null() ? "" : body.dump()).status;
    }
    Json all() { return studio.get("/api/v1/nodes/batch-load?project_id=" + project); }
    // "Act 1(Scene 1*, Scene 2)": what stands below what, the written with a star.
    std::string tree(const std::string& parent = "null") {
        std::string out;
        const auto found =
            studio.get("/api/v1/nodes?limit=200&project_id=" + project + "&parent_id=" + parent);
        std::map<int, Json> by_position;
        for (const auto& row : found.at("nodes")) {
            by_position.emplace(row.at("position").get<int>(), row);
        }
        CHECK(by_position.size() == found.at("nodes").size());
        int expected = 1;
        for (const auto& [position, row] : by_position) {
            CHECK(position == expected++);
            const auto below = tree(row.at("id").get<std::string>());
            out += (out.empty() ? "" : ", ") + row.at("title").get<std::string>() +
                   (row.at("state") == "attached" ? "*" : "") +
                   (below.empty() ? "" : "(" + below + ")");
        }
        return out;
    }
    std::string text() { return studio.fetch("/api/v1/scripts/" + script + "/text"); }
    void put_text(const std::string& text) {
        REQUIRE(status(http::Method::Put, "/api/v1/scripts/" + script, {{"text", text}}) == 200);
    }
    std::string id(const std::string& title) {
        const auto found = studio.get("/api/v1/nodes?limit=200&project_id=" + project);
        for (const auto& row : found.at("nodes")) {
            if (row.at("title") == title) return row.at("id").get<std::string>();
        }
        return {};
    }

    TestStudio studio;
    std::string project, script;
};

}  // namespace fabula::app
