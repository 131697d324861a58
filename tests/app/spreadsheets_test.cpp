// Spreadsheets over the API: out, changed, looked at, taken in, taken back.
#include "source/spreadsheet.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "INT. BAR - DAY\n\nMarie pours.\n\nMARIE\nClosed.\n\nEXT. YARD - NIGHT\n\nRain.\n";

struct Film {
    explicit Film(TestStudio& in) : studio(in), project(in.bring_project("bar.fountain", kText)) {
        const Json nodes = studio.get("/api/v1/nodes?project_id=" + project).at("nodes");
        bar = nodes.at(0).at("id").get<std::string>();
        yard = nodes.at(1).at("id").get<std::string>();
    }
    [[nodiscard]] std::string address(const std::string& kind, const std::string& act = {}) const {
        return "/api/v1/spreadsheets/" + kind + act + "?project_id=" + project;
    }
    ApiAnswer send(const std::string& address, const std::string& body) const {
        return studio.send(http::Method::Post, address, body, "application/octet-stream");
    }
    [[nodiscard]] Json look(const std::string& kind, const std::string& sheet) const {
        const auto reply = send(address(kind, "/preview"), sheet);
        CHECK(reply.status == 200);
        return parse_json(reply.body);
    }
    Json take(const std::string& kind, const std::string& sheet) const {
        const auto reply = send(address(kind), sheet);
        CHECK(reply.status == 200);
        return parse_json(reply.body);
    }
    [[nodiscard]] int undo(const std::string& kind, Json taken) const {
        taken.at("undo")["project_id"] = project;
        return studio
            .send_json(http::Method::Post, "/api/v1/spreadsheets/" + kind + "/undo",
                       taken.at("undo"))
            .status;
    }
    // "1A Hands CU 4500 bar": each shot of the project in order.
    [[nodiscard]] std::vector<std::string> shots() const {
        const Json found = studio.get("/api/v1/shots?project_id=" + project).at("shots");
        std::vector<std::string> out;
        for (const auto& shot : found) {
            out.push_back(shot.at("shot_number").get<std::string>() + " " +
                          shot.at("description").get<std::string>() + " " +
                          shot.at("framing").get<std::string>() + " " +
                          shot.at("duration_ms").dump() + " " +
                          (shot.at("scene_id") == bar ? "bar" : "yard"));
        }
        return out;
    }

    TestStudio& studio;
    std::string project, bar, yard;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a shot list comes in, goes out and comes in again as the same") {
    TestStudio studio;
    const Film film(studio);
    const auto taken = film.take("shots",
                                 "Scene;Shot;Size;Description;Seconds;Cast;Who\n"
                                 "1;1A;CU;Hands;4,5;Marie, Bob;x\n"
                                 ";1B;WS;\"The bar; wide\";1:30;;y\n"
                                 "EXT. YARD - NIGHT;;EWS;Rain;;;\n");
    CHECK(taken.at("create_count") == 3);
    CHECK(film.shots() ==
          Lines{"1A Hands CU 4500 bar", "1B The bar; wide WS 90000 bar", "2A Rain EWS 0 yard"});
    for (const std::string format : {"csv", "xlsx"}) {
        const auto file =
            studio.send(http::Method::Get, film.address("shots") + "&format=" + format);
        CHECK(file.status == 200);
        const auto plan = film.look("shots", file.body);
        CHECK(plan.at("keep_count") == 3);
        CHECK(plan.at("create_count").get<int>() + plan.at("change_count").get<int>() +
                  plan.at("refuse_count").get<int>() ==
              0);
        CHECK(plan.at("ignored") == Json::array());
    }
}

TEST_CASE("what a sheet would change is shown cell by cell, then done, then undone") {
    TestStudio studio;
    const Film film(studio);
    film.take("shots", "Scene,Shot,Size,Description\n1,1A,CU,Hands\n1,1B,WS,Bar\n");
    const std::string sheet = "Shot,Scene,Size,Description,Mood\n1A,2,ECU,Hands,sad\n1C,1,,New,\n";
    const auto plan = film.look("shots", sheet);
    CHECK(plan.at("rows").at(0).at("act") == "change");
    CHECK(plan.at("rows").at(0).at("changes") ==
          Json::parse(R"([{"field": "scene_id", "title": "Scene", "before": "1", "after": "2"},
                          {"field": "framing", "title": "Size", "before": "CU", "after": "ECU"}])"));
    CHECK(plan.at("rows").at(1).at("act") == "create");
    CHECK(plan.at("ignored") == Json{"Mood"});
    CHECK(film.shots() == Lines{"1A Hands CU 0 bar", "1B Bar WS 0 bar"});
    const auto taken = film.take("shots", sheet);
    CHECK(film.shots() == Lines{"1B Bar WS 0 bar", "1C New  0 bar", "1A Hands ECU 0 yard"});
    CHECK(film.undo("shots", taken) == 204);
    CHECK(film.shots() == Lines{"1B Bar WS 0 bar", "1A Hands CU 0 bar"});
}

TEST_CASE("sheets count scenes as the pages do, planned cards left out") {
    TestStudio studio;
    const Film film(studio);
    const auto card = studio.send_json(http::Method::Post, "/api/v1/nodes",
                                       {{"project_id", film.project},
                                        {"title", "A dream"},
                                        {"kind", "scene"},
                                        {"node_number", 1}});
    CHECK(card.status == 201);
    film.take("shots", "Scene,Shot,Description\n1,1A,Hands\n2,,Rain\nA dream,,A flight of birds\n");
    const auto file = studio.send(http::Method::Get, film.address("shots") + "&format=csv").body;
    CHECK(file.find("\n1,INT. BAR - DAY,1A") != std::string::npos);
    CHECK(file.find("\n2,EXT. YARD - NIGHT,2A") != std::string::npos);
}

TEST_CASE("rows that are not understood say why, and the others are taken in") {
    TestStudio studio;
    const Film film(studio);
    const auto taken = film.take("shots",
                                 "Scene,Shot,Seconds,State,Description\n"
                                 "9,1A,,,No such scene\n1,1B,soon,,No length\n"
                                 "1,1C,,done,No state\n1,1D,,Got it,Good\n1,1d,,,Twice\n");
    CHECK(taken.at("refuse_count") == 4);
    CHECK(film.shots() == Lines{"1D Good  0 bar"});
    const auto plan = film.look("shots",
                                "Scene,Shot,Seconds,State,Description\n"
                                "9,1A,,,x\n1,1B,soon,,x\n1,1C,,done,x\n1,1D,,Got it,Good\n"
                                "1,1d,,,Twice\n");
    Lines problems;
    for (const auto& row : plan.at("rows")) {
        problems.push_back(row.at("row").dump() + ": " + row.at("problem").get<std::string>());
    }
    CHECK(problems == Lines{"2: Scene: there is no \"9\".",
                            "3: Seconds: \"soon\" is no length. Write seconds (4, 4.5) or minutes "
                            "and seconds (1:30).",
                            "4: State: \"done\" is none of Planned, Ready, Got it.",
                            "5: ", "6: Row 5 says the same already."});
}

TEST_CASE("a sheet that was looked at is not taken in when the shots moved on") {
    TestStudio studio;
    const Film film(studio);
    film.take("shots", "Scene,Shot,Description\n1,1A,Hands\n");
    const std::string sheet = "Shot,Description\n1A,Her hands\n";
    const auto plan = film.look("shots", sheet);
    film.take("shots", "Shot,Description\n1A,Feet\n");
    const auto reply = film.send(
        film.address("shots") + "&plan_id=" + plan.at("plan_id").get<std::string>(), sheet);
    CHECK(reply.status == 412);
    CHECK(film.shots() == Lines{"1A Feet  0 bar"});
}

TEST_CASE("a value that the record refuses names its row and column, and nothing is taken in") {
    TestStudio studio;
    const Film film(studio);
    const auto reply = film.send(
        film.address("shots"), "Scene,Shot,Lens\n1,1A,35mm\n1,1B," + std::string(101, 'x') + "\n");
    CHECK(reply.status == 422);
    CHECK(parse_json(reply.body).at("field") == "row[3].lens");
    CHECK(film.shots().empty());
}

TEST_CASE("the cast comes back with lists and roles in words of either language") {
    TestStudio studio;
    const Film film(studio);
    const auto taken = film.take("cast",
                                 "Name,Role,aliases,visual_tags\nMARIE,Hauptfigur,,apron\n"
                                 "Bob,minor,\"Bobby; Robert\",\n,minor,,nameless\n");
    CHECK(taken.at("refuse_count") == 1);
    const Json cast = studio.get("/api/v1/characters?project_id=" + film.project).at("characters");
    Json found = Json::object();
    for (const auto& one : cast) {
        found[one.at("name").get<std::string>()] = {one.at("role"), one.at("aliases"),
                                                    one.at("visual_tags")};
    }
    CHECK(found == Json::parse(R"({"MARIE": ["protagonist", [], ["apron"]],
                                   "Bob": ["minor", ["Bobby", "Robert"], []]})"));
    CHECK(film.undo("cast", taken) == 204);
    const Json after = studio.get("/api/v1/characters?project_id=" + film.project).at("characters");
    CHECK(after.size() == 1);
    CHECK(after.at(0).at("role").is_null());
}

TEST_CASE("entries of a world know their category and what they lie in") {
    TestStudio studio;
    const Film film(studio);
    film.take("entries", "Name,Kind,Category,Description\nTown,Place,Geography,Small\n");
    const auto plan = film.look("entries",
                                "Name,Lies in,Category,Kind\nBAR,Town,Geography,\nYARD,Moon,,\n"
                                "Inn,,Food,\nTown,,,Entry\n");
    CHECK(plan.at("rows").at(0).at("changes").at(0).at("after") == "Town");
    CHECK(plan.at("rows").at(1).at("problem") == "Lies in: there is no \"Moon\".");
    CHECK(plan.at("rows").at(2).at("problem") == "Category: there is no \"Food\".");
    CHECK(plan.at("rows").at(3).at("problem") == "Kind cannot be changed any more.");
}

TEST_CASE("sheets without known columns, files that are none and foreign projects are refused") {
    TestStudio studio;
    const Film film(studio);
    const auto problem = [&](const std::string& kind, const std::string& body) {
        const auto reply = film.send(film.address(kind, "/preview"), body);
        CHECK(reply.status >= 400);
        return parse_json(reply.body).at("detail").get<std::string>();
    };
    CHECK(problem("shots", "x,y\n1,2\n").starts_with("The first row names no column"));
    CHECK(problem("shots", "Shot,Shot\n1A,1A\n") == "Two columns are called \"Shot\".");
    CHECK(problem("shots", "\n\n") == "The file holds nothing but blanks.");
    CHECK(problem("scenes", "Shot\n1A\n") == "There are spreadsheets of shots, cast and entries.");
    CHECK(film.send("/api/v1/spreadsheets/shots/preview?project_id=missing", "Shot\n1A\n").status ==
          404);
    CHECK(film.send("/api/v1/spreadsheets/cast", "Name\nX\n").status == 422);
}

}  // namespace fabula::app
