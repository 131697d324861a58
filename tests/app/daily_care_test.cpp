// What happens once on every day of use.
#include "app/daily_care.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <stdexcept>

#include "base/error.hpp"
#include "store/copy.hpp"
#include "support/database.hpp"

namespace fabula::app {

namespace {

std::string names(const DailyCopies& copies) {
    std::string out;
    for (const auto& path : copies.list()) {
        out += (out.empty() ? "" : " ") + path.filename().string().substr(7, 10);
    }
    return out;
}

}  // namespace

TEST_CASE("every day of use has one checked copy, and the last seven are kept") {
    test::Database database;
    const DailyCopies copies(database.folder / "fabula.db", database.folder / "copies");
    CHECK(copies.ensure(database.clock.now()));
    CHECK_FALSE(copies.ensure(database.clock.now() + std::chrono::hours(2)));
    CHECK(names(copies) == "2026-11-20");
    CHECK(store::problems_of_file(copies.list().back()).empty());
    CHECK((std::filesystem::status(copies.list().back()).permissions() &
           std::filesystem::perms::mask) == static_cast<std::filesystem::perms>(0600));
    store::Store copy({.file = copies.list().back(), .clock = database.clock});
    CHECK(copy.read([](store::Reader& db) { return db.count("SELECT count(*) FROM project"); }) ==
          1);
    for (int day = 2; day <= 9; ++day) {
        copies.ensure(database.clock.now() + std::chrono::days(day));
    }
    CHECK(names(copies) ==
          "2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28 2026-11-29");
}

TEST_CASE("a writer goes on while the database is copied, and a crash leaves no half copy") {
    test::Database database;
    const DailyCopies copies(database.folder / "fabula.db", database.folder / "copies");
    std::filesystem::create_directories(database.folder / "copies");
    std::ofstream(database.folder / "copies/fabula-2026-11-20.db.new") << "half of a";
    std::ofstream(database.folder / "copies/fabula-2026-11-20.db.new.tmp") << "copy";
    std::ofstream(database.folder / "copies/mine.db") << "not ours";
    std::jthread writer([&](const std::stop_token& stopping) {
        while (!stopping.stop_requested()) {
            database.store.write([](store::Tx& tx) {
                tx.run("UPDATE project SET rev = rev + 1 WHERE id = ?", test::kProject);
            });
        }
    });
    CHECK(copies.ensure(database.clock.now()));
    writer.request_stop();
    writer.join();
    CHECK(names(copies) == "2026-11-20");
    CHECK(store::problems_of_file(copies.list().back()).empty());
    CHECK(std::filesystem::exists(database.folder / "copies/mine.db"));
}

TEST_CASE("a file that is no database is not taken for a copy") {
    test::TempFolder folder;
    std::ofstream(folder / "broken.db") << std::string(5000, 'x');
    CHECK_THROWS_AS(store::problems_of_file(folder / "broken.db"), AppError);
}

TEST_CASE("duties are done once a day, and one that fails is tried again") {
    test::FakeClock clock("2026-11-20T08:00:00.000Z");
    int done = 0, tried = 0, failed = 0;
    DailyCare care(clock,
                   {{"failing",
                     [&](Time) {
                         if (++tried < 3) throw std::runtime_error("the disk is full");
                     }},
                    {"good", [&](Time) { ++done; }}},
                   [&](const std::string& duty, const std::exception&) {
                       CHECK(duty == "failing");
                       ++failed;
                   });
    CHECK(care.look());
    CHECK(done == 1);
    CHECK(failed == 1);
    clock.advance(std::chrono::minutes(30));
    CHECK_FALSE(care.look());
    for (int hour = 0; hour < 4; ++hour) {
        clock.advance(std::chrono::hours(1));
        care.look();
    }
    CHECK(tried == 3);
    CHECK(failed == 2);
    CHECK(done == 1);
    clock.advance(std::chrono::hours(20));
    CHECK(care.look());
    CHECK(done == 2);
}

TEST_CASE("a duty of every look is done whenever the clock is looked at") {
    test::FakeClock clock("2026-11-20T08:00:00.000Z");
    int often = 0, daily = 0;
    DailyCare care(clock,
                   {{"often", [&](Time) { ++often; }, DailyCare::Due::AtEachLook},
                    {"daily", [&](Time) { ++daily; }}},
                   [](const std::string&, const std::exception&) {});
    CHECK(care.look());
    clock.advance(std::chrono::minutes(1));
    CHECK_FALSE(care.look());
    CHECK(often == 2);
    CHECK(daily == 1);
}

}  // namespace fabula::app
