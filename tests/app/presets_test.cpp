// Print presets and the script as PDF at once; format files as they lie on a disk.
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText =
    "# Act one\n\nINT. HALL - DAY\n\nAnna waits. [[Longer?]]\n\nANNA\nIt is late.\n";

class Printer {
public:
    Printer() {
        const auto made = studio.post("/api/v1/scripts", {{"title", "Ferry"}, {"text", kText}});
        project = made.at("project_id").get<std::string>();
        script = made.at("id").get<std::string>();
    }
    ApiAnswer send(http::Method method, const std::string& target, const Json& body = nullptr) {
        return studio.send(method, target, body.is_null() ? "" : body.dump());
    }
    std::string names() {
        std::string out;
        const auto all = studio.get("/api/v1/presets?project_id=" + project).at("presets");
        for (const auto& one : all) {
            out += one.at("name").get<std::string>() +
                   (one.at("project_id").is_null() ? " own, " : " shared, ");
        }
        return out;
    }
    std::string pdf(const std::string& query) {
        return studio.fetch("/api/v1/scripts/" + script + "/pdf" + query);
    }

    TestStudio studio;
    std::string project, script;
};

std::string detail_of(const ApiAnswer& answer) {
    return parse_json(answer.body).value("detail", "");
}

}  // namespace

TEST_CASE("a preset is kept, listed by name, changed and deleted") {
    Printer printer;
    auto& studio = printer.studio;
    const auto own = studio.post("/api/v1/presets", {{"name", "Submission"},
                                                     {"paper", "a4"},
                                                     {"scene_numbers", "none"},
                                                     {"watermark", "For Ed"}});
    CHECK(own.at("notes") == false);
    CHECK(own.at("paper") == "a4");
    studio.post("/api/v1/presets",
                {{"name", "Crew"}, {"project_id", printer.project}, {"revised", true}});
    CHECK(printer.names() == "Crew shared, Submission own, ");
    const auto address = "/api/v1/presets/" + own.at("id").get<std::string>();
    const auto changed =
        printer.send(http::Method::Patch, address, {{"notes", true}, {"paper", nullptr}});
    CHECK(changed.status == 200);
    CHECK(parse_json(changed.body).at("notes") == true);
    CHECK(parse_json(changed.body).at("paper").is_null());
    CHECK(parse_json(changed.body).at("watermark") == "For Ed");
    CHECK(printer.send(http::Method::Delete, address).status == 204);
    CHECK(printer.names() == "Crew shared, ");
}

TEST_CASE("one's own presets are there in every project, a project's only in it") {
    Printer printer;
    auto& studio = printer.studio;
    studio.post("/api/v1/presets", {{"name", "Mine"}});
    studio.post("/api/v1/presets", {{"name", "Crew"}, {"project_id", printer.project}});
    const auto other = studio.post("/api/v1/scripts", {{"title", "Other"}}).at("project_id");
    const auto there = studio.get("/api/v1/presets?project_id=" + other.get<std::string>());
    REQUIRE(there.at("presets").size() == 1);
    CHECK(there.at("presets").at(0).at("name") == "Mine");
}

TEST_CASE("a preset that says nothing, too much or the unknown is refused by field") {
    Printer printer;
    const auto post = [&](const Json& body) {
        return printer.send(http::Method::Post, "/api/v1/presets", body);
    };
    CHECK(field_of(post({{"name", "  "}})) == "name");
    CHECK(field_of(post({{"name", std::string(101, 'x')}})) == "name");
    CHECK(field_of(post({{"name", "A"}, {"paper", "a5"}})) == "paper");
    CHECK(field_of(post({{"name", "A"}, {"watermark", std::string(121, 'x')}})) == "watermark");
    CHECK(post({{"name", "A"}, {"project_id", "01900000-0000-7000-8000-0000000000ff"}}).status ==
          404);
    CHECK(printer.names() == "");
}

TEST_CASE("the script is printed at once as the switches say") {
    Printer printer;
    const auto plain = printer.pdf("");
    CHECK(plain.starts_with("%PDF-"));
    CHECK(plain == printer.pdf(""));
    for (const auto* query : {"?paper=a4", "?notes=true", "?sections=true", "?contents=true",
                              "?watermark=For+Ed", "?scene_numbers=both"}) {
        CAPTURE(query);
        CHECK(printer.pdf(query) != plain);
    }
    const auto address = "/api/v1/scripts/" + printer.script + "/pdf";
    const auto nobody = printer.send(http::Method::Get, address + "?character=Zoe");
    CHECK(nobody.status == 409);
    CHECK(detail_of(nobody) == "Nobody called \"Zoe\" speaks in the script.");
    const auto no_draft = printer.send(http::Method::Get, address + "?revised=true");
    CHECK(no_draft.status == 409);
    CHECK(detail_of(no_draft).starts_with("There is no named draft"));
    CHECK(printer.send(http::Method::Get, address + "?paper=a5").status == 422);
}

TEST_CASE("what changed since the newest draft is starred, under its name") {
    Printer printer;
    printer.studio.post("/api/v1/scripts/" + printer.script + "/drafts", {{"name", "Blue"}});
    const auto unchanged = printer.pdf("?revised=true");
    printer.send(http::Method::Put, "/api/v1/scripts/" + printer.script,
                 {{"text", kText + "\nShe goes.\n"}});
    CHECK(printer.pdf("?revised=true").size() > printer.pdf("").size());
    CHECK(unchanged.size() < printer.pdf("?revised=true").size());
}

TEST_CASE("a format file goes out and comes back as the same format") {
    TestStudio studio;
    const auto file = studio.fetch("/api/v1/templates/stage/file");
    const auto upload = [&](http::Method method, const std::string& target,
                            const std::string& bytes) {
        return studio.send(method, target, bytes, "application/octet-stream");
    };
    const auto made = upload(http::Method::Post, "/api/v1/formats/upload", "\xEF\xBB\xBF" + file);
    REQUIRE(made.status == 201);
    const auto id = parse_json(made.body).at("id").get<std::string>();
    CHECK(parse_json(made.body).at("format") == "stage");
    CHECK(studio.fetch("/api/v1/formats/" + id + "/file") == file);
    auto renamed = parse_json(file);
    renamed["title"] = "House play";
    const auto put = upload(http::Method::Put, "/api/v1/formats/" + id + "/file", renamed.dump(2));
    CHECK(put.status == 200);
    CHECK(parse_json(put.body).at("title") == "House play");
    CHECK(studio.send(http::Method::Get, "/api/v1/templates/opera/file").status == 404);
}

TEST_CASE("a format file that is wrong is refused with its line and field, and nothing is kept") {
    TestStudio studio;
    const auto upload = [&](const std::string& bytes) {
        return studio.send(http::Method::Post, "/api/v1/formats/upload", bytes,
                           "application/octet-stream");
    };
    const auto broken = upload("{\n  \"title\": \"House\",\n  \"format\" \"stage\"\n}\n");
    CHECK(broken.status == 422);
    CHECK(detail_of(broken).starts_with("The JSON cannot be read: there is a mistake in line 3,"));
    const auto wide = upload(
        "{\n  \"title\": \"House\",\n  \"format\": \"stage\",\n  \"elements\": {\n"
        "    \"action\": {\"left\": 1,\n      \"right\": 99}\n  }\n}\n");
    CHECK(wide.status == 422);
    CHECK(field_of(wide) == "definition.elements.action.right");
    CHECK(detail_of(wide) == "Line 6: elements.action.right must lie between 0 and 8.27.");
    const auto unknown = upload("{\"title\": \"House\",\n\"formt\": \"stage\"}");
    CHECK(detail_of(unknown) == "Line 2: formt is not known.");
    CHECK(upload("[]").status == 422);
    CHECK(field_of(upload(std::string(300'000, ' '))) == "file");
    CHECK(studio.get("/api/v1/formats").at("formats").empty());
}

}  // namespace fabula::app
