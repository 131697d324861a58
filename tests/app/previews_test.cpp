// Picture stories over the API, in the words of the second documented dialect.
#include "base/text.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

const std::string kScript =
    "Marta climbed the stairs of the lighthouse. The lamp was dark.\n\nJonas ran to the boat in "
    "the "
    "harbour. \"Marta needs oil!\" shouted Jonas.\n\nAt dawn the lamp burned again.";

struct Previews {
    TestStudio studio;

    Json analyse() {
        const auto answer = studio.send(Method::Post, "/api/v1/analyze-script",
                                        "title=The+Lamp&script=" + url_encode(kScript),
                                        "application/x-www-form-urlencoded");
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return parse_json(answer.body);
    }
    ApiAnswer post(const std::string& path, const Json& body) {
        return studio.send_json(Method::Post, "/api/v1" + path, body);
    }
    Json generate(const Json& project, int scenes = 3) {
        return studio.post("/api/v1/generate-previews", {{"project_id", project},
                                                         {"num_scenes", scenes},
                                                         {"media_type", "artistic"},
                                                         {"ai_provider", "openrouter"},
                                                         {"ai_model", "some/model"},
                                                         {"image_provider", "runware"},
                                                         {"image_model", "runware:101@1"}});
    }
    Json wait(const Json& session) {
        const auto at = "/api/v1/generation-status/" + session.at("session_id").get<std::string>();
        while (true) {
            auto now = studio.get(at);
            if (now.at("status") != "pending" && now.at("status") != "generating") return now;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
};

}  // namespace

TEST_CASE("a script sent as a form becomes a project with its analysis") {
    Previews house;
    const auto found = house.analyse();
    CHECK(found.at("title") == "The Lamp");
    CHECK(found.at("analysis").at("word_count") == 30);
    CHECK(found.at("analysis").at("recommended_scenes") == 2);
    CHECK(found.at("analysis").at("complexity") == "Simple");
    CHECK(found.at("script_content").get<std::string>().starts_with("# The Lamp\n\nMarta climbed"));
    CHECK(house.studio.get("/api/v1/projects/" + found.at("project_id").get<std::string>())
              .at("title") == "The Lamp");

    const auto parts = house.studio.send(
        Method::Post, "/api/v1/analyze-script",
        "--b\r\nContent-Disposition: form-data; name=\"script\"; filename=\"s.txt\"\r\n\r\n" +
            kScript + "\r\n--b--\r\n",
        "multipart/form-data; boundary=b");
    CHECK(parts.status == 200);
    CHECK(parse_json(parts.body).at("title") == "Untitled Story");
    for (const auto* body : {"", "title=x", "script=", "script=a&script=b", "script=%ff"}) {
        CAPTURE(body);
        CHECK(house.studio
                  .send(Method::Post, "/api/v1/analyze-script", body,
                        "application/x-www-form-urlencoded")
                  .status == 422);
    }
}

TEST_CASE("without the named providers the rules draw, and the answer says so") {
    Previews house;
    const auto project = house.analyse().at("project_id");
    const auto begun = house.generate(project);
    CHECK(begun.at("session_id").get<std::string>().starts_with("session_"));
    CHECK(begun.at("session_id").get<std::string>().size() == 16);
    CHECK(begun.at("status") == "generating");
    CHECK(begun.at("total_scenes") == 3);
    CHECK(begun.at("project_id") == project);
    CHECK(begun.at("generation_type") == "rules");
    CHECK(begun.at("message").get<std::string>().find("no connection to runware") !=
          std::string::npos);
    const auto done = house.wait(begun);
    CHECK(done.at("status") == "previewing");
    CHECK(done.at("progress_percentage") == 100.0);
    CHECK(done.at("completed_scenes") == 3);
    CHECK(done.at("has_errors") == false);
    REQUIRE(done.at("previews").size() == 3);
    CHECK(done.at("previews").at(0).at("scene_number") == 1);
    CHECK(house.studio.fetch(done.at("previews").at(2).at("preview_url").get<std::string>())
              .starts_with("\x89PNG"));
    CHECK(done.at("scene_prompts")
              .at(1)
              .at("script_excerpt")
              .get<std::string>()
              .starts_with("Jonas ran to the boat"));
    CHECK(house.studio.get("/api/v1/models").at("image_models").contains("rules"));
}

TEST_CASE("scenes are approved and refused by number, and made again until they are approved") {
    Previews house;
    const auto begun = house.generate(house.analyse().at("project_id"));
    house.wait(begun);
    const auto id = begun.at("session_id");
    const auto decide = [&](const Json& approvals) {
        return house.post("/approve-previews",
                          {{"session_id", id}, {"scene_approvals", approvals}});
    };
    const auto answer = decide({{"1", true}, {"2", false}, {"3", true}});
    CAPTURE(answer.body);
    REQUIRE(answer.status == 200);
    const auto decided = parse_json(answer.body);
    CHECK(decided.at("status") == "completed");
    CHECK(decided.at("saved_images") == 2);
    CHECK(decided.at("approved_scenes") == 2);
    CHECK(decided.at("total_scenes") == 3);
    for (const Json& wrong : {Json::object(), Json{{"0", true}}, Json{{"4", true}},
                              Json{{"one", true}}, Json{{"1", "yes"}}, Json::array(), Json(5)}) {
        CAPTURE(wrong.dump());
        const auto refused = decide(wrong);
        CHECK(refused.status == 422);
        CHECK(field_of(refused) == "scene_approvals");
    }
    const auto again = [&](const Json& scene, const Json& more = Json::object()) {
        Json body = {{"session_id", id}, {"scene_number", scene}};
        body.update(more);
        return house.post("/regenerate-scene", body);
    };
    CHECK(again(1).status == 409);
    CHECK(again(0).status == 422);
    CHECK(again(4).status == 422);
    CHECK(again(2, {{"image_provider", "runware"}}).status == 409);
    const auto made = again(2, {{"description", "The harbour at noon."}});
    CAPTURE(made.body);
    REQUIRE(made.status == 202);
    CHECK(parse_json(made.body).at("scene_number") == 2);
    const auto now = house.wait(begun);
    CHECK(now.at("previews").at(1).at("status") == "ready");
    CHECK(now.at("previews").at(1).at("prompt").get<std::string>().find("The harbour at noon.") !=
          std::string::npos);
    CHECK(decide({{"1", false}}).status == 200);
    CHECK(again(1).status == 202);
}

TEST_CASE("wrong wishes of the second dialect are named") {
    Previews house;
    const auto project = house.analyse().at("project_id");
    const auto refused = [&](const Json& body, int status, const std::string& field) {
        CAPTURE(body.dump());
        const auto answer = house.post("/generate-previews", body);
        CHECK(answer.status == status);
        CHECK(field_of(answer) == field);
    };
    refused({{"num_scenes", 3}}, 422, "project_id");
    refused({{"project_id", project}}, 422, "num_scenes");
    refused({{"project_id", project}, {"num_scenes", 0}}, 422, "num_scenes");
    refused({{"project_id", project}, {"num_scenes", 21}}, 422, "num_scenes");
    refused({{"project_id", project}, {"num_scenes", 3}, {"media_type", "oil"}}, 422, "media_type");
    refused({{"project_id", "story_20250822_115806"}, {"num_scenes", 3}}, 404, "");
    CHECK(house.studio.send(Method::Get, "/api/v1/generation-status/session_00000000").status ==
          404);
}

}  // namespace fabula::app
