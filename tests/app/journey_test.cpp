// The main job, from a file to pages, pictures and files, over the API alone.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "test_studio.hpp"

namespace fabula::app {

namespace {

std::string read(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Two scenes, three people, CR LF and a byte-order mark, which must all come back.
const std::string kScript =
    "\xEF\xBB\xBFTitle: Two Rooms\r\n\r\nINT. KITCHEN - NIGHT\r\n\r\nANNA (30), red scarf, "
    "waits.\r\n\r\nANNA\r\nIs it you?\r\n\r\nBEN (O.S.)\r\nWho else?\r\n\r\nEXT. STREET - "
    "DAY\r\n\r\nRain. Ben runs.\r\n\r\nBEN\r\n(shouting)\r\nTaxi!\r\n";

std::set<std::string> names(const Json& list, const char* field) {
    std::set<std::string> out;
    for (const auto& row : list) out.insert(row.at(field).get<std::string>());
    return out;
}

}  // namespace

TEST_CASE("a script becomes scenes, people, places, pages, frames, a comic and files") {
    TestStudio studio;
    const auto preview = studio.bring("two rooms.fountain", kScript);
    CHECK(preview.at("title") == "Two Rooms");
    CHECK(preview.at("understood").at("scenes").size() == 2);
    CHECK_FALSE(preview.contains("text"));
    const auto address = "/api/v1/imports/" + preview.at("id").get<std::string>();
    const auto project = studio.post(address + "/confirm", {{"ink", true}});
    const auto id = project.at("id").get<std::string>();
    CHECK(project.at("kind") == "short");
    CHECK(studio.send(http::Method::Post, address + "/confirm", "{}").status == 409);

    const auto nodes = studio.get("/api/v1/nodes?project_id=" + id).at("nodes");
    REQUIRE(nodes.size() == 2);
    CHECK(nodes[0].at("title") == "INT. KITCHEN - NIGHT");
    CHECK(nodes[1].at("place") == "STREET");
    CHECK_FALSE(nodes[1].at("location_id").is_null());
    CHECK(names(studio.get("/api/v1/characters?project_id=" + id).at("characters"), "name") ==
          std::set<std::string>{"Anna", "Ben"});
    CHECK(names(studio.get("/api/v1/locations?project_id=" + id).at("locations"), "name") ==
          std::set<std::string>{"KITCHEN", "STREET"});

    const auto script = studio.get("/api/v1/scripts?project_id=" + id).at("scripts").at(0).at("id");
    const auto pages =
        studio.get("/api/v1/scripts/" + script.get<std::string>() + "/pages").at("pages");
    CHECK(pages.at(0).at("elements").at(0).at("text") == "INT. KITCHEN - NIGHT");
    CHECK(studio.fetch("/api/v1/scripts/" + script.get<std::string>() + "/pages/1.svg")
              .find("<svg") != std::string::npos);

    const auto job = studio.wait_for(studio.post("/api/v1/projects/" + id + "/storyboard"));
    CHECK(job.at("state") == "done");
    const auto shots = studio.get("/api/v1/shots?project_id=" + id).at("shots");
    CHECK(job.at("item_count") == shots.size());
    CHECK(job.at("done_count") == shots.size());
    for (const auto& shot : shots) {
        REQUIRE_FALSE(shot.at("image_id").is_null());
        CHECK(studio
                  .fetch("/api/v1/assets/" + shot.at("image_id").get<std::string>() +
                         "/thumbnail?width=160")
                  .size() > 500);
    }
    CHECK(studio.send(http::Method::Post, "/api/v1/projects/" + id + "/storyboard").status == 409);

    CHECK(studio.export_as(id, "fountain") == kScript);
    CHECK(studio.export_as(id, "pdf").starts_with("%PDF-1.7"));
    CHECK(studio.export_as(id, "storyboard").starts_with("%PDF-1.7"));
    CHECK(studio.export_as(id, "comic").starts_with("%PDF-1.7"));
    CHECK(studio.export_as(id, "cbz").starts_with("PK"));
    const auto document = parse_json(studio.export_as(id, "json"));
    CHECK(document.at("shots").size() == shots.size());
    CHECK(document.at("script").at("text").get<std::string>().starts_with("Title: Two Rooms\n"));
}

TEST_CASE("a Final Draft file that was brought leaves with all that it held") {
    TestStudio studio;
    const std::string file =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FinalDraft DocumentType=\"Script\" "
        "Template=\"No\" Version=\"5\">\n<Content>\n"
        "<Paragraph Type=\"Scene Heading\" Number=\"1\"><SceneProperties Length=\"2/8\"/>"
        "<Text>INT. KITCHEN - NIGHT</Text></Paragraph>\n"
        "<Paragraph Type=\"Action\"><Text RevisionID=\"2\">Anna waits.</Text></Paragraph>\n"
        "</Content>\n<TagData><TagCategories/></TagData>\n</FinalDraft>\n";
    CHECK(studio.export_as(studio.bring_project("a.fdx", file), "fdx") == file);
    const auto other = studio.export_as(studio.bring_project("a.fountain", kScript), "fdx");
    CHECK(other.find("Version=\"5\"") != std::string::npos);
    CHECK(other.find("<Text>Rain. Ben runs.</Text>") != std::string::npos);
}

TEST_CASE("an export says what the file does not hold") {
    TestStudio studio;
    const auto id = studio.bring_project("a.fountain", "Title: X\nSeries: Night\n\nRain.\n");
    const auto newest = [&] {
        const auto all = studio.get("/api/v1/exports?project_id=" + id).at("exports");
        return Json(all.at(0));
    };
    studio.export_as(id, "fdx");
    CHECK(newest().at("losses") ==
          Json{"The title page's \"Series\" has no place in a Final Draft file."});
    CHECK(studio.fetch("/p/" + id + "/exports").find("no place in a Final Draft file") !=
          std::string::npos);
    studio.export_as(id, "fountain");
    CHECK(newest().at("losses").empty());
}

TEST_CASE("an export that shows frames draws the missing ones first") {
    TestStudio studio;
    const auto id = studio.bring_project("a.fountain", kScript);
    CHECK(studio.get("/api/v1/shots?project_id=" + id).at("shots").empty());
    CHECK(studio.export_as(id, "cbz").starts_with("PK"));
    CHECK_FALSE(studio.get("/api/v1/shots?project_id=" + id).at("shots").empty());
}

TEST_CASE("the demo is there at the first start, once") {
    TestStudio studio;
    const auto projects = studio.get("/api/v1/projects").at("projects");
    REQUIRE(projects.size() == 1);
    CHECK(projects.at(0).at("demo") == true);
    CHECK_FALSE(projects.at(0).at("logline").get<std::string>().empty());
    studio.studio().imports.ensure_demo(studio.studio().host, "again.fountain", "INT. X - DAY\n");
    CHECK(studio.get("/api/v1/projects").at("projects").size() == 1);
}

TEST_CASE("what was deleted lies in the bin and comes back") {
    TestStudio studio;
    const auto id = studio.demo();
    CHECK(studio.send(http::Method::Delete, "/api/v1/projects/" + id).status == 204);
    CHECK(studio.get("/api/v1/projects").at("projects").empty());
    CHECK(studio.send(http::Method::Get, "/api/v1/projects/" + id).status == 404);
    CHECK(studio.get("/api/v1/projects?deleted=true").at("projects").size() == 1);
    studio.post("/api/v1/projects/" + id + "/restore");
    CHECK(studio.get("/api/v1/projects").at("projects").size() == 1);
}

TEST_CASE("doubts are written in, dropped, or kept as pencil") {
    TestStudio studio;
    const std::string text = "INT. KITCHEN - DAY\nA heading without a blank line.\n\nMore.\n";
    const auto preview = studio.bring("doubt.fountain", text);
    REQUIRE(preview.at("doubts").size() >= 1);
    const auto address = "/api/v1/imports/" + preview.at("id").get<std::string>() + "/confirm";
    const auto wrong = studio.send(http::Method::Post, address, R"({"accept": [99]})");
    CHECK(wrong.status == 422);
    CHECK(parse_json(wrong.body).at("field") == "accept");
    const auto project = studio.post(address, {{"accept", {preview.at("doubts")[0].at("id")}}});
    const auto nodes =
        studio.get("/api/v1/nodes?project_id=" + project.at("id").get<std::string>()).at("nodes");
    CHECK(nodes.size() == 1);
}

TEST_CASE("files that are no story are refused with a sentence") {
    TestStudio studio;
    const std::map<std::string, std::string> files{
        {"empty.fountain", ""},
        {"nul.txt", std::string("INT. A\0B", 8)},
        {"entities.fdx", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><FinalDraft/>"}};
    for (const auto& [name, bytes] : files) {
        CAPTURE(name);
        const auto answer = studio.send(http::Method::Post, "/api/v1/imports?name=" + name,
                                        bytes.empty() ? " " : bytes, "application/octet-stream");
        CHECK(answer.status == 422);
        CHECK(parse_json(answer.body).at("field") == "file");
        CHECK(parse_json(answer.body).at("detail").get<std::string>().size() > 10);
    }
}

TEST_CASE("every page of the journey is made, before and after the storyboard") {
    TestStudio studio;
    const auto id = studio.demo();
    const auto preview = studio.bring("a.fountain", kScript).at("id").get<std::string>();
    const std::vector<std::string> pages{"/",
                                         "/jobs",
                                         "/import/" + preview,
                                         "/p/" + id,
                                         "/p/" + id + "/script",
                                         "/p/" + id + "/storyboard",
                                         "/p/" + id + "/comic",
                                         "/p/" + id + "/exports"};
    for (const auto& page : pages) CHECK(studio.fetch(page).find("</html>") != std::string::npos);
    studio.wait_for(studio.post("/api/v1/projects/" + id + "/storyboard"));
    for (const auto& page : pages) CHECK(studio.fetch(page).find("</html>") != std::string::npos);
    const auto comic = studio.get("/api/v1/projects/" + id + "/comic").at("pages");
    REQUIRE_FALSE(comic.empty());
    CHECK(studio.fetch("/api/v1/projects/" + id + "/comic/pages/1.svg").find("<svg") !=
          std::string::npos);
    CHECK(
        studio.send(http::Method::Get, "/api/v1/projects/" + id + "/comic/pages/999.svg").status ==
        404);
}

TEST_CASE("a real feature and a real novel make the whole journey") {
    const char* material = std::getenv("FABULA_MATERIAL");
    if (material == nullptr) {
        MESSAGE("skipped: FABULA_MATERIAL is not set");
        return;
    }
    TestStudio studio;
    const std::string folder = material;
    const auto bytes = read(folder + "/final-draft/gumshoe/source.fountain");
    const auto gumshoe = studio.bring_project("gumshoe.fountain", bytes);
    CHECK(studio.export_as(gumshoe, "fountain") == bytes);
    CHECK(studio.export_as(gumshoe, "pdf").starts_with("%PDF"));
    const auto alice = studio.bring_project("alice.md", read(folder + "/prose/alice.md"));
    CHECK(studio.get("/api/v1/projects/" + alice).at("kind") == "book");
    CHECK(studio.get("/api/v1/nodes?project_id=" + alice).at("nodes").size() >= 12);
    CHECK(names(studio.get("/api/v1/characters?project_id=" + alice).at("characters"), "name")
              .contains("Alice"));
}

}  // namespace fabula::app
