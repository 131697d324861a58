// Learning comics over the documented addresses: topic, scenes, cast, panels, result; without a
// model.
#include "rights_house.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

const std::string kComics = "/api/v1/comics/";
const Json kStrangers = {{"topic", "Teaching children about stranger danger"},
                         {"age_group", "5-12"}};

struct LessonHouse {
    TestStudio studio;

    std::string begin(const Json& wish = kStrangers) {
        return studio.post(kComics + "scenes/generate", wish).at("job_id").get<std::string>();
    }
    int status_of(Method method, const std::string& path, const Json& body = nullptr) {
        return studio.send(method, path, body.is_null() ? "" : body.dump()).status;
    }
    std::string field(const std::string& path, const Json& body) {
        const auto answer = studio.send_json(Method::Post, path, body);
        CHECK(answer.status == 422);
        return field_of(answer);
    }
    Json status(const std::string& id) { return studio.get(kComics + id + "/status"); }
    Json select(const std::string& id, const Json& characters) {
        return studio.post(kComics + id + "/characters/select", {{"characters", characters}});
    }
    // From the scenes to the drawn panels; answers the result.
    Json finish(const std::string& id) {
        studio.post(kComics + id + "/scenes/refine", Json::object());
        select(id, {{{"character_type", "girl_young"}}, {{"character_type", "friend_boy"}}});
        draw(id);
        return studio.get(kComics + id + "/result");
    }
    void draw(const std::string& id) {
        const auto started = studio.post(kComics + id + "/generate");
        if (!started.at("work_id").is_null()) {
            studio.wait_for({{"id", started.at("work_id")}});
        }
        CHECK(status(id).at("step") == "completed");
    }
    std::string text_of(const std::string& project) {
        const auto script =
            studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0);
        return studio.fetch("/api/v1/scripts/" + script.at("id").get<std::string>() + "/text");
    }
};

}  // namespace

TEST_CASE("a topic becomes six scenes that say what they teach") {
    LessonHouse one;
    auto& studio = one.studio;
    const auto begun = studio.send_json(Method::Post, kComics + "scenes/generate", kStrangers);
    CHECK(begun.status == 201);
    const auto first = parse_json(begun.body);
    CHECK(first.at("status") == "requires_action");
    CHECK(first.at("step") == "scene_review");
    CHECK(first.at("progress") == 50);
    CHECK(first.at("scenes").size() == 6);
    const auto id = first.at("job_id").get<std::string>();
    const auto scene = first.at("scenes").at(2);
    CHECK(scene.at("scene_id") == 3);
    CHECK(scene.at("title") == "The friendly driver");
    CHECK(scene.at("learning_point") ==
          "Being friendly does not make somebody less of a stranger.");
    CHECK(scene.at("visual_elements").size() == 3);
    CHECK(scene.at("dialogue").get<std::string>().starts_with("DRIVER: Hello Mia!"));
    CHECK(scene.at("description").get<std::string>().starts_with("The driver leans out"));
    CHECK(studio.get(kComics + id + "/scenes").at("scenes") == first.at("scenes"));
}

TEST_CASE("six scenes become a comic through the documented calls") {
    LessonHouse one;
    auto& studio = one.studio;
    const auto id = one.begin();
    const auto refined = studio.post(kComics + id + "/scenes/refine",
                                     {{"job_id", id}, {"feedback_list", Json::array()}});
    CHECK(refined.at("step") == "character_selection");
    CHECK(refined.at("progress") == 60);

    const auto types = studio.get(kComics + "characters").at("characters");
    CHECK(types.size() == 8);
    CHECK(types.at(0).at("id") == "boy_young");
    CHECK(studio.fetch(types.at(0).at("image_url")).find("<svg") != std::string::npos);

    const auto chosen = one.select(
        id, {{{"character_type", "girl_young"}, {"count", 1}}, {{"character_type", "friend_boy"}}});
    CHECK(chosen.at("step") == "comic_generation");
    CHECK(chosen.at("progress") == 70);

    const auto drawing = studio.send(Method::Post, kComics + id + "/generate");
    CHECK(drawing.status == 202);
    const auto work = parse_json(drawing.body);
    CHECK(work.at("status") == "processing");
    CHECK(work.at("step") == "generating_images");
    CHECK(work.at("comic_panels").size() > 11);
    CHECK(studio.wait_for({{"id", work.at("work_id")}}).at("state") == "done");

    const auto status = one.status(id);
    CHECK(status.at("status") == "completed");
    CHECK(status.at("progress") == 100);
    CHECK(status.at("data").at("topic") == "Teaching children about stranger danger");
    CHECK(status.at("data").at("age_group") == "5-12");
    CHECK(status.at("data").at("current_step") == "completed");

    const auto comic = studio.get(kComics + id + "/result");
    CHECK(comic.at("title") == "The Car at the Gate");
    CHECK(comic.at("scenes").size() == 6);
    CHECK(comic.at("panels").size() == work.at("comic_panels").size());
    for (const auto& panel : comic.at("panels")) {
        CHECK(studio.fetch(panel.at("image_url")).starts_with("\x89PNG"));
    }
    CHECK(names_in(comic.at("characters")) == "Mom|Mia|Tom|Driver");
    const auto project = comic.at("id").get<std::string>();
    CHECK(studio.get("/api/v1/projects/" + project).at("kind") == "comic");
    CHECK(studio.get("/api/v1/projects/" + project + "/comic").at("pages").size() >= 2);
    CHECK(studio.get(kComics + project + "/result") == comic);
    CHECK(studio.export_as(project, "cbz").starts_with("PK"));
}

TEST_CASE("who is chosen plays: renamed in the script, dressed, with a locked reference sheet") {
    LessonHouse one;
    const auto id = one.begin();
    const auto answer = one.select(id, {{{"character_type", "boy_teen"}, {"role", "mia"}},
                                        {{"character_type", "parent_dad"}},
                                        {{"character_type", "friend_girl"}, {"name", "Ronja"}}});
    const auto project = answer.at("comic_id").get<std::string>();
    const auto people = answer.at("data").at("characters");
    CHECK(names_in(people) == "Dad|Jonas|Ronja|Driver");
    const auto jonas = people.at(1);
    CHECK(jonas.at("role") == "mia");
    CHECK(jonas.at("character_type") == "boy_teen");
    CHECK(jonas.at("sheet_locked") == true);
    CHECK(one.studio.fetch(jonas.at("sheet_url")).starts_with("\x89PNG"));
    CHECK(jonas.at("visual_tags").at(0) == "boy, about fourteen");
    CHECK(people.at(3).at("sheet_url") == nullptr);
    const auto text = one.text_of(project);
    CHECK(text.find("Mia") == std::string::npos);
    CHECK(text.find("MOM") == std::string::npos);
    CHECK(text.find("Jonas and Ronja sit on the bench") != std::string::npos);
    CHECK(text.find("\nDAD\nOur secret word is pancake moon.") != std::string::npos);

    // Chosen again, the roles go to others, and back to what the story has.
    const auto again = one.select(id, {{{"character_type", "girl_young"}}});
    CHECK(names_in(again.at("data").at("characters")) == "Mom|Mia|Tom|Driver");
    CHECK(one.text_of(project).find("Mia and Tom sit on the bench") != std::string::npos);
    CHECK(again.at("data").at("characters").at(0).at("character_type") == "");
}

TEST_CASE("four of one type are four people, and who finds no role joins the cast") {
    LessonHouse one;
    const auto id = one.begin();
    const auto answer = one.select(id, {{{"character_type", "girl_young"}, {"count", 4}}});
    const auto people = answer.at("data").at("characters");
    CHECK(people.size() == 5);
    std::set<std::string> names;
    std::set<std::string> looks;
    for (const auto& person : people) {
        names.insert(person.at("name").get<std::string>());
        if (person.at("character_type") != "girl_young") continue;
        looks.insert(one.studio.get("/api/v1/characters/" + person.at("id").get<std::string>())
                         .at("look")
                         .dump());
    }
    CHECK(names.size() == 5);
    CHECK(looks.size() == 4);
    // Those whom only the choice had made go with it.
    const auto fewer = one.select(id, {{{"character_type", "girl_young"}}});
    CHECK(fewer.at("data").at("characters").size() == 4);
}

TEST_CASE("words on a scene are kept with it for a person where no model is chosen") {
    LessonHouse one;
    const auto id = one.begin();
    const Json body = {
        {"feedback_list", {{{"scene_id", 2}, {"feedback", " More cats, please. "}}}}};
    const auto answer = one.studio.post(kComics + id + "/scenes/refine", body);
    CHECK(answer.at("step") == "character_selection");
    CHECK(answer.at("message").get<std::string>().find("for a person") != std::string::npos);
    one.studio.post(kComics + id + "/scenes/refine", body);
    const auto scene = one.studio.get(kComics + id + "/scenes").at("scenes").at(1);
    CHECK(scene.at("feedback") == "More cats, please.");
    const auto threads = one.studio
                             .get("/api/v1/threads?object_kind=node&object_id=" +
                                  scene.at("node_id").get<std::string>())
                             .at("threads");
    REQUIRE(threads.size() == 1);
    CHECK(threads.at(0).at("comments").at(0).at("body") == "More cats, please.");
}

TEST_CASE("a step that cannot be taken yet is refused, and every earlier one can be taken again") {
    LessonHouse one;
    const auto id = one.begin();
    CHECK(one.status_of(Method::Post, kComics + id + "/generate") == 409);
    CHECK(one.status_of(Method::Get, kComics + id + "/result") == 404);
    const auto before = one.finish(id);
    CHECK(one.status_of(Method::Post, kComics + id + "/generate") == 202);
    CHECK(one.status(id).at("step") == "completed");

    one.studio.post(kComics + id + "/scenes/refine", Json::object());
    CHECK(one.status(id).at("step") == "character_selection");
    CHECK(one.status_of(Method::Post, kComics + id + "/generate") == 409);
    CHECK(one.status_of(Method::Get, kComics + id + "/result") == 404);
    const auto after = one.finish(id);
    CHECK(after.at("panels") == before.at("panels"));
}

TEST_CASE("approved panels never change by going back; others follow the script") {
    LessonHouse one;
    const auto id = one.begin();
    const auto before = one.finish(id);
    const auto project = before.at("id").get<std::string>();
    const auto shot = before.at("panels").at(0).at("shot_id").get<std::string>();
    const auto png = one.studio.fetch(before.at("panels").at(5).at("image_url"));
    CHECK(one.studio.send(Method::Post, "/api/v1/shots/" + shot + "/upload-image", png, "image/png")
              .status == 201);
    const auto own = one.studio.get("/api/v1/shots/" + shot).at("image_id");

    // The first scene and the last are written anew.
    auto text = one.text_of(project);
    const auto replace = [&](const std::string& from, const std::string& to) {
        REQUIRE(text.find(from) != std::string::npos);
        text.replace(text.find(from), from.size(), to);
    };
    replace("Our secret word is pancake moon.", "Our secret word is waffle sun.");
    replace("No. But you can have the last pancake.", "No. But you may wash up.");
    const auto script =
        one.studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0).at("id");
    CHECK(one.status_of(Method::Put, "/api/v1/scripts/" + script.get<std::string>(),
                        {{"text", text}}) == 200);
    const auto after = one.finish(id);
    CHECK(one.studio.get("/api/v1/shots/" + shot).at("image_id") == own);
    std::string words;
    for (const auto& panel : after.at("panels")) {
        words += panel.at("dialogue").get<std::string>() + "\n";
        CHECK(panel.at("image_url") != nullptr);
    }
    CHECK(words.find("you may wash up") != std::string::npos);
    CHECK(words.find("pancake moon. Only our family") != std::string::npos);
}

TEST_CASE(
    "a topic that no lesson story fits is refused with the list of all, and one can be named") {
    LessonHouse one;
    const auto answer =
        one.studio.send_json(Method::Post, kComics + "scenes/generate",
                             {{"topic", "The history of the steam engine"}, {"age_group", "9-12"}});
    CHECK(answer.status == 422);
    const auto problem = parse_json(answer.body);
    CHECK(problem.at("field") == "topic");
    CHECK(problem.at("fields").size() == 12);
    CHECK(problem.at("fields").at(0).at("field") == "story_id");
    CHECK(problem.at("fields").at(1).at("detail") == "half-a-kite: Half a Kite");
    const auto wrong_age =
        one.studio.send_json(Method::Post, kComics + "scenes/generate",
                             {{"topic", "Brushing your teeth every day"}, {"age_group", "11-14"}});
    CHECK(wrong_age.status == 422);
    CHECK(wrong_age.body.find(
              "\\\"The Sugar Pirates\\\" fits the topic, and is for ages 3-5, 6-8.") !=
          std::string::npos);
    const auto german = one.studio.post(kComics + "scenes/generate",
                                        {{"story_id", "half-a-kite"}, {"language", "de-AT"}});
    CHECK(german.at("scenes").at(0).at("heading") == "EXT. WIESE - TAG");
    CHECK(one.studio.get(kComics + "stories?language=de").at("stories").size() == 12);
}

TEST_CASE("a pasted script or story and a project of one's own become comics the same way") {
    LessonHouse one;
    const auto demo = one.studio.demo();
    const auto pasted =
        one.studio.post(kComics + "scenes/generate",
                        {{"topic", "Soup for everybody"},
                         {"script",
                          "INT. KITCHEN - NIGHT\n\nAnna lifts the lid.\n\nANNA\nSoup again.\n\n"
                          "EXT. GARDEN - DAY\n\nAnna sits in the grass.\n"}});
    CHECK(pasted.at("scenes").size() == 2);
    const auto id = pasted.at("job_id").get<std::string>();
    const auto cast = one.select(id, {{{"character_type", "parent_mom"}}});
    CHECK(names_in(cast.at("data").at("characters")) == "Anna");
    CHECK(cast.at("data").at("characters").at(0).at("character_type") == "parent_mom");
    one.draw(id);
    const auto comic = one.studio.get(kComics + id + "/result");
    CHECK(comic.at("title") == "Soup for everybody");
    CHECK(one.studio.get("/api/v1/projects/" + comic.at("id").get<std::string>()).at("kind") ==
          "comic");

    const auto prose = one.studio.post(
        kComics + "scenes/generate",
        {{"script",
          "There was once a goose who could not swim.\n\n\"Try it,\" said the duck.\n\n"
          "The goose sat down in the grass and laughed.\n"}});
    CHECK(prose.at("scenes").size() == 1);

    const auto of_demo = one.studio.post(kComics + "scenes/generate", {{"project_id", demo}});
    CHECK(of_demo.at("comic_id") == demo);
    CHECK(of_demo.at("scenes").size() > 5);
    CHECK(one.studio.post(kComics + "scenes/generate", {{"project_id", demo}}).at("job_id") ==
          of_demo.at("job_id"));
}

TEST_CASE("what a caller gets wrong is named") {
    LessonHouse one;
    const auto generate = kComics + "scenes/generate";
    CHECK(one.field(generate, {{"topic", "short"}}) == "topic");
    CHECK(one.field(generate, Json::object()) == "topic");
    CHECK(one.field(generate, {{"topic", std::string(501, 'a')}}) == "topic");
    CHECK(one.field(generate, {{"topic", std::string(50'000, 'a')}}) == "topic");
    for (const auto* ages : {"", "old", "12-5", "0-99", "5-12; DROP TABLE lesson"}) {
        CHECK(one.field(generate, {{"topic", "Sharing your toys"}, {"age_group", ages}}) ==
              "age_group");
    }
    CHECK(one.field(generate, {{"story_id", "../../etc/passwd"}}) == "story_id");
    CHECK(one.field(generate, {{"project_id", kMissing}, {"script", "INT. A\n\nB."}}) == "script");
    CHECK(one.field(generate, {{"script", " \n\t\n"}}) == "script");
    CHECK(one.field(generate, {{"script", std::string("INT. A - DAY\n\nA\0b", 17)}}) == "script");
    CHECK(one.status_of(Method::Post, generate, {{"project_id", kMissing}}) == 404);
    const auto long_story = "INT. ROOM - DAY\n\n" + std::string(50'000, 'a') + "\n";
    CHECK(one.studio.post(generate, {{"script", long_story}}).at("scenes").size() == 1);

    const auto id = one.begin();
    const auto refine = kComics + id + "/scenes/refine";
    const auto feedback = [](std::int64_t scene, const std::string& words) {
        return Json{{"feedback_list", {{{"scene_id", scene}, {"feedback", words}}}}};
    };
    CHECK(one.field(refine, feedback(7, "There is no such scene.")) == "feedback_list");
    CHECK(one.field(refine, feedback(0, "Nor this.")) == "feedback_list");
    CHECK(one.field(refine, feedback(1, std::string(4001, 'a'))) == "feedback_list");
    CHECK(one.field(refine, {{"job_id", kMissing}}) == "job_id");
    const auto choose = kComics + id + "/characters/select";
    CHECK(one.field(choose, {{"characters", Json::array()}}) == "characters");
    CHECK(one.field(choose, {{"characters", {{{"character_type", "dragon"}}}}}) == "characters");
    CHECK(one.field(choose, {{"characters", {{{"character_type", "boy_teen"}, {"count", 5}}}}}) ==
          "characters");
    CHECK(one.field(choose, {{"characters",
                              {{{"character_type", "boy_teen"}, {"count", 3}},
                               {{"character_type", "girl_teen"}, {"count", 2}}}}}) == "characters");
    CHECK(
        one.field(choose, {{"characters", {{{"character_type", "boy_teen"}, {"name", "Tom"}}}}}) ==
        "characters");
    CHECK(one.field(choose, {{"characters",
                              {{{"character_type", "boy_teen"}, {"name", "A\n\nINT. TRAP"}}}}}) ==
          "characters");
    CHECK(one.field(choose,
                    {{"characters", {{{"character_type", "boy_teen"}, {"role", "the moon"}}}}}) ==
          "characters");
    CHECK(one.status(id).at("data").at("characters").size() == 4);
    CHECK(one.status(id).at("step") == "scene_review");
    CHECK(one.status_of(Method::Get, kComics + kMissing + "/status") == 404);
    CHECK(one.status_of(Method::Get, kComics + "characters/dragon/portrait.svg") == 404);
}

TEST_CASE("a lesson goes on after a restart at the step where it was") {
    test::TempFolder folder;
    const auto data = folder.path() / "data";
    std::string id;
    {
        TestStudio studio(data);
        id = studio.post(kComics + "scenes/generate", kStrangers).at("job_id").get<std::string>();
        studio.post(kComics + id + "/characters/select",
                    {{"characters", {{{"character_type", "girl_young"}}}}});
        studio.post(kComics + id + "/generate");
    }
    TestStudio studio(data);
    const auto work = studio.get(kComics + id + "/status").at("work_id");
    CHECK(studio.wait_for({{"id", work}}).at("state") == "done");
    const auto comic = studio.get(kComics + id + "/result");
    std::set<std::string> shots;
    for (const auto& panel : comic.at("panels")) {
        CHECK(panel.at("image_url") != nullptr);
        shots.insert(panel.at("shot_id").get<std::string>());
    }
    CHECK(shots.size() == comic.at("panels").size());
}

TEST_CASE("a comic in the bin is not there, and comes back as it was") {
    LessonHouse one;
    const auto id = one.begin();
    const auto project = one.status(id).at("comic_id").get<std::string>();
    CHECK(one.status_of(Method::Delete, "/api/v1/projects/" + project) == 204);
    CHECK(one.status_of(Method::Get, kComics + id + "/status") == 404);
    one.studio.post("/api/v1/projects/" + project + "/restore");
    CHECK(one.status(id).at("step") == "scene_review");
}

TEST_CASE("the storage of an organization is counted under the documented names") {
    LessonHouse one;
    const auto id = one.begin();
    one.finish(id);
    const auto stats = one.studio.get("/api/v1/storage/stats");
    CHECK(stats.at("json_storage").at("total_comics") == 1);
    CHECK(stats.at("json_storage").at("total_jobs") == 1);
    CHECK(stats.at("image_storage").at("total_images").get<int>() > 12);
    CHECK(stats.at("image_storage").at("panels_size_mb").get<double>() > 0);
    CHECK(stats.at("image_storage").at("characters_size_mb").get<double>() > 0);
    CHECK(stats.at("image_storage").at("base_path") == "images");
}

TEST_CASE("a viewer reads a lesson and changes nothing in it; a stranger does not know it") {
    TestHouse house;
    const auto owner = house.set_up();
    const auto begun = house.post(kComics + "scenes/generate", kStrangers, owner);
    REQUIRE(begun.status == 201);
    const auto id = begun.json().at("job_id").get<std::string>();
    const auto viewer = house.join(owner, "vera", {{"role", "viewer"}});
    const auto stranger = add_stranger(house);
    const Json cast = {{"characters", {{{"character_type", "boy_teen"}}}}};
    CHECK(house.get(kComics + id + "/scenes", viewer).status == 200);
    CHECK(house.post(kComics + id + "/scenes/refine", Json::object(), viewer).status == 403);
    CHECK(house.post(kComics + id + "/characters/select", cast, viewer).status == 403);
    CHECK(house.post(kComics + id + "/generate", Json::object(), viewer).status == 403);
    CHECK(house.post(kComics + "scenes/generate", kStrangers, viewer).status == 403);
    for (const auto* part : {"/scenes", "/status", "/result"}) {
        CHECK(house.get(kComics + id + part, stranger).status == 404);
    }
    CHECK(house.post(kComics + id + "/characters/select", cast, stranger).status == 404);
    CHECK(house.get(kComics + "characters").status == 401);
}

}  // namespace fabula::app
