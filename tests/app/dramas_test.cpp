// Dramas as documents over the API: in and out without a loss, and each part by itself.
#include "test_studio.hpp"

namespace fabula::app {

namespace {

using http::Method;

const Json kDrama = parse_json(R"({
  "id": "drama_lighthouse1", "title": "The Last Light", "description": "Two sisters, one lamp.",
  "premise": "A keeper dies, and her daughters must keep the light.", "url": null,
  "metadata": {"style": "ink wash"}, "rating": {"age": 12},
  "characters": [
    {"id": "char_ida", "name": "Ida", "description": "The elder.", "gender": "female",
     "voice_description": "Low and dry", "main": true, "url": null, "premise_url": null,
     "metadata": {"ring": "left hand"}, "shoe_size": 38,
     "assets": [{"id": "a1", "kind": "image", "depends_on": [], "prompt": "Ida in oilskins",
                 "url": null, "metadata": {}}]},
    {"id": "char_jo", "name": "Jo", "description": "The younger.", "gender": "other",
     "voice_description": "", "main": false, "assets": []}],
  "episodes": [
    {"id": "ep1", "title": "Fog", "description": "The lamp goes out.", "premise": "p1", "url": null,
     "metadata": {"minutes": 3}, "cliffhanger": true,
     "scenes": [
       {"id": "s1", "description": "Ida climbs the stairs in the dark.", "image_url": null,
        "video_url": null, "metadata": {}, "mood": "dread",
        "assets": [
          {"id": "shot1", "kind": "image", "depends_on": ["char_ida"], "prompt": "Stairs",
           "url": null},
          {"id": "clip1", "kind": "video", "depends_on": ["shot1"], "prompt": "She climbs",
           "duration": 10, "url": null, "camera": "handheld"}]},
       {"id": "s2", "description": "Jo lights a match.", "assets": []}],
     "assets": []},
    {"id": "ep2", "title": "Storm", "description": "A ship comes.", "scenes": [], "assets": []}],
  "assets": [{"id": "poster", "kind": "image", "depends_on": ["char_ida", "char_jo"],
              "prompt": "The tower", "url": "https://example.com/p.png"}]
})");

// Every member of `given` is in `back` with the same value; lists have the same length.
void check_kept(const Json& given, const Json& back, const std::string& path) {
    CAPTURE(path);
    if (given.is_object()) {
        REQUIRE(back.is_object());
        for (const auto& [name, value] : given.items()) {
            CAPTURE(name);
            REQUIRE(back.contains(name));
            check_kept(value, back.at(name), path + "/" + name);
        }
    } else if (given.is_array()) {
        REQUIRE(back.size() == given.size());
        for (std::size_t i = 0; i < given.size(); ++i) {
            check_kept(given[i], back[i], path + "/" + std::to_string(i));
        }
    } else {
        CHECK(back == given);
    }
}

struct DramaHouse {
    TestStudio studio;
    std::string at = "/api/v1/dramas/drama_lighthouse1";

    DramaHouse() { studio.post("/api/v1/dramas", {{"drama", kDrama}}); }
    ApiAnswer send(Method method, const std::string& path, const Json& body) {
        return studio.send_json(method, at + path, body);
    }
    std::string field_of(Method method, const std::string& path, const Json& body) {
        const auto answer = send(method, path, body);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 422);
        return parse_json(answer.body).at("field");
    }
    std::string ids(const std::string& path, const std::string& list) {
        std::string out;
        const Json all = studio.get(at + path).at(list);
        for (const auto& one : all) {
            out += (out.empty() ? "" : " ") + one.at("id").get<std::string>();
        }
        return out;
    }
};

}  // namespace

TEST_CASE("a drama's document comes out as it went in, with the fields that nobody knows") {
    DramaHouse house;
    check_kept(kDrama, house.studio.get(house.at), "");
    const auto summary = house.studio.get("/api/v1/dramas").at("dramas").at(0);
    CHECK(summary.at("id") == "drama_lighthouse1");
    CHECK(summary.at("premise") == kDrama.at("premise"));
    // Out of one house and into another.
    TestStudio other;
    other.post("/api/v1/dramas", {{"drama", house.studio.get(house.at)}});
    CHECK(other.get(house.at) == house.studio.get(house.at));
}

TEST_CASE("a drama is a series: its episodes and scenes are planned, its characters are the cast") {
    DramaHouse house;
    const auto project = house.studio.get("/api/v1/projects/drama_lighthouse1");
    CHECK(project.at("kind") == "series");
    CHECK(project.at("logline") == "Two sisters, one lamp.");
    const auto id = project.at("id").get<std::string>();
    const auto episodes = house.studio.get("/api/v1/projects/" + id + "/episodes").at("episodes");
    REQUIRE(episodes.size() == 2);
    CHECK(episodes.at(0).at("title") == "Fog");
    CHECK(episodes.at(0).at("scene_count") == 2);
    CHECK(episodes.at(0).at("state") == "planned");
    const auto ida = "/api/v1/characters/" + house.studio.character(id, "Ida");
    CHECK(house.studio.get(ida).at("voice") == "Low and dry");

    // What is changed there is changed here.
    house.studio.send_json(Method::Patch, ida, {{"voice", "Hoarse"}});
    CHECK(house.studio.get(house.at + "/characters/char_ida").at("voice_description") == "Hoarse");
    house.send(Method::Patch, "/episodes/ep1", {{"title", "Mist"}, {"cliffhanger", false}});
    const auto node = episodes.at(0).at("id").get<std::string>();
    CHECK(house.studio.get("/api/v1/nodes/" + node).at("title") == "Mist");
    CHECK(house.studio.get(house.at + "/episodes/" + node).at("cliffhanger") == false);
    // A series that never was a document is a drama too.
    const auto own = house.studio.post("/api/v1/projects", {{"title", "Own"}, {"kind", "series"}});
    const auto drama = house.studio.get("/api/v1/dramas/" + own.at("id").get<std::string>());
    CHECK(drama.at("title") == "Own");
    CHECK(drama.at("episodes").empty());
    const auto film = house.studio.post("/api/v1/projects", {{"title", "F"}, {"kind", "film"}});
    CHECK(house.studio.send(Method::Get, "/api/v1/dramas/" + film.at("id").get<std::string>())
              .status == 404);
}

TEST_CASE("parts of a drama are added, changed, put in another order and removed") {
    DramaHouse house;
    CHECK(house
              .send(Method::Post, "/characters",
                    {{"id", "char_cat"}, {"name", "Cat"}, {"description", "Grey."}})
              .status == 201);
    CHECK(house.ids("/characters", "characters") == "char_ida char_jo char_cat");
    house.send(Method::Put, "/characters/order", {{"ids", {"char_cat", "char_ida", "char_jo"}}});
    CHECK(house.ids("/characters", "characters") == "char_cat char_ida char_jo");

    house.send(Method::Post, "/episodes",
               {{"id", "ep3"},
                {"title", "Calm"},
                {"description", "After."},
                {"scenes", {{{"id", "s9"}, {"description", "Morning."}}}}});
    CHECK(house.ids("/episodes", "episodes") == "ep1 ep2 ep3");
    house.send(Method::Put, "/episodes/order", {{"ids", {"ep3", "ep1", "ep2"}}});
    CHECK(house.ids("/episodes", "episodes") == "ep3 ep1 ep2");
    house.send(Method::Post, "/episodes/ep1/scenes", {{"id", "s3"}, {"description", "Quiet."}});
    house.send(Method::Put, "/episodes/ep1/scenes/order", {{"ids", {"s3", "s1", "s2"}}});
    CHECK(house.ids("/episodes/ep1/scenes", "scenes") == "s3 s1 s2");

    const std::string scene = "/episodes/ep1/scenes/s1";
    const auto changed = house.send(Method::Patch, scene + "/assets/clip1",
                                    {{"prompt", "She runs"}, {"camera", nullptr}});
    CHECK(parse_json(changed.body).at("prompt") == "She runs");
    CHECK_FALSE(parse_json(changed.body).contains("camera"));
    house.send(Method::Delete, scene + "/assets/clip1", nullptr);
    CHECK(house.ids(scene + "/assets", "assets") == "shot1");
    house.send(Method::Patch, scene, {{"mood", "relief"}, {"description", "She sits."}});
    CHECK(house.studio.get(house.at + scene).at("mood") == "relief");
    CHECK(house.studio.get(house.at + scene).at("description") == "She sits.");
    house.send(Method::Delete, "/episodes/ep1", nullptr);
    CHECK(house.ids("/episodes", "episodes") == "ep3 ep2");
    house.send(Method::Delete, "/characters/char_jo", nullptr);
    CHECK(house.ids("/characters", "characters") == "char_cat char_ida");
    house.send(Method::Patch, "", {{"premise", "Another."}, {"title", "New"}});
    CHECK(house.studio.get(house.at).at("premise") == "Another.");
    CHECK(house.studio.get("/api/v1/projects/drama_lighthouse1").at("title") == "New");
    house.send(Method::Delete, "", nullptr);
    CHECK(house.studio.send(Method::Get, house.at).status == 404);
    CHECK(house.studio.get("/api/v1/dramas").at("dramas").empty());
}

TEST_CASE("a document that is wrong is refused whole, naming the field") {
    TestStudio studio;
    const auto refused = [&](const std::string& pointer, const Json& value) {
        auto drama = kDrama;
        drama[Json::json_pointer(pointer)] = value;
        const auto answer = studio.send_json(Method::Post, "/api/v1/dramas", {{"drama", drama}});
        CAPTURE(answer.body);
        REQUIRE(answer.status == 422);
        return parse_json(answer.body).at("field").get<std::string>();
    };
    CHECK(refused("/title", "") == "drama.title");
    CHECK(refused("/title", std::string(201, 'x')) == "drama.title");
    CHECK(refused("/premise", nullptr) == "drama.premise");
    CHECK(refused("/characters/0/gender", "robot") == "drama.characters[0].gender");
    CHECK(refused("/characters/1/id", "char_ida") == "drama.characters[1].id");
    CHECK(refused("/episodes", "many") == "drama.episodes");
    CHECK(refused("/episodes/1/id", "ep1") == "drama.episodes[1].id");
    CHECK(refused("/episodes/0/scenes/0/description", 7) ==
          "drama.episodes[0].scenes[0].description");
    CHECK(refused("/episodes/0/scenes/0/assets/1/depends_on", {"nobody"}) ==
          "drama.episodes[0].scenes[0].assets[1].depends_on");
    CHECK(refused("/assets/0/depends_on", {"char_ida", "char_jo", "char_ida", "char_jo"}) ==
          "drama.assets[0].depends_on");
    CHECK(refused("/assets/0/kind", "hologram") == "drama.assets[0].kind");
    CHECK(refused("/metadata", "text") == "drama.metadata");
    CHECK(refused("/rating", std::string(300'000, 'x')) == "drama");
    CHECK(studio.get("/api/v1/dramas").at("dramas").empty());
    CHECK(studio.send_json(Method::Post, "/api/v1/dramas", Json::object()).status == 422);
}

TEST_CASE("parts are refused likewise, and an id that is taken stays whose it is") {
    DramaHouse house;
    CHECK(house.studio.send_json(Method::Post, "/api/v1/dramas", {{"drama", kDrama}}).status ==
          409);
    CHECK(house.field_of(Method::Post, "/characters", {{"name", "X"}}) == "description");
    CHECK(house.field_of(Method::Post, "/episodes",
                         {{"id", "ep1"}, {"title", "T"}, {"description", "D"}}) == "id");
    CHECK(house.field_of(Method::Patch, "/episodes/ep1", {{"title", ""}}) == "title");
    CHECK(house.field_of(Method::Patch, "/episodes/ep1", {{"id", "other"}}) == "id");
    CHECK(house.field_of(Method::Patch, "/episodes/ep1/scenes/s1/assets/clip1",
                         {{"depends_on", {"clip1"}}}) == "depends_on");
    CHECK(house.field_of(Method::Put, "/episodes/order", {{"ids", {"ep1"}}}) == "ids");
    CHECK(house.field_of(Method::Put, "/episodes/order", {{"ids", {"ep1", "ep1"}}}) == "ids");
    CHECK(house.send(Method::Get, "/episodes/none", nullptr).status == 404);
    CHECK(house.send(Method::Get, "/episodes/ep2/scenes/s1", nullptr).status == 404);
    check_kept(kDrama, house.studio.get(house.at), "");
}

}  // namespace fabula::app
