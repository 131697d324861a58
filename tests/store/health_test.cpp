#include "store/health.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "base/error.hpp"
#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

std::vector<std::string> problems_of(NoteStore& t) {
    return t.store.read([](store::Reader& db) { return store::database_problems(db); });
}

// Writes as a foreign program would, which SQLite holds to no references.
void run_raw(NoteStore& t, const char* sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(t.store.file().c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
}

}  // namespace

TEST_CASE("a sound database has no problems") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(Note{.title = "x"}); });
    CHECK(problems_of(t).empty());
}

TEST_CASE("rows that refer to nothing are counted by table") {
    NoteStore t;
    run_raw(t, "INSERT INTO reply VALUES ('nobody', 'a'), ('no one', 'b')");
    CHECK(problems_of(t) ==
          std::vector<std::string>{"2 rows of reply refer to a missing row of note"});
}

TEST_CASE("damage to the pages is told") {
    NoteStore t;
    run_raw(t, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'reply_note'");
    store::Store reopened{{.file = t.store.file(),
                           .clock = t.clock,
                           .migrations = {{1, "0001_note.sql", kNoteTables}}}};
    const auto problems =
        reopened.read([](store::Reader& db) { return store::database_problems(db); });
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].find("is never used") != std::string::npos);
}

TEST_CASE("the versions of the libraries are those that run") {
    const auto versions = store::library_versions();
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].name == "SQLite");
    CHECK(versions[0].version.starts_with(sqlite3_libversion()));
    CHECK(versions[1].version.starts_with("LMDB "));
}
