// What a whole Fabula does when its disk or its process fails in the middle of the main job.
#include <sys/wait.h>

#include <csignal>
#include <random>

#include "app/doctor_command.hpp"
#include "support/child_process.hpp"
#include "support/faulty_disk.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

constexpr int kScenes = 12;

std::string a_script() {
    std::string text = "Title: Doors\n\n";
    for (int scene = 1; scene <= kScenes; ++scene) {
        text += "INT. ROOM " + std::to_string(scene) + " - DAY\n\nA door opens.\n\nANNA\nNumber " +
                std::to_string(scene) + ".\n\n";
    }
    return text;
}

Json projects_named(TestStudio& studio, const std::string& title) {
    Json found = Json::array();
    const auto all = studio.get("/api/v1/projects?limit=100");
    for (const auto& project : all.at("projects")) {
        if (project.at("title") == title) found.push_back(project.at("id"));
    }
    return found;
}

// As many people do at once: each script imported, then exported as comic.
[[noreturn]] void import_and_export(const std::filesystem::path& data, int pipe) {
    try {
        TestStudio studio(data);
        const char opened = 'o', imported = 'i';
        if (::write(pipe, &opened, 1) != 1) ::_exit(1);
        while (true) {
            const auto project = studio.bring_project("doors.fountain", a_script());
            if (::write(pipe, &imported, 1) != 1) ::_exit(1);
            studio.export_as(project, "cbz");
        }
    } catch (const std::exception&) {
        ::_exit(1);
    }
}

// Kills the process `time` after it has opened its data; how many imports it had answered by then.
int count_imports_until_killed(const std::filesystem::path& data, std::chrono::milliseconds time) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        import_and_export(data, ends[1]);
    }
    ::close(ends[1]);
    char word = ' ';
    REQUIRE(::read(ends[0], &word, 1) == 1);
    std::this_thread::sleep_for(time);
    ::kill(child, SIGKILL);
    int imports = 0;
    while (::read(ends[0], &word, 1) == 1) ++imports;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    return imports;
}

void expect_whole(TestStudio& studio, const Json& projects) {
    for (const auto& id : projects) {
        const auto address = "project_id=" + id.get<std::string>();
        CHECK(studio.get("/api/v1/nodes?limit=100&" + address).at("nodes").size() == kScenes);
        CHECK(studio.get("/api/v1/characters?" + address).at("characters").size() == 1);
        CHECK(studio.get("/api/v1/locations?limit=100&" + address).at("locations").size() ==
              kScenes);
        const auto script = studio.get("/api/v1/scripts?" + address).at("scripts").at(0).at("id");
        CHECK(studio.fetch("/api/v1/scripts/" + script.get<std::string>() + "/text")
                  .find("Number 12.") != std::string::npos);
    }
}

}  // namespace

TEST_CASE("after kill -9 amid imports and exports what was answered is whole, and jobs go on") {
    const test::TempFolder folder;
    const auto data = folder / "data";
    std::mt19937 random(5);
    int imports = 0;
    for (int round = 0; round < 5; ++round) {
        imports += count_imports_until_killed(data, std::chrono::milliseconds(random() % 500));
        TestStudio studio(data);
        const auto projects = projects_named(studio, "Doors");
        // One may have been stored whose answer was never sent.
        CHECK(static_cast<int>(projects.size()) >= imports);
        CHECK(static_cast<int>(projects.size()) <= imports + round + 1);
        expect_whole(studio, projects);
        const auto jobs = studio.get("/api/v1/jobs?limit=100");
        for (const auto& job : jobs.at("jobs")) {
            CHECK(studio.wait_for(job).at("state") == "done");
        }
    }
    CHECK(imports > 0);
    CHECK(run_doctor(Settings(setting_table(), {{"data", data.string()}}, {}, "")) == 0);
}

TEST_CASE(
    "a disk that is full while an import is confirmed is named, and nothing is there by half") {
    test::FaultyDisk disk;
    TestStudio studio;
    const auto id = studio.bring("doors.fountain", a_script()).at("id").get<std::string>();
    disk.log_bytes_max = 0;
    const auto refused =
        studio.send(http::Method::Post, "/api/v1/imports/" + id + "/confirm", "{}");
    CHECK(refused.status == 503);
    CHECK(parse_json(refused.body).at("detail").get<std::string>().find("disk is full") !=
          std::string::npos);
    CHECK(projects_named(studio, "Doors").empty());
    disk.log_bytes_max = -1;
    studio.post("/api/v1/imports/" + id + "/confirm");
    const auto projects = projects_named(studio, "Doors");
    CHECK(projects.size() == 1);
    expect_whole(studio, projects);
}

TEST_CASE("a data directory that may not be written is named at the start") {
    const test::TempFolder folder;
    const auto data = folder / "data";
    { const TestStudio studio(data); }
    CHECK(test::run_in_child(test::become_nobody, [&] {
              return test::expect_unavailable("The data directory",
                                              [&] { const TestStudio studio(data); });
          }) == 0);
}

}  // namespace fabula::app
