// A whole Fabula on a folder of its own, asked over its API without a network.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "accounts/desk_gatekeeper.hpp"
#include "app/config.hpp"
#include "app/house.hpp"
#include "app/in_process.hpp"
#include "app/studio.hpp"
#include "support/temp_folder.hpp"

namespace fabula::app {

// The field that a refusal names.
inline std::string field_of(const ApiAnswer& answer) {
    return parse_json(answer.body).value("field", "");
}

// "Marie|Bob": the names in a list.
inline std::string names_in(const Json& list) {
    std::string out;
    for (const auto& one : list) {
        out += (out.empty() ? "" : "|") + one.at("name").get<std::string>();
    }
    return out;
}

class TestStudio {
public:
    TestStudio() : TestStudio(std::filesystem::path()) {}
    // On a data directory that outlives it.
    explicit TestStudio(const std::filesystem::path& data,
                        std::map<std::string, std::string> flags = {})
        : settings_(setting_table(), with_folder(data, std::move(flags)), {}, ""),
          studio_(settings_, CreateFolder::Yes),
          gatekeeper_(studio_.host),
          policy_({}),
          house_(studio_, settings_, gatekeeper_, policy_, {}) {
        studio_.start();
    }

    ApiAnswer send(http::Method method, const std::string& target, const std::string& body = "",
                   const std::string& type = "application/json") {
        return answer_directly(house_.dispatcher(), method, target, body.empty() ? "" : type, body);
    }
    ApiAnswer send_json(http::Method method, const std::string& target, const Json& body) {
        return send(method, target, body.dump());
    }
    Json get(const std::string& target) { return success(send(http::Method::Get, target)); }
    Json post(const std::string& target, const Json& body = nullptr) {
        return success(
            send(http::Method::Post, target, body.is_null() ? std::string{} : body.dump()));
    }
    std::string fetch(const std::string& target) {
        const auto answer = send(http::Method::Get, target);
        CAPTURE(target);
        REQUIRE(answer.status == 200);
        return answer.body;
    }

    // The preview of a file, and the project that it becomes.
    Json bring(const std::string& name, const std::string& bytes) {
        return success(send(http::Method::Post, "/api/v1/imports?name=" + url_encode(name), bytes,
                            "application/octet-stream"));
    }
    std::string bring_project(const std::string& name, const std::string& bytes) {
        const auto id = bring(name, bytes).at("id").get<std::string>();
        return post("/api/v1/imports/" + id + "/confirm", {{"ink", true}})
            .at("id")
            .get<std::string>();
    }
    // The id of the project's character of that name; empty where there is none.
    std::string character(const std::string& project, const std::string& name) {
        const Json cast = get("/api/v1/characters?project_id=" + project).at("characters");
        for (const auto& one : cast) {
            if (one.at("name") == name) return one.at("id").get<std::string>();
        }
        return "";
    }
    // Waits until the job has ended; answers it.
    Json wait_for(const Json& job) {
        const auto address = "/api/v1/jobs/" + job.at("id").get<std::string>();
        while (true) {
            auto now = get(address);
            const auto state = now.at("state").get<std::string>();
            if (state != "queued" && state != "running") return now;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    std::string export_as(const std::string& project, const std::string& format) {
        const auto job =
            wait_for(post("/api/v1/projects/" + project + "/exports", {{"format", format}}));
        CAPTURE(format);
        CAPTURE(job.dump());
        REQUIRE(job.at("state") == "done");
        return fetch("/api/v1/exports/" + job.at("result").at("export_id").get<std::string>() +
                     "/file");
    }
    std::string demo() {
        return get("/api/v1/projects").at("projects").at(0).at("id").get<std::string>();
    }
    Studio& studio() { return studio_; }
    const http::RouteTable& routes() { return house_.routes(); }

private:
    static Json success(const ApiAnswer& answer) {
        CAPTURE(answer.body);
        REQUIRE(answer.status >= 200);
        REQUIRE(answer.status < 300);
        return answer.body.empty() ? Json(nullptr) : parse_json(answer.body);
    }

    [[nodiscard]] std::map<std::string, std::string> with_folder(
        const std::filesystem::path& data, std::map<std::string, std::string> flags) const {
        flags["data"] = (data.empty() ? folder_.path() / "data" : data).string();
        flags["log-level"] = "error";
        return flags;
    }

    test::TempFolder folder_;
    Settings settings_;
    Studio studio_;
    accounts::ControlGatekeeper gatekeeper_;
    http::Policy policy_;
    House house_;
};

}  // namespace fabula::app
