// A house with somebody of every role, and things to ask about.
#pragma once

#include <fstream>
#include <map>
#include <string>

#include "support/sounds.hpp"
#include "test_house.hpp"

namespace fabula::app {

inline const std::string kMissing = "01900000-0000-7000-8000-0000000000ff";

// Ids of things that are there, by the name that paths have for them.
using Things = std::map<std::string, std::string>;

// The path with these ids, and with kMissing for what is not among them.
inline std::string fill(const std::string& path, const Things& things) {
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

// What stands in an address and is no id: it is there for everybody.
inline const Things kWordsOfAddresses{
    {"kind", "shots"}, {"entity_type", "node"}, {"task", "text"}, {"step", "topic"}};

inline std::string first_id(TestHouse& house, const std::string& cookie, const std::string& target,
                            const std::string& plural) {
    return house.get(target, cookie).json().at(plural).at(0).at("id").get<std::string>();
}

// A sound under the scene.
inline std::string add_sound(Studio& studio, const std::string& scene) {
    const auto file = studio.directory.uploads() / "upload-tone";
    std::ofstream(file, std::ios::binary) << test::tone(100);
    const auto wish = decode_new<sound::SoundWish>({{"scene_id", scene}, {"type", "sfx"}});
    return studio.sounds.add(studio.host, wish, {.path = file, .name = "tone.wav"}).id.text;
}

// The project as a learning comic.
inline std::string add_lesson(TestHouse& house, const std::string& owner,
                              const std::string& project) {
    const Json wish = {{"project_id", project}};
    return house.post("/api/v1/comics/scenes/generate", wish, owner).json().at("job_id");
}

inline std::string begin_upload(TestHouse& house, const std::string& owner,
                                const std::string& scene) {
    const Json wish{{"scene_id", scene},
                    {"type", "sfx"},
                    {"size_bytes", 100},
                    {"sha256", std::string(64, 'a')}};
    return house.post("/api/v1/uploads", wish, owner).json().at("id").get<std::string>();
}

// A drama with one of everything.
inline Json small_drama() {
    const Json asset{{"id", "asset"}, {"kind", "image"}, {"prompt", "Fog"}};
    return {{"title", "Fog"},
            {"description", "A night."},
            {"premise", "A light."},
            {"characters",
             {{{"id", "ida"}, {"name", "Ida"}, {"description", "Tall."}, {"assets", {asset}}}}},
            {"episodes",
             {{{"id", "fog"},
               {"title", "Fog"},
               {"description", "A night."},
               {"scenes", {{{"id", "stairs"}, {"description", "Up."}, {"assets", {asset}}}}},
               {"assets", {asset}}}}},
            {"assets", {asset}}};
}

inline void add_outline_things(Studio& studio, const std::string& project, Things& things) {
    outline::Beat beat;
    beat.project_id = ProjectId{project};
    beat.label = "Turn";
    things["beat_id"] = studio.beats.create(studio.host, beat).id.text;
    outline::StructureTemplate own;
    own.definition = {{"name", "Own"},
                      {"levels", {{{"kind", "scene"}, {"name", "Take"}}}},
                      {"default_structure", {{"level_1_count", 2}}}};
    things["structure_id"] = studio.structures.create(studio.host, own).id.text;
}

inline Things things_of(TestHouse& house, const std::string& owner, const std::string& project) {
    Things things{{"project_id", project},
                  {"number", "1"},
                  {"ending", "txt"},
                  {"page", "1"},
                  {"version", "1"}};
    things.insert(kWordsOfAddresses.begin(), kWordsOfAddresses.end());
    const std::string of = "?project_id=" + project;
    things["script_id"] = first_id(house, owner, "/api/v1/scripts" + of, "scripts");
    things["node_id"] = things["scene_id"] = first_id(house, owner, "/api/v1/nodes" + of, "nodes");
    things["entity_id"] = things["node_id"];
    things["character_id"] = first_id(house, owner, "/api/v1/characters" + of, "characters");
    const auto made = [&](const std::string& target, const Json& body) {
        return house.post(target, body, owner).json().at("id").get<std::string>();
    };
    things["section_id"] =
        made("/api/v1/nodes", {{"project_id", project}, {"level", 1}, {"title", "Act"}});
    things["shot_id"] = made("/api/v1/shots", {{"scene_id", things["scene_id"]}});
    things["world_id"] = made("/api/v1/worlds", {{"name", "Marsh"}});
    const auto world = "/api/v1/worlds/" + things["world_id"];
    things["category_id"] = first_id(house, owner, world + "/categories", "categories");
    things["item_id"] = made(world + "/items", {{"name", "Well"}});
    const auto thread =
        house
            .post("/api/v1/threads",
                  {{"object_kind", "project"}, {"object_id", project}, {"body", "Mine."}}, owner)
            .json();
    things["thread_id"] = thread.at("id");
    things["comment_id"] = thread.at("comments").at(0).at("id");
    // No test asks it: the guard lets nobody there.
    things["connection_id"] =
        made("/api/v1/providers",
             {{"kind", "ollama"}, {"base_url", "http://127.0.0.1:9"}, {"text_model", "small"}});
    things["review_link_id"] =
        house
            .post("/api/v1/scripts/" + things["script_id"] + "/review-links", Json::object(), owner)
            .json()
            .at("id");
    things["drama_id"] = made("/api/v1/dramas", {{"drama", small_drama()}});
    things["drama_character_id"] = "ida";
    things["episode_id"] = "fog";
    things["drama_scene_id"] = "stairs";
    things["drama_asset_id"] = "asset";
    things["sound_id"] = add_sound(house.studio(), things["scene_id"]);
    things["upload_id"] = begin_upload(house, owner, things["scene_id"]);
    auto& studio = house.studio();
    add_outline_things(studio, project, things);
    things["lesson_id"] = add_lesson(house, owner, project);
    const Json story{{"project_id", project}, {"num_scenes", 1}};
    things["session_id"] = house.post("/api/v1/generate", story, owner).json().at("session_id");
    const auto me = house.get("/api/v1/me", owner).json();
    things["user_id"] = me.at("id").get<std::string>();
    things["organization_id"] = me.at("organization_id").get<std::string>();
    return things;
}

// Somebody with a house of their own beside this one.
inline std::string add_stranger(TestHouse& house) {
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

inline bool has_parameters(const http::Route& row) {
    return row.path.find('{') != std::string::npos;
}

// The address with what a query says it is about, where no body can say so.
inline std::string target_of(const http::Route& row, const Things& things) {
    const auto target = fill(row.path, things);
    if (row.body == http::BodyKind::Json || !has_parameters(row)) return target;
    const auto input = row.types(row).input;
    const bool asked =
        input.is_object() && input.value("properties", Json()).contains("project_id");
    const bool said = row.path.find("project_id") != std::string::npos;
    if (!asked || said) return target;
    const auto project = things.find("project_id");
    return target + "?project_id=" + (project == things.end() ? kMissing : project->second);
}

// Asks for nothing that waits or is not an answer of its own.
inline bool is_asked(const http::Route& row) {
    return row.name != "list_events" && row.kind != http::RouteKind::Live;
}

}  // namespace fabula::app
