// Frames by a model, from the plan to the approved picture, over the API, with a server on loopback
// that answers as its documents say.
#include "support/provider_double.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;
using test::Answered;
using test::ProviderDouble;

Answered a_picture(TestStudio& studio) {
    const auto bytes = studio.studio().provider.draw({.place = "KITCHEN"}, {}).bytes;
    return Answered::json({{"created", 1}, {"data", {{{"b64_json", to_base64(bytes)}}}}});
}

struct RenderHouse {
    ProviderDouble server{providers::Kind::OpenAiCompatible};
    TestStudio studio{{}, {{"net-allow", server.at()}}};
    std::string project = studio.bring_project(
        "kitchen.fountain", "INT. KITCHEN - NIGHT\n\nAnna lifts the lid.\n\nANNA\nSoup again.\n");
    std::string of = "/api/v1/projects/" + project;

    RenderHouse() {
        server.fail_with(a_picture(studio));
        draw_rough();
    }
    void connect() {
        studio.post("/api/v1/providers", {{"kind", "openai_compatible"},
                                          {"base_url", "http://" + server.at()},
                                          {"image_model", "double-images"}});
    }
    int status_of(Method method, const std::string& path, const Json& body) {
        return studio.send_json(method, path, body).status;
    }
    Json render(const Json& wish, const std::string& state) {
        const auto job = studio.wait_for(studio.post(of + "/render", wish));
        CAPTURE(job.dump());
        REQUIRE(job.at("state") == state);
        return job;
    }
    void draw_rough() {
        REQUIRE(studio.wait_for(studio.post(of + "/storyboard")).at("state") == "done");
    }
    Json shots() { return studio.get("/api/v1/shots?project_id=" + project).at("shots"); }
};

}  // namespace

TEST_CASE("a plan says what would be sent to whom, and sends nothing") {
    RenderHouse one;
    const auto none = one.studio.post(one.of + "/render/plan", Json::object());
    CHECK(none.at("to") == nullptr);
    CHECK(none.at("pictures").size() == one.shots().size());
    CHECK(one.status_of(Method::Post, one.of + "/render", Json::object()) == 409);
    one.connect();
    const auto plan = one.studio.post(one.of + "/render/plan", {{"count", 2}});
    CHECK(plan.at("to").at("model") == "double-images");
    CHECK(plan.at("to").at("local") == true);
    const auto prompt = plan.at("pictures").at(0).at("prompt").get<std::string>();
    CHECK(prompt.find("KITCHEN") != std::string::npos);
    CHECK(one.server.submits() == 0);
}

TEST_CASE("frames by a model take the place of rough ones in pencil, and are approved and back") {
    RenderHouse one;
    one.connect();
    const auto before = one.shots();
    const auto job = one.render(Json::object(), "done");
    CHECK(job.at("done_count") == before.size());
    CHECK(one.server.submits() == static_cast<int>(before.size()));
    const auto shot = one.shots().at(0);
    CHECK(shot.at("state") == "pencil");
    CHECK(shot.at("image_id") != before.at(0).at("image_id"));
    const auto asset = one.studio.get("/api/v1/assets/" + shot.at("image_id").get<std::string>());
    CHECK(asset.at("provenance").at("model") == "double-images");
    CHECK(asset.at("provenance").at("prompt").get<std::string>().find("KITCHEN") !=
          std::string::npos);
    CHECK(asset.at("state") == "pencil");

    const auto approved = one.studio.post(one.of + "/pictures/approve", Json::object());
    CHECK(approved.at("shot_ids").size() == before.size());
    CHECK(one.shots().at(0).at("state") == "ink");
    one.studio.post(one.of + "/pictures/unapprove", approved);
    CHECK(one.shots().at(0).at("state") == "pencil");

    const auto calls =
        one.studio.get("/api/v1/spending/calls?project_id=" + one.project).at("calls");
    CHECK(calls.size() == before.size());
    CHECK(calls.at(0).at("state") == "done");
    CHECK(calls.at(0).at("request").at("prompt").get<std::string>().find("KITCHEN") !=
          std::string::npos);
}

TEST_CASE("an approved picture never changes: further ones become its versions") {
    RenderHouse one;
    one.connect();
    const auto id = one.shots().at(0).at("id").get<std::string>();
    one.render({{"shot_ids", {id}}}, "done");
    one.studio.post(one.of + "/pictures/approve", {{"shot_ids", {id}}});
    const auto approved = one.shots().at(0).at("image_id");
    one.studio.wait_for(one.studio.post(one.of + "/render", {{"shot_ids", {id}}, {"count", 2}}));
    one.render({{"shot_ids", {id}}, {"prompt", "A pot, seen from above."}}, "done");
    CHECK(one.shots().at(0).at("image_id") == approved);
    const auto versions = one.studio.get("/api/v1/shots/" + id + "/pictures").at("pictures");
    CHECK(versions.size() == 4);
    CHECK(one.server.journal().back().body.find("A pot, seen from above.") != std::string::npos);
}

TEST_CASE("a shot is in pencil as long as it shows a model's picture that nobody approved") {
    RenderHouse one;
    one.connect();
    const auto shot = "/api/v1/shots/" + one.shots().at(0).at("id").get<std::string>();
    const auto state = [&] { return one.studio.get(shot).at("state").get<std::string>(); };
    const auto picture = [&](std::size_t n) {
        return "/api/v1/pictures/" +
               one.studio.get(shot + "/pictures").at("pictures").at(n).at("id").get<std::string>();
    };
    one.render({{"shot_ids", {one.shots().at(0).at("id")}}}, "done");
    CHECK(state() == "pencil");
    const auto own = one.studio.studio().provider.draw({.place = "YARD"}, {}).bytes;
    one.studio.send(Method::Post, shot + "/upload-image", own, "application/octet-stream");
    CHECK(state() == "ink");
    one.status_of(Method::Patch, picture(0), {{"starred", true}});
    CHECK(state() == "pencil");
    one.status_of(Method::Patch, picture(1), {{"starred", true}});
    CHECK(state() == "ink");
    one.studio.send(Method::Delete, picture(1));
    CHECK(state() == "pencil");
    one.studio.send(Method::Delete, picture(0));
    CHECK(one.studio.get(shot).at("image_id") == nullptr);
    CHECK(state() == "rough");
}

TEST_CASE("approving takes what a model made, and no frame of a guessed scene") {
    RenderHouse one;
    one.studio.studio().store.write(
        [](store::Tx& tx) { tx.run("UPDATE shot SET state = 'pencil'"); });
    CHECK(one.studio.post(one.of + "/pictures/approve", Json::object()).at("shot_ids").empty());
    CHECK(one.shots().at(0).at("state") == "pencil");
}

TEST_CASE("a refused picture is asked for again with other words") {
    RenderHouse one;
    one.connect();
    one.server.fail_with(
        Answered::json({{"error", {{"message", "Not allowed."}, {"code", "moderation_blocked"}}}},
                       "400 Bad Request"));
    const auto id = one.shots().at(0).at("id").get<std::string>();
    const auto job = one.render({{"shot_ids", {id}}}, "failed");
    const auto item = "/api/v1/jobs/" + job.at("id").get<std::string>() + "/items/" +
                      job.at("items").at(0).at("id").get<std::string>();
    auto input = job.at("items").at(0).at("input");
    input["prompt"] = "";
    CHECK(one.status_of(Method::Post, item + "/retry", {{"input", input}}) == 422);
    one.server.fail_with(a_picture(one.studio));
    input["prompt"] = "A friendly pot.";
    one.studio.post(item + "/retry", {{"input", input}});
    CHECK(one.studio.wait_for(job).at("state") == "done");
    CHECK(one.server.journal().back().body.find("A friendly pot.") != std::string::npos);
}

TEST_CASE("a project has its own words for frames, until it goes back to those of the program") {
    RenderHouse one;
    const auto usual = one.studio.get(one.of + "/prompts/frame");
    CHECK(usual.at("rev") == 0);
    const auto words = one.of + "/prompts/frame";
    CHECK(one.status_of(Method::Put, words, {{"text", "Woodcut. {action}"}}) == 200);
    const auto plan = one.studio.post(one.of + "/render/plan", Json::object());
    CHECK(plan.at("pictures").at(0).at("prompt").get<std::string>().starts_with("Woodcut. "));
    CHECK(one.status_of(Method::Put, words, {{"text", ""}}) == 422);
    CHECK(one.studio.send(Method::Delete, words).status == 200);
    CHECK(one.studio.get(one.of + "/prompts/frame").at("text") == usual.at("text"));
    for (const std::string name : {"picture", "scene_words", "lesson_scenes", "drama"}) {
        CAPTURE(name);
        CHECK(one.studio.get(one.of + "/prompts/" + name).at("rev") == 0);
        CHECK(one.status_of(Method::Put, one.of + "/prompts/" + name, {{"text", "Mine."}}) == 200);
        CHECK(one.studio.get(one.of + "/prompts/" + name).at("text") == "Mine.");
    }
    CHECK(one.status_of(Method::Put, one.of + "/prompts/none", {{"text", "Mine."}}) == 404);
    CHECK(one.studio.send(Method::Get, one.of + "/prompts/..%2Fpages").status == 404);
}

TEST_CASE("of a call whose outcome nobody knows the page of jobs lets a person decide") {
    RenderHouse one;
    one.connect();
    const auto shot = one.shots().at(0).at("id").get<std::string>();
    const auto job = one.render({{"shot_ids", {shot}}}, "done");
    auto& studio = one.studio.studio();
    studio.store.write([&](store::Tx& tx) {
        // As if the answer of a bought model had never come.
        tx.run("UPDATE job_item SET state = 'unknown' WHERE job_id = ?",
               job.at("id").get<std::string>());
        tx.run("UPDATE job SET state = 'failed', done_count = 0, failed_count = 1 WHERE id = ?",
               job.at("id").get<std::string>());
        tx.run(
            "UPDATE paid_call SET state = 'unknown', local = 0, may_be_billed = 1, cost = NULL,"
            " estimate = 40000");
    });
    const auto page = one.studio.fetch("/jobs");
    CHECK(page.find("Nobody knows what became of it") != std::string::npos);
    CHECK(page.find("Send again (may cost $0.04)") != std::string::npos);
    CHECK(page.find("$0.00 + ?") != std::string::npos);
    const auto call = one.studio.get("/api/v1/spending/calls").at("calls").at(0);
    const auto address = "/api/v1/spending/calls/" + call.at("id").get<std::string>();
    CHECK(one.status_of(Method::Post, address + "/look-again", Json::object()) == 415);
    const auto before = one.server.submits();
    one.studio.post(address + "/send-again");
    CHECK(one.studio.wait_for(job).at("state") == "done");
    CHECK(one.server.submits() == before + 1);
    CHECK(one.status_of(Method::Post, address + "/send-again", Json::object()) == 409);
}

}  // namespace fabula::app
