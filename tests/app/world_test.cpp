// Worlds over the API: begun, divided into categories, filled, linked, binned.
#include "test_studio.hpp"

namespace fabula::app {

namespace {

struct Country {
    explicit Country(TestStudio& studio)
        : world(studio.post("/api/v1/worlds", {{"name", "Marsh"}, {"description", "Wet."}})
                    .at("id")
                    .get<std::string>()),
          address("/api/v1/worlds/" + world) {}

    Json add(TestStudio& studio, const std::string& name, Json more = Json::object()) const {
        more["name"] = name;
        return studio.post(address + "/items", more);
    }

    std::string world;
    std::string address;
};

std::string address_of(const Json& item) {
    return "/api/v1/world-items/" + item.at("id").get<std::string>();
}

}  // namespace

TEST_CASE("a world begins with the usual categories, in order") {
    TestStudio studio;
    const Country country(studio);
    const auto categories = studio.get(country.address + "/categories").at("categories");
    REQUIRE(categories.size() == 10);
    CHECK(categories.at(0).at("name") == "Geography");
    CHECK(categories.at(0).at("type") == "geography");
    CHECK(categories.at(9).at("name") == "Flora & Fauna");
    CHECK(categories.at(9).at("position") == 10);
    CHECK(names_in(studio.get("/api/v1/worlds").at("worlds")) == "Marsh");
    CHECK(field_of(studio.send_json(http::Method::Post, "/api/v1/worlds", {{"name", " "}})) ==
          "name");
    CHECK(studio
              .send_json(http::Method::Post, "/api/v1/worlds",
                         {{"name", "A"}, {"linked_project_id", "none"}})
              .status == 404);
}

TEST_CASE("categories keep their places from 1 to n whatever is moved, added or deleted") {
    TestStudio studio;
    const Country country(studio);
    const auto list = [&] { return studio.get(country.address + "/categories").at("categories"); };
    const auto check_places = [&] {
        std::int64_t next = 1;
        for (const auto& category : list()) CHECK(category.at("position") == next++);
        return list();
    };
    const auto added =
        studio.post(country.address + "/categories", {{"name", "Ships"}, {"position", 2}});
    CHECK(check_places().at(1).at("name") == "Ships");
    const auto address = country.address + "/categories/" + added.at("id").get<std::string>();
    studio.send_json(http::Method::Put, address, {{"position", 99}});
    CHECK(check_places().at(10).at("name") == "Ships");
    studio.send_json(http::Method::Patch, address, {{"position", 1}, {"color", "#102030"}});
    CHECK(check_places().at(0).at("color") == "#102030");
    CHECK(field_of(studio.send_json(http::Method::Patch, address, {{"color", "blue"}})) == "color");

    const auto ship = studio.post(address + "/items", {{"name", "Gull"}});
    CHECK(ship.at("category") == "Ships");
    CHECK(studio.send(http::Method::Delete, address).status == 204);
    CHECK(check_places().size() == 10);
    CHECK(studio.get(address_of(ship)).at("category_id").is_null());
}

TEST_CASE("an entry lies in another, and never in itself") {
    TestStudio studio;
    const Country country(studio);
    const auto land = country.add(studio, "Marshland");
    const auto town = country.add(studio, "Reed", {{"parent_id", land.at("id")}, {"x", 0.25}});
    const auto inn =
        country.add(studio, "The Eel", {{"parent_id", town.at("id")}, {"kind", "location"}});
    CHECK(inn.at("kind") == "location");
    CHECK(town.at("x") == 0.25);
    CHECK(field_of(studio.send_json(http::Method::Patch, address_of(land),
                                    {{"parent_id", inn.at("id")}})) == "parent_id");
    CHECK(field_of(studio.send_json(http::Method::Patch, address_of(land),
                                    {{"parent_id", land.at("id")}})) == "parent_id");
    CHECK(field_of(studio.send_json(http::Method::Patch, address_of(town), {{"x", 1.5}})) == "x");
    const Country other(studio);
    CHECK(field_of(studio.send_json(http::Method::Post, other.address + "/items",
                                    {{"name", "Lost"}, {"parent_id", land.at("id")}})) ==
          "parent_id");
    CHECK(names_in(studio.get(country.address + "/items").at("items")) == "Marshland|Reed|The Eel");
    CHECK(names_in(studio.get(country.address + "/items?kind=location").at("items")) == "The Eel");
    const auto first = studio.get(country.address + "/items?limit=2");
    CHECK(names_in(studio
                       .get(country.address + "/items?limit=2&cursor=" +
                            url_encode(first.at("next_cursor").get<std::string>()))
                       .at("items")) == "The Eel");
}

TEST_CASE("fields of one's own are of the types they say") {
    TestStudio studio;
    const Country country(studio);
    const auto item = country.add(
        studio, "Reed",
        {{"custom_fields",
          {{{"name", "Founded"}, {"type", "date"}, {"value", "1240-05-01"}},
           {{"name", "Souls"}, {"type", "number"}, {"value", 412}},
           {{"name", "Mood"}, {"type", "dropdown"}, {"options", {"dry", "wet"}}, {"value", "wet"}},
           {{"name", "Motto"}, {"type", "text"}, {"value", nullptr}}}},
         {"content", {{"government_type", "council"}}}});
    CHECK(item.at("custom_fields").at(1).at("value") == 412);
    CHECK(item.at("content").at("government_type") == "council");
    const auto refused = [&](const Json& field) {
        const auto answer = studio.send_json(http::Method::Patch, address_of(item),
                                             {{"custom_fields", Json::array({field})}});
        CAPTURE(answer.body);
        CHECK(field_of(answer) == "custom_fields");
        return answer.status;
    };
    CHECK(refused("Founded") == 422);
    CHECK(refused({{"type", "text"}, {"value", "x"}}) == 422);
    CHECK(refused({{"name", "A"}, {"type", "colour"}}) == 422);
    CHECK(refused({{"name", "A"}, {"type", "number"}, {"value", "many"}}) == 422);
    CHECK(refused({{"name", "A"}, {"type", "date"}, {"value", "2026-02-30"}}) == 422);
    CHECK(refused({{"name", "A"}, {"type", "dropdown"}, {"value", "x"}}) == 422);
    CHECK(refused({{"name", "A"}, {"type", "dropdown"}, {"options", {"y"}}, {"value", "x"}}) ==
          422);
    CHECK(field_of(studio.send_json(http::Method::Patch, address_of(item),
                                    {{"content", {1, 2}}})) == "content");
}

TEST_CASE("entries are linked both ways, and links go with what they join") {
    TestStudio studio;
    const Country country(studio);
    const auto town = country.add(studio, "Reed");
    const auto land = country.add(studio, "Marshland");
    const auto link = studio.post(address_of(town) + "/links",
                                  {{"to_id", land.at("id")}, {"kind", "capital of"}});
    CHECK(studio.get(address_of(land) + "/links").at("links").at(0).at("kind") == "capital of");
    CHECK(field_of(studio.send_json(http::Method::Post, address_of(town) + "/links",
                                    {{"to_id", town.at("id")}, {"kind", "is"}})) == "to_id");
    studio.send(http::Method::Delete, address_of(land));
    CHECK(studio.get(address_of(town) + "/links").at("links").empty());
    studio.post(address_of(land) + "/restore");
    CHECK(
        studio.send(http::Method::Delete, "/api/v1/world-links/" + link.at("id").get<std::string>())
            .status == 204);
    CHECK(studio.get(address_of(town) + "/links").at("links").empty());
}

TEST_CASE("a project's own world holds the places of its headings and stays as long as it lives") {
    TestStudio studio;
    const auto project = studio.bring_project("hall.fountain", "INT. HALL - DAY\n\nRain.\n");
    const auto own = studio.get("/api/v1/projects/" + project + "/world");
    CHECK(own.at("project_id") == project);
    const auto address = "/api/v1/worlds/" + own.at("id").get<std::string>();
    const auto hall = studio.get(address + "/items").at("items").at(0);
    CHECK(hall.at("name") == "HALL");
    CHECK(hall.at("category") == "Geography");
    CHECK(studio.send(http::Method::Delete, address).status == 409);
    CHECK(studio.get("/api/v1/worlds").at("worlds").empty());
    studio.send(http::Method::Delete, address_of(hall));
    CHECK(studio.get("/api/v1/locations?project_id=" + project).at("locations").empty());
    studio.send(http::Method::Delete, "/api/v1/projects/" + project);
    CHECK(studio.send(http::Method::Get, address).status == 404);
}

TEST_CASE(
    "a heading names the entry of that name or alias, and a bound one whatever it is called") {
    TestStudio studio;
    const auto project = studio.bring_project(
        "bar.fountain", "INT. BAR - DAY\n\nMarie pours.\n\nEXT. YARD - NIGHT\n\nRain.\n");
    const auto location_of = [&](std::size_t scene) {
        return studio.get("/api/v1/nodes?project_id=" + project)
            .at("nodes")
            .at(scene)
            .at("location_id");
    };
    const auto bar = studio.get("/api/v1/locations?project_id=" + project).at("locations").at(0);
    CHECK(location_of(0) == bar.at("id"));
    studio.send_json(http::Method::Patch, address_of(bar), {{"name", "The Blue Bar"}});
    CHECK(location_of(0) == bar.at("id"));

    const auto script = studio.get("/api/v1/projects/" + project + "/scripts").at("scripts").at(0);
    const auto write = [&](const std::string& text) {
        const auto reply = studio.send_json(http::Method::Put,
                                            "/api/v1/scripts/" + script.at("id").get<std::string>(),
                                            {{"text", text}});
        CHECK(reply.status == 200);
    };
    write(
        "INT. BAR - DAY\n\nMarie pours.\n\nEXT. YARD - NIGHT\n\nRain.\n\n"
        "EXT. HARBOUR - DAY\n\nSun.\n");
    CHECK(location_of(2).is_null());
    const auto world = bar.at("world_id").get<std::string>();
    const auto geography =
        studio.get("/api/v1/worlds/" + world + "/categories").at("categories").at(0).at("id");
    const auto port = studio.post("/api/v1/worlds/" + world + "/items",
                                  {{"name", "Port"}, {"category_id", geography}});
    CHECK(port.at("kind") == "location");
    CHECK(location_of(2).is_null());
    studio.send_json(http::Method::Patch, address_of(port), {{"aliases", {"Harbour"}}});
    CHECK(location_of(2) == port.at("id"));
    CHECK(studio.send(http::Method::Delete, address_of(port)).status == 204);
    CHECK(location_of(2).is_null());
    CHECK(studio.post("/api/v1/worlds/" + world + "/items", {{"name", "Lamp"}}).at("kind") ==
          "item");
}

TEST_CASE("a world in the bin takes what is in it along, comes back whole, or goes for good") {
    TestStudio studio;
    const Country country(studio);
    const auto town = country.add(studio, "Reed");
    CHECK(studio.send(http::Method::Delete, country.address).status == 204);
    CHECK(studio.send(http::Method::Get, address_of(town)).status == 404);
    CHECK(names_in(studio.get("/api/v1/worlds?deleted=true").at("worlds")) == "Marsh");
    studio.post(country.address + "/restore");
    CHECK(studio.get(address_of(town)).at("name") == "Reed");
    studio.send(http::Method::Delete, country.address);
    auto& all = studio.studio();
    CHECK(all.worlds.purge_expired(all.clock.now()) == 0);
    CHECK(all.worlds.purge_expired(all.clock.now() + std::chrono::days(31)) == 1);
    CHECK(studio.send(http::Method::Post, country.address + "/restore").status == 404);
    CHECK(all.store.read([](store::Reader& db) {
        return db.count("SELECT count(*) FROM world_item WHERE name = 'Reed'");
    }) == 0);
}

}  // namespace fabula::app
