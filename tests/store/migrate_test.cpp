#include "store/migrate.hpp"

#include <doctest/doctest.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows.hpp"
#include "store/schema_check.hpp"
#include "support/child_process.hpp"

using namespace fabula;
using namespace fabula::test;
using store::Migration;

namespace {

namespace fs = std::filesystem;

const fs::path kMigrations = fs::path(FABULA_SOURCE_DIR) / "migrations";
const Migration kFirst{1, "0001_a.sql",
                       "CREATE TABLE a (x TEXT NOT NULL) STRICT; INSERT INTO a VALUES ('kept');"};
const Migration kSecond{2, "0002_b.sql", "ALTER TABLE a ADD COLUMN y TEXT;"};

bool accepting() {
    return std::getenv("FABULA_ACCEPT") != nullptr;
}

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string sha256_of(std::string_view bytes) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string out;
    for (const auto byte : digest) {
        out.push_back("0123456789abcdef"[byte >> 4]);
        out.push_back("0123456789abcdef"[byte & 15]);
    }
    return out;
}

struct Folder {
    TempFolder folder{};
    FakeClock clock{};
    fs::path file = folder / "x.db";

    // Opens the database with these steps and closes it again.
    store::Migrated open(std::vector<Migration> steps) {
        store::Store store{{.file = file, .clock = clock, .migrations = std::move(steps)}};
        return store.migrated();
    }
    std::string refusal(std::vector<Migration> steps) {
        try {
            open(std::move(steps));
        } catch (const AppError& error) {
            return std::string(error.code() == Code::Unavailable ? "" : "other: ") + error.what();
        }
        return "opened";
    }
    std::vector<std::string> texts(std::vector<Migration> steps, const std::string& sql) {
        store::Store store{{.file = file, .clock = clock, .migrations = std::move(steps)}};
        return store.read([&](store::Reader& db) { return db.column<std::string>(sql); });
    }
    std::vector<std::string> names() {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            out.push_back(entry.path().filename().string());
        }
        std::ranges::sort(out);
        return out;
    }
};

}  // namespace

TEST_CASE("a new database takes every step and no copy") {
    Folder t;
    const auto migrated = t.open({kFirst, kSecond});
    CHECK(migrated.from == 0);
    CHECK(migrated.to == 2);
    CHECK(migrated.copy.empty());
    CHECK(t.names() == std::vector<std::string>{"x.db"});
}

TEST_CASE("a database at the last step is left alone") {
    Folder t;
    t.open({kFirst});
    const auto migrated = t.open({kFirst});
    CHECK(migrated.from == 1);
    CHECK(migrated.to == 1);
    CHECK(migrated.copy.empty());
}

TEST_CASE("an existing database is copied beside itself before the first pending step") {
    Folder t;
    t.open({kFirst});
    const auto migrated = t.open({kFirst, kSecond});
    CHECK(migrated.from == 1);
    CHECK(migrated.to == 2);
    CHECK(migrated.copy == t.folder / "x.db.before-2");
    CHECK(t.names() == std::vector<std::string>{"x.db", "x.db.before-2"});
    CHECK(t.texts({kFirst, kSecond}, "SELECT x FROM a WHERE y IS NULL") ==
          std::vector<std::string>{"kept"});
    struct stat status {};
    REQUIRE(::stat(migrated.copy.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
    // The copy is a database of the step before.
    t.file = migrated.copy;
    CHECK(t.texts({kFirst}, "SELECT x FROM a") == std::vector<std::string>{"kept"});
}

TEST_CASE("a step that fails leaves the database as it was, at its number") {
    Folder t;
    t.open({kFirst});
    const Migration broken{2, "0002_broken.sql",
                           "ALTER TABLE a ADD COLUMN y TEXT; INSERT INTO nowhere VALUES (1);"};
    CHECK(t.refusal({kFirst, broken}) == "other: The database answered with an error.");
    CHECK(t.open({kFirst}).from == 1);
    CHECK(t.texts({kFirst}, "SELECT name FROM pragma_table_info('a')") ==
          std::vector<std::string>{"x"});
    // The next try starts over, the old copy and all.
    CHECK(t.open({kFirst, kSecond}).from == 1);
}

TEST_CASE("steps before the one that fails stay") {
    Folder t;
    const Migration broken{3, "0003_broken.sql", "SELEC;"};
    CHECK(t.refusal({kFirst, kSecond, broken}).starts_with("other: "));
    CHECK(t.open({kFirst, kSecond}).from == 2);
}

TEST_CASE("a newer database is refused with both numbers and left alone") {
    Folder t;
    t.open({kFirst, kSecond});
    CHECK(t.refusal({kFirst}) ==
          "This database has schema number 2, and this program knows schemas up to number 1. "
          "Use a newer Fabula to open it.");
    CHECK(t.open({kFirst, kSecond}).from == 2);
    CHECK(t.names() == std::vector<std::string>{"x.db"});
}

TEST_CASE("content that breaks a reference is refused after the steps") {
    Folder t;
    const Migration pair{1, "0001_pair.sql",
                         "CREATE TABLE p (id TEXT PRIMARY KEY NOT NULL) STRICT;"
                         "CREATE TABLE c (p_id TEXT REFERENCES p (id)) STRICT;"};
    t.open({pair});
    // Written by another program: SQLite enforces no references unless it is asked to.
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(t.file.c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, "INSERT INTO c VALUES ('orphan')", nullptr, nullptr, nullptr) ==
            SQLITE_OK);
    sqlite3_close(raw);
    const Migration next{2, "0002_next.sql", "CREATE TABLE d (x TEXT) STRICT;"};
    CHECK(t.refusal({pair, next}) ==
          "The database is damaged: its content does not fit its schema. Run \"fabula doctor\".");
}

TEST_CASE("a damaged page is found before anything is changed") {
    Folder t;
    t.open({kFirst});
    {
        std::fstream file(t.file, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096);
        file << std::string(4096, '\x55');
    }
    CHECK(t.refusal({kFirst, kSecond}) == "The database file is damaged. Run \"fabula doctor\".");
}

TEST_CASE("a file that is no database is refused and left alone") {
    Folder t;
    std::ofstream(t.file) << "Dear diary, this is not a database at all, only a text file of mine.";
    CHECK(t.refusal({kFirst}) == "The database file is damaged. Run \"fabula doctor\".");
    CHECK(content_of(t.file).starts_with("Dear diary"));
}

TEST_CASE("a folder that is not there is said plainly") {
    Folder t;
    t.file = t.folder / "missing" / "x.db";
    CHECK(t.refusal({kFirst}) == "The database file could not be read or written.");
}

TEST_CASE("a data directory that may not be written is said plainly") {
    Folder t;
    t.open({kFirst});
    fs::permissions(t.file, fs::perms::owner_read | fs::perms::others_read);
    fs::permissions(t.folder.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                         fs::perms::others_read | fs::perms::others_exec);
    CHECK(run_in_child(become_nobody, [&] {
              return expect_unavailable("The data directory cannot be written",
                                        [&] { t.open({kFirst}); });
          }) == 0);
}

TEST_CASE("a disk too full for the copy before the steps is said plainly, and nothing is changed") {
    Folder t;
    const Migration large{1, "0001_large.sql",
                          "CREATE TABLE a (x TEXT NOT NULL) STRICT;"
                          "INSERT INTO a VALUES (printf('%.200000c', 'x'));"};
    t.open({large});
    CHECK(run_in_child(file_size_limit(100'000), [&] {
              return expect_unavailable("The disk is full", [&] { t.open({large, kSecond}); });
          }) == 0);
    CHECK(t.open({large}).from == 1);
    CHECK(t.names() == std::vector<std::string>{"x.db"});
}

TEST_CASE("the database and its log are for the user alone") {
    Folder t;
    store::Store store{{.file = t.file, .clock = t.clock, .migrations = {kFirst}}};
    for (const auto* ending : {"", "-wal", "-shm"}) {
        struct stat status {};
        REQUIRE(::stat((t.file.string() + ending).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777U) == 0600);
    }
}

TEST_CASE("the program's own steps are numbered without gaps and make a checked schema") {
    const auto steps = store::embedded_migrations();
    REQUIRE_FALSE(steps.empty());
    CHECK(steps.front().number == 1);
    Folder t;
    CHECK(t.open(steps).to == static_cast<int>(steps.size()));
}

// A step that has been shipped is on users' disks: changing it would make two different databases
// bear one number. checksums.txt is written by hand and by FABULA_ACCEPT=1, which adds lines for
// new steps and never changes one.
TEST_CASE("no shipped migration has changed") {
    std::map<std::string, std::string> listed;
    std::istringstream lines(content_of(kMigrations / "checksums.txt"));
    for (std::string hash, name; lines >> hash >> name;) listed[name] = hash;
    for (const auto& step : store::embedded_migrations()) {
        const std::string name(step.name);
        if (accepting() && !listed.contains(name)) listed[name] = sha256_of(step.sql);
        CHECK_MESSAGE(listed.contains(name), name, " is not in migrations/checksums.txt");
        CHECK_MESSAGE(listed[name] == sha256_of(step.sql), name, " has changed");
    }
    CHECK(listed.size() == store::embedded_migrations().size());
    if (!accepting()) return;
    std::ofstream out(kMigrations / "checksums.txt");
    for (const auto& [name, hash] : listed) out << hash << "  " << name << "\n";
}

TEST_CASE("migrations/schema.sql is the schema after all steps") {
    Folder t;
    store::Store store{{.file = t.file, .clock = t.clock}};
    const auto text =
        "-- The schema after all migrations, to be read; written by `make accept`.\n\n" +
        store.read([](store::Reader& db) { return store::schema_text(db); });
    if (accepting()) std::ofstream(kMigrations / "schema.sql") << text;
    CHECK(content_of(kMigrations / "schema.sql") == text);
}
