#include <doctest/doctest.h>

#include <future>
#include <latch>
#include <thread>

#include "base/error.hpp"
#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

void insert_note(store::Store& store, const std::string& title) {
    store.write([&](store::Tx& tx) { tx.insert(Note{.title = title}); });
}

}  // namespace

TEST_CASE("a read sees one snapshot while others write") {
    NoteStore t;
    insert_note(t.store, "one");
    t.store.read([&](store::Reader& db) {
        CHECK(db.count("SELECT count(*) FROM note") == 1);
        std::async(std::launch::async, [&] { insert_note(t.store, "two"); }).get();
        CHECK(db.count("SELECT count(*) FROM note") == 1);
    });
    CHECK(t.count_notes() == 2);
}

TEST_CASE("a read answers what its work returns and passes on what it throws") {
    NoteStore t;
    CHECK(t.store.read([](store::Reader&) { return std::string("x"); }) == "x");
    CHECK_THROWS_WITH_AS(
        t.store.read([](store::Reader&) { throw AppError(Code::NotFound, PublicText{"gone"}); }),
        "gone", AppError);
    CHECK(t.count_notes() == 0);
}

TEST_CASE("more readers than connections take turns") {
    TempFolder folder;
    const FakeClock clock;
    store::Store store{{.file = folder / "notes.db",
                        .clock = clock,
                        .reader_count = 2,
                        .migrations = {{1, "0001_note.sql", kNoteTables}}}};
    std::atomic<int> count = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    store.read([&](store::Reader& db) {
                        count += static_cast<int>(db.count("SELECT 1 + count(*) FROM note"));
                    });
                }
            });
        }
    }
    CHECK(count == 400);
}

TEST_CASE("a query that runs too long is stopped and said so, and the connection lives on") {
    TempFolder folder;
    const FakeClock clock;
    store::Store store{{.file = folder / "notes.db",
                        .clock = clock,
                        .reader_count = 1,
                        .read_time_max = std::chrono::milliseconds(50),
                        .migrations = {{1, "0001_note.sql", kNoteTables}}}};
    try {
        store.read([](store::Reader& db) {
            return db.count(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                " SELECT count(*) FROM n");
        });
        FAIL("answered");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Unavailable);
        CHECK(std::string(error.what()) == "Reading this took too long and was stopped.");
    }
    CHECK(store.read([](store::Reader& db) { return db.count("SELECT 7"); }) == 7);
}

TEST_CASE("a reader's connection cannot write even where the statement check is passed by") {
    NoteStore t;
    insert_note(t.store, "one");
    store::Connection connection(t.store.file(), store::Access::ReadOnly);
    CHECK_THROWS_AS(connection.run("DELETE FROM note", {}), AppError);
    CHECK_THROWS_AS(connection.run("CREATE TEMP TABLE x (a)", {}), AppError);
    CHECK(t.count_notes() == 1);
}

TEST_CASE("a name in double quotes is never by mistake a text") {
    NoteStore t;
    CHECK_THROWS_AS(t.store.read([](store::Reader& db) {
        return db.count("SELECT count(*) FROM note WHERE title = \"no such column\"");
    }),
                    AppError);
}

TEST_CASE("references are enforced") {
    NoteStore t;
    CHECK_THROWS_AS(t.store.write([](store::Tx& tx) {
        tx.run("INSERT INTO reply VALUES ('nobody', 'hello')");
    }),
                    AppError);
}

TEST_CASE("a thousand different statements do not pile up") {
    NoteStore t;
    t.store.read([](store::Reader& db) {
        for (int i = 0; i < 1000; ++i) {
            CHECK(db.count("SELECT " + std::to_string(i)) == i);
        }
    });
}
