// Dramas by a text model, over the API, with a server on loopback that answers as its documents
// say.
#include "support/provider_double.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;
using test::chat_answer;
using test::ProviderDouble;

const Json kWritten = {
    {"title", "Low Tide"},
    {"description", "Two thieves share a boat."},
    {"characters",
     {{{"name", "Mara"},
       {"description", "Tall, one glove."},
       {"gender", "female"},
       {"voice_description", "Hoarse"},
       {"main", true}}}},
    {"episodes",
     {{{"title", "Out"},
       {"description", "They row."},
       {"premise", "A leak"},
       {"scenes", {{{"description", "Mara bails water."}}, {{"description", "A light."}}}}}}}};

struct ModelHouse {
    ProviderDouble server{providers::Kind::OpenAiCompatible};
    TestStudio studio{{}, {{"net-allow", server.at()}}};

    void connect() {
        studio.post("/api/v1/providers", {{"kind", "openai_compatible"},
                                          {"base_url", "http://" + server.at()},
                                          {"text_model", "double-words"}});
    }
    // The job as the drama routes tell of it, once it has ended.
    Json ended(const Json& begun) {
        studio.wait_for({{"id", begun.at("job_id")}});
        return studio.get("/api/v1/dramas/" + begun.at("drama_id").get<std::string>() + "/jobs/" +
                          begun.at("job_id").get<std::string>());
    }
};

}  // namespace

TEST_CASE("without a text model a premise is refused, and nothing is begun") {
    ModelHouse house;
    const auto answer = house.studio.send_json(Method::Post, "/api/v1/dramas",
                                               {{"premise", "Two thieves share a boat."}});
    CHECK(answer.status == 409);
    CHECK(answer.body.find("AI models") != std::string::npos);
    CHECK(house.studio.get("/api/v1/dramas").at("dramas").empty());
}

TEST_CASE(
    "a premise becomes a drama in pencil, which another is made of, and which is criticized") {
    ModelHouse house;
    house.connect();
    house.server.fail_with(chat_answer(kWritten.dump()));
    const auto begun = house.studio.post(
        "/api/v1/dramas", {{"premise", "Two thieves share a boat."}, {"id", "drama_boat"}});
    CHECK(begun.at("drama_id") == "drama_boat");
    CHECK(begun.at("type") == "generate_drama");
    const auto job = house.ended(begun);
    CAPTURE(job.dump());
    CHECK(job.at("status") == "completed");
    CHECK(job.at("result").at("drama_id") == "drama_boat");
    const auto drama = house.studio.get("/api/v1/dramas/drama_boat");
    CHECK(drama.at("title") == "Low Tide");
    CHECK(drama.at("premise") == "Two thieves share a boat.");
    CHECK(drama.at("characters").at(0).at("voice_description") == "Hoarse");
    CHECK(drama.at("episodes").at(0).at("scenes").at(1).at("description") == "A light.");
    const auto project =
        house.studio.get("/api/v1/projects/drama_boat").at("id").get<std::string>();
    const auto cast = house.studio.get("/api/v1/characters?project_id=" + project).at("characters");
    CHECK(cast.at(0).at("pencil") == true);
    CHECK(house.server.journal().back().body.find("Two thieves") != std::string::npos);

    auto better = kWritten;
    better["title"] = "High Tide";
    house.server.fail_with(chat_answer(better.dump()));
    const auto improved = house.studio.post("/api/v1/dramas/drama_boat/improve",
                                            {{"feedback", "More water, please."}});
    CHECK(improved.at("original_id") == "drama_boat");
    CHECK(house.ended(improved).at("status") == "completed");
    const auto id = improved.at("drama_id").get<std::string>();
    CHECK(id.starts_with("drama_boat_improved_"));
    CHECK(house.studio.get("/api/v1/dramas/" + id).at("title") == "High Tide");
    CHECK(house.studio.get("/api/v1/dramas/drama_boat") == drama);
    CHECK(house.server.journal().back().body.find("More water, please.") != std::string::npos);

    house.server.fail_with(chat_answer("The end is a promise. Keep it."));
    const auto critic = house.ended(house.studio.post("/api/v1/dramas/drama_boat/critic"));
    CHECK(critic.at("type") == "critique_drama");
    CHECK(critic.at("result").at("feedback") == "The end is a promise. Keep it.");
    CHECK(house.studio.get("/api/v1/dramas/drama_boat/jobs").at("jobs").size() == 2);
}

TEST_CASE("an answer that is no drama fails, and what a person wrote meanwhile stays") {
    ModelHouse house;
    house.connect();
    house.server.fail_with(chat_answer("{\"title\": \"Only that\"}"));
    const auto begun =
        house.studio.post("/api/v1/dramas", {{"premise", "A lamp."}, {"id", "drama_lamp"}});
    const auto job = house.ended(begun);
    CHECK(job.at("status") == "failed");
    CHECK_FALSE(job.at("error").get<std::string>().empty());
    CHECK(house.studio.get("/api/v1/dramas/drama_lamp").at("episodes").empty());

    house.studio.post("/api/v1/dramas/drama_lamp/episodes",
                      {{"id", "own"}, {"title", "Own"}, {"description", "Mine."}});
    house.server.fail_with(chat_answer(kWritten.dump()));
    house.studio.post("/api/v1/jobs/" + begun.at("job_id").get<std::string>() + "/retry");
    CHECK(house.ended(begun).at("status") == "completed");
    const auto episodes = house.studio.get("/api/v1/dramas/drama_lamp").at("episodes");
    REQUIRE(episodes.size() == 1);
    CHECK(episodes.at(0).at("id") == "own");
}

}  // namespace fabula::app
