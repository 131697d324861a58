// Picture stories whose words and pictures models make, against a server on loopback that answers
// as its documents say.
#include "support/provider_double.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;
using test::Answered;
using test::Asked;
using test::ProviderDouble;

const std::string kStory =
    "Marta climbed the stairs of the lighthouse.\n\nJonas ran to the boat in the harbour.\n\nAt "
    "dawn "
    "the lamp burned again.";

Answered chat(const std::string& text) {
    const auto chunk = [](const Json& delta, const Json& finish) {
        return write_json(
            {{"id", "c"},
             {"object", "chat.completion.chunk"},
             {"model", "double-1"},
             {"choices", {{{"index", 0}, {"delta", delta}, {"finish_reason", finish}}}}});
    };
    return Answered::events({chunk({{"role", "assistant"}, {"content", text}}, nullptr),
                             chunk(Json::object(), "stop"), "[DONE]"});
}

std::string three_prompts() {
    Json prompts = Json::array();
    for (int i = 1; i <= 3; ++i) {
        prompts.push_back(
            {{"scene_number", i}, {"image_prompt", "Worded " + std::to_string(i) + "."}});
    }
    return Json{{"prompts", prompts}}.dump();
}

struct ModelStories {
    ProviderDouble server{providers::Kind::OpenAiCompatible};
    TestStudio studio{{}, {{"net-allow", server.at()}}};
    std::string words = three_prompts();
    std::string refused_prompt{};  // Pictures of it do not come.

    ModelStories() {
        const auto bytes = studio.studio().provider.draw({.place = "KITCHEN"}, {}).bytes;
        server.fail_with([this, bytes](test::WireClient& client, const Asked& asked) {
            const auto answer = answer_to(asked, bytes);
            client.answer(answer.status, "Content-Type: " + answer.type + "\r\n", answer.body);
        });
        studio.post("/api/v1/providers", {{"kind", "openai_compatible"},
                                          {"base_url", "http://" + server.at()},
                                          {"text_model", "double-words"},
                                          {"image_model", "double-images"}});
    }
    Answered answer_to(const Asked& asked, const std::string& bytes) const {
        if (asked.is("POST", "/chat/completions")) return chat(words);
        const bool refused =
            !refused_prompt.empty() && asked.body.find(refused_prompt) != std::string::npos;
        if (refused) {
            return Answered::json(
                {{"error", {{"message", "Not allowed."}, {"code", "moderation_blocked"}}}},
                "400 Bad Request");
        }
        return Answered::json({{"created", 1}, {"data", {{{"b64_json", to_base64(bytes)}}}}});
    }
    Json generate(const Json& more = Json::object()) {
        Json body = {{"story_text", kStory}, {"num_scenes", 3}};
        body.update(more);
        return studio.post("/api/v1/generate", body);
    }
    Json wait(const Json& session) {
        const auto at = "/api/v1/status/" + session.at("session_id").get<std::string>();
        while (true) {
            auto now = studio.get(at);
            if (now.at("status") != "pending" && now.at("status") != "processing") return now;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    int asked(const std::string& path) {
        int count = 0;
        for (const auto& one : server.journal()) count += one.is("POST", path) ? 1 : 0;
        return count;
    }
    ApiAnswer redo(const Json& session, int scene, const Json& more = Json::object()) {
        Json body = {{"session_id", session.at("session_id")}, {"scene_number", scene}};
        body.update(more);
        return studio.send_json(Method::Post, "/api/v1/regenerate-scene", body);
    }
};

}  // namespace

TEST_CASE("a text model words the pictures in one call, an image model makes each once") {
    ModelStories house;
    const auto done = house.wait(house.generate());
    CAPTURE(done.dump());
    CHECK(done.at("status") == "completed");
    CHECK(done.at("image_model") == "double-images");
    CHECK(done.at("text_model") == "double-words");
    CHECK(house.asked("/chat/completions") == 1);
    CHECK(house.asked("/images/generations") == 3);
    for (int i = 0; i < 3; ++i) {
        const auto& scene = done.at("scenes").at(static_cast<std::size_t>(i));
        CHECK(scene.at("image_prompt") == "Worded " + std::to_string(i + 1) + ".");
        CHECK(scene.at("prompt_by") == "model");
        CHECK(scene.at("rough") == false);
        CHECK(scene.at("model") == "double-images");
    }
    const auto sent = house.server.journal().front().body;
    CHECK(sent.find("Jonas ran to the boat in the harbour.") != std::string::npos);
    const auto shot = house.studio.get("/api/v1/shots/" +
                                       done.at("scenes").at(0).at("shot_id").get<std::string>());
    CHECK(shot.at("state") == "pencil");
}

TEST_CASE("one bad picture is a failed scene and leaves the others; asked again it comes") {
    ModelStories house;
    house.refused_prompt = "Worded 2.";
    const auto begun = house.generate();
    const auto done = house.wait(begun);
    CHECK(done.at("status") == "completed");
    CHECK(done.at("scenes").at(1).at("status") == "failed");
    CHECK(done.at("scenes").at(1).at("error") != "");
    CHECK(done.at("scenes").at(1).at("image_url") == nullptr);
    CHECK(done.at("scenes").at(2).at("status") == "ready");
    CHECK(done.at("error").get<std::string>().starts_with("1 of 3 pictures did not come"));
    const auto status =
        house.studio.get("/api/v1/generation-status/" + begun.at("session_id").get<std::string>());
    CHECK(status.at("status") == "previewing");
    CHECK(status.at("completed_scenes") == 2);
    CHECK(status.at("has_errors") == true);
    CHECK(status.at("previews").at(1).at("preview_url") == "");

    CHECK(house.redo(begun, 2, {{"prompt", "A friendly harbour."}}).status == 202);
    const auto mended = house.wait(begun);
    CHECK(mended.at("scenes").at(1).at("status") == "ready");
    CHECK(mended.at("scenes").at(1).at("prompt_by") == "hand");
    CHECK(mended.at("error") == nullptr);
    CHECK(house.asked("/chat/completions") == 1);
    CHECK(house.asked("/images/generations") == 4);
}

TEST_CASE("where every picture is refused the story has failed") {
    ModelStories house;
    house.refused_prompt = "Worded";
    const auto done = house.wait(house.generate());
    CHECK(done.at("status") == "failed");
    CHECK(done.at("error").get<std::string>().starts_with("3 of 3 pictures did not come"));
}

TEST_CASE("words that do not fit fail visibly, and the rules' words are taken only if wished") {
    ModelStories house;
    house.words = R"({"prompts": [{"scene_number": 1, "image_prompt": "Alone."}]})";
    const auto failed = house.wait(house.generate());
    CHECK(failed.at("status") == "failed");
    CHECK(house.asked("/images/generations") == 0);
    const auto wished = house.wait(house.generate({{"words_fallback", true}}));
    CHECK(wished.at("status") == "completed");
    CHECK(wished.at("scenes").at(0).at("prompt_by") == "rules");
    CHECK(house.asked("/images/generations") == 3);
}

TEST_CASE("who wants the rules pays nothing, whatever is chosen") {
    ModelStories house;
    const auto done = house.wait(house.generate({{"pictures", "rules"}, {"words", "rules"}}));
    CHECK(done.at("status") == "completed");
    CHECK(done.at("scenes").at(0).at("rough") == true);
    CHECK(house.server.submits() == 0);
}

TEST_CASE("nobody's candidates go into the bin of pictures when a story expires") {
    ModelStories house;
    const auto done = house.wait(house.generate({{"words", "rules"}}));
    house.studio.post("/api/v1/approve",
                      {{"session_id", done.at("session_id")}, {"approved_scenes", {0}}});
    const auto jobs = house.studio.get("/api/v1/jobs").at("jobs");
    for (const auto& job : jobs) house.studio.wait_for(job);  // It ends behind its last piece.
    auto& studio = house.studio.studio();
    studio.picture_stories.tend(studio.clock.now() + std::chrono::hours(25));
    const auto left = house.wait(done);
    CHECK(left.at("scenes").at(0).at("approved") == true);
    CHECK(left.at("scenes").at(0).at("image_url") == done.at("scenes").at(0).at("image_url"));
    CHECK(left.at("scenes").at(1).at("image_url") == nullptr);
    CHECK(left.at("scenes").at(1).at("status") == "failed");
}

}  // namespace fabula::app
