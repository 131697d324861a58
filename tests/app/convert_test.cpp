// Conversions and statistics over the API.
#include <doctest/doctest.h>

#include "test_studio.hpp"

namespace fabula::app {

namespace {

constexpr auto kScript = "INT. KITCHEN - NIGHT\n\nAnna waits.\n\nANNA\nIs it you?\n";

ApiAnswer convert(TestStudio& studio, const std::string& query) {
    return studio.send(http::Method::Post, "/api/v1/convert?" + query, kScript,
                       "application/octet-stream");
}

}  // namespace

TEST_CASE("a file is made into another without being stored") {
    TestStudio studio;
    const auto projects = studio.get("/api/v1/projects").at("projects").size();
    CHECK(convert(studio, "to=pdf&name=a.fountain&paper=a4").body.starts_with("%PDF-1.7"));
    CHECK(convert(studio, "to=fountain&name=a.fountain").body == kScript);
    CHECK(parse_json(convert(studio, "to=stats.json&name=a.txt").body).at("pages") == 1);
    CHECK(studio.get("/api/v1/projects").at("projects").size() == projects);
}

TEST_CASE("a script answers its numbers") {
    TestStudio studio;
    const auto id = studio.bring_project("a.fountain", kScript);
    const auto script = studio.get("/api/v1/scripts?project_id=" + id).at("scripts").at(0);
    const auto stats =
        studio.get("/api/v1/scripts/" + script.at("id").get<std::string>() + "/stats?paper=a4");
    CHECK(stats.at("characters").at(0).at("name") == "ANNA");
    CHECK(stats.at("settings").at("interior").at("scenes") == 1);
    CHECK(studio.fetch("/p/" + id + "/statistics").find("<rect class=\"chart-bar\"") !=
          std::string::npos);
}

TEST_CASE("a conversion that cannot be made says why") {
    TestStudio studio;
    CHECK(convert(studio, "to=docx").status == 422);
    CHECK(convert(studio, "to=pdf&paper=a5").status == 422);
    CHECK(convert(studio, "").status == 422);
    CHECK(convert(studio, "to=pdf&name=a.fountain&format=opera").status == 422);
    CHECK(convert(studio, "to=pdf&name=a.fdx").status == 415);  // It is no Final Draft file.
}

}  // namespace fabula::app
