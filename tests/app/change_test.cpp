// Writing a script over the API: changes are rebased, stored once, and the outline follows.
#include <atomic>
#include <random>
#include <thread>

#include "base/changes.hpp"
#include "base/text.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

const std::string kText = "INT. HALL - DAY\n\nAnna waits.\n\nEXT. YARD - NIGHT\n\nRain.\n";

// A script on a server, and what one editor sends of it.
class Desk {
public:
    Desk() {
        project_ = studio.bring_project("hall.fountain", kText);
        const auto scripts = studio.get("/api/v1/scripts?project_id=" + project_);
        address_ = "/api/v1/scripts/" + scripts.at("scripts").at(0).at("id").get<std::string>();
    }

    ApiAnswer send(const std::string& client, int seq, std::int64_t version, const Json& changes) {
        return studio.send(http::Method::Post, address_ + "/changes",
                           Json{{"client_id", client},
                                {"client_seq", seq},
                                {"version", version},
                                {"changes", changes}}
                               .dump());
    }
    Json change(const std::string& client, int seq, std::int64_t version, const Json& changes) {
        const auto answer = send(client, seq, version, changes);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        return parse_json(answer.body);
    }
    std::string text() { return studio.fetch(address_ + "/text"); }
    Json script() { return studio.get(address_); }
    Json nodes() { return studio.get("/api/v1/nodes?project_id=" + project_).at("nodes"); }
    const std::string& address() const { return address_; }
    const std::string& project() const { return project_; }

    TestStudio studio;

private:
    std::string project_;
    std::string address_;
};

Json replace(const std::string& text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return ChangeSet::replace(text.size(), at, at + what.size(), by).to_json();
}

std::string problem_of(const ApiAnswer& answer) {
    return parse_json(answer.body).dump();
}

}  // namespace

TEST_CASE("a change is in the text, the log and the pages") {
    Desk desk;
    const auto answer = desk.change("a", 1, 1, replace(kText, "Anna waits.", "Anna sings."));
    CHECK(answer.at("version") == 2);
    CHECK(answer.at("missed").empty());
    CHECK(desk.text().find("Anna sings.") != std::string::npos);
    CHECK(desk.script().at("version") == 2);
    const auto log = desk.studio.get(desk.address() + "/changes?after=1").at("changes");
    REQUIRE(log.size() == 1);
    CHECK(log[0].at("client_id") == "a");
    CHECK(desk.studio.get(desk.address() + "/pages").dump().find("Anna sings.") !=
          std::string::npos);
    CHECK(desk.studio.export_as(desk.project(), "fountain") == desk.text());
}

TEST_CASE("a change sent twice is made once") {
    Desk desk;
    const auto changes = replace(kText, "Rain.", "Snow.");
    desk.change("a", 1, 1, changes);
    desk.change("b", 1, 2, replace(desk.text(), "waits", "sleeps"));
    const auto again = desk.change("a", 1, 1, changes);
    CHECK(again.at("version") == 2);
    CHECK(again.at("missed").empty());
    CHECK(desk.script().at("version") == 3);
}

TEST_CASE("a change of an old version is rebased over what it missed") {
    Desk desk;
    desk.change("a", 1, 1, replace(kText, "Anna waits.", "Anna waits, and waits."));
    const auto answer = desk.change("b", 1, 1, replace(kText, "Rain.", "Rain falls."));
    CHECK(answer.at("version") == 3);
    REQUIRE(answer.at("missed").size() == 1);
    CHECK(answer.at("missed")[0].at("version") == 2);
    CHECK(desk.text().find("Anna waits, and waits.") != std::string::npos);
    CHECK(desk.text().find("Rain falls.") != std::string::npos);
}

TEST_CASE("who knows a version that is not there is told so, not that nothing is new") {
    Desk desk;
    const auto version = desk.script().at("version").get<int>();
    const auto ask = [&](int after) {
        return desk.studio.send(http::Method::Get,
                                desk.address() + "/changes?after=" + std::to_string(after));
    };
    CHECK(ask(version).status == 200);
    CHECK(ask(version + 1).status == 409);
    CHECK(parse_json(ask(7).body).at("detail") == "The script has no version 7 yet; it is at 1.");
}

TEST_CASE("a change that fits no text is refused and changes nothing") {
    Desk desk;
    CHECK(problem_of(desk.send("a", 1, 1, Json::array({5}))).find("version 1 has") !=
          std::string::npos);
    CHECK(desk.send("a", 1, 1, Json::array({"x"})).status == 422);
    CHECK(desk.send("a", 1, 1, Json::array({-1})).status == 422);
    CHECK(desk.send("a", 1, 9, Json::array({5})).status == 409);
    CHECK(desk.send("", 1, 1, Json::array({5})).status == 422);
    CHECK(desk.send("a", 0, 1, Json::array({5})).status == 422);
    CHECK(desk.studio
              .send(http::Method::Post, "/api/v1/scripts/none/changes",
                    R"({"client_id":"a","client_seq":1,"version":1,"changes":[]})")
              .status == 404);
    CHECK(desk.script().at("version") == 1);
    CHECK(desk.text() == kText);
}

TEST_CASE("scenes keep their identity, their shots and their place through changes") {
    Desk desk;
    desk.studio.wait_for(desk.studio.post("/api/v1/projects/" + desk.project() + "/storyboard"));
    const auto before = desk.nodes();
    const auto yard = before[1].at("id");
    const auto shots = [&] {
        const auto found = desk.studio.get("/api/v1/shots?project_id=" + desk.project());
        return found.at("shots").size();
    };
    const auto count = shots();

    desk.change("a", 1, 1, replace(kText, "EXT. YARD - NIGHT", "EXT. GARDEN - NIGHT"));
    CHECK(desk.nodes()[1].at("id") == yard);
    CHECK(desk.nodes()[1].at("place") == "GARDEN");

    desk.change("a", 2, 2, replace(desk.text(), "EXT. GARDEN - NIGHT\n\n", ""));
    auto nodes = desk.nodes();
    CHECK(nodes[1].at("id") == yard);
    CHECK(nodes[1].at("state") == "dormant");
    CHECK(shots() == count);

    desk.change("a", 3, 3,
                replace(desk.text(), "Anna waits.", "Anna waits.\n\nEXT. GARDEN - NIGHT\n\nDark."));
    desk.change("a", 4, 4,
                replace(desk.text(), "INT. HALL - DAY", "INT. CELLAR\n\nDust.\n\nINT. HALL - DAY"));
    nodes = desk.nodes();
    REQUIRE(nodes.size() == 3);
    CHECK(nodes[2].at("id") == yard);
    CHECK(nodes[2].at("state") == "attached");
    CHECK(shots() == count);
}

TEST_CASE("three writers who are never up to date end with one text") {
    Desk desk;
    std::mt19937 random(3);
    struct Writer {
        std::string name;
        int seq = 0;
        std::int64_t version = 1;
        std::string text = kText;
    };
    std::vector<Writer> writers{{"a"}, {"b"}, {"c"}};
    for (int round = 0; round < 300; ++round) {
        auto& writer = writers[random() % 3];
        const auto from = random() % (writer.text.size() + 1);
        const auto to = std::min<std::size_t>(writer.text.size(), from + random() % 6);
        const auto own = ChangeSet::replace(writer.text.size(), from, to,
                                            random() % 3 == 0 ? "\n\nINT. NEW\n\n" : "word ");
        const auto answer = desk.change(writer.name, ++writer.seq, writer.version, own.to_json());
        // As an editor does: what others wrote meanwhile, mapped over its own.
        auto mine = own;
        writer.text = own.apply(writer.text).value();
        for (const auto& missed : answer.at("missed")) {
            std::string problem;
            const auto theirs = ChangeSet::from_json(missed.at("changes"), problem).value();
            writer.text = theirs.map(mine, Precedence::Before).apply(writer.text).value();
            mine = mine.map(theirs);
        }
        writer.version = answer.at("version").get<std::int64_t>();
        REQUIRE(desk.text() == writer.text);
    }
    CHECK(desk.script().at("version") == 301);
    // Attached nodes and headings agree, or the pages could not be made.
    CHECK(desk.studio.get(desk.address() + "/pages").at("page_count") > 0);
}

TEST_CASE("hostile changes get an answer that names what is wrong") {
    Desk desk;
    const auto raw = [&](const std::string& changes) {
        return desk.studio.send(
            http::Method::Post, desk.address() + "/changes",
            R"({"client_id":"a","client_seq":1,"version":1,"changes":)" + changes + "}");
    };
    CHECK(raw(R"([[0,"\ud800"],48])").status == 422);
    CHECK(raw(R"([[0,"a\u0000b"],48])").status == 422);
    CHECK(raw(R"([[0,"a\rb"],48])").status == 422);
    CHECK(raw(R"([99999999999999999999])").status == 422);
    CHECK(raw(R"([-5])").status == 422);
    CHECK(raw(R"([[0,["deep"]],48])").status == 422);
    CHECK(raw("[[0,\"" + std::string(50'000'000, 'x') + "\"],48]").status == 413);
    const auto tagged = desk.studio.send(
        http::Method::Post, desk.address() + "/changes",
        R"({"client_id":"a","client_seq":1,"version":1,"changes":[1],"tag":{"moved":5}})");
    CHECK(tagged.status == 422);
    CHECK(desk.text() == kText);
    CHECK(desk.script().at("version") == 1);
}

TEST_CASE("a paste of megabytes is one change, and the scenes of it are there") {
    Desk desk;
    std::string pasted;
    for (int i = 0; i < 20'000; ++i) {
        pasted += "\nINT. ROOM " + std::to_string(i) +
                  " - DAY\n\nSomebody counts the doors here, "
                  "and all of the windows, and begins again with the doors.\n";
    }
    REQUIRE(pasted.size() > 2'000'000);
    desk.change("a", 1, 1,
                ChangeSet::replace(kText.size(), kText.size(), kText.size(), pasted).to_json());
    CHECK(desk.text() == kText + pasted);
    desk.change("a", 2, 2, replace(desk.text(), "Rain.", "Snow."));
    CHECK(desk.text().find("Snow.") != std::string::npos);
}

TEST_CASE("many who write at once are all answered, and their changes share the disk's time") {
    Desk desk;
    std::vector<std::jthread> writers;
    std::atomic<int> taken = 0;
    for (int writer = 0; writer < 8; ++writer) {
        writers.emplace_back([&, writer] {
            const auto name = "w" + std::to_string(writer);
            for (int seq = 1; seq <= 40; ++seq) {
                const auto answer = desk.send(
                    name, seq, 1,
                    ChangeSet::replace(kText.size(), 0, 0, name + "." + std::to_string(seq) + " ")
                        .to_json());
                taken += answer.status == 200;
            }
        });
    }
    writers.clear();
    CHECK(taken == 320);
    CHECK(desk.script().at("version") == 321);
    const auto text = desk.text();
    for (int writer = 0; writer < 8; ++writer) {
        for (int seq = 1; seq <= 40; ++seq) {
            const auto word = "w" + std::to_string(writer) + "." + std::to_string(seq) + " ";
            CHECK(text.find(word) != std::string::npos);
        }
    }
    const auto state = desk.studio.get(desk.address() + "/state");
    CHECK(state.at("fingerprint") == fingerprint(text));
}

}  // namespace fabula::app
