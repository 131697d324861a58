#include <doctest/doctest.h>

#include <stdexcept>

#include "base/error.hpp"
#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

Note a_note(std::string title) {
    return {.title = std::move(title),
            .mood = Mood::Wild,
            .done = true,
            .weight = 0.25,
            .size = 7,
            .extra = {{"seed", 12}},
            .tags = {"a", "b"},
            .parts = {{.name = "arm", .count = 2}}};
}

Code code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const AppError& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Code::Internal;
}

}  // namespace

TEST_CASE("a row comes back as it was stored, every kind of column") {
    NoteStore t;
    auto note = a_note("Öl");
    t.store.write([&](store::Tx& tx) { tx.insert(note); });
    const auto found = t.store.read([&](store::Reader& db) {
        return db.one<Note>(store::select_from<Note>() + " WHERE id = ?", note.id);
    });
    REQUIRE(found);
    CHECK(found->id == note.id);
    CHECK(found->title == "Öl");
    CHECK(found->mood == Mood::Wild);
    CHECK(found->done);
    CHECK(found->weight == 0.25);
    CHECK_FALSE(found->remark);
    CHECK(found->size == 7);
    CHECK(found->extra.dump() == R"({"seed":12})");
    CHECK(found->tags == std::vector<std::string>{"a", "b"});
    REQUIRE(found->parts.size() == 1);
    CHECK(found->parts[0].name == "arm");
    CHECK(found->parts[0].count == 2);
    CHECK(found->rev == 1);
    CHECK(to_iso(found->created_at) == "2026-11-20T12:00:00.000Z");
    CHECK(to_iso(found->updated_at) == "2026-11-20T12:00:00.000Z");
}

TEST_CASE("a column holds text, numbers and NULL by the type of its field") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(a_note("x")); });
    const auto types = t.store.read([](store::Reader& db) {
        return db.column<std::string>(
            "SELECT typeof(mood) || ' ' || typeof(done) || ' ' || typeof(weight) || ' ' ||"
            " typeof(remark) || ' ' || typeof(created_at) || ' ' || tags || ' ' || done FROM note");
    });
    CHECK(types == std::vector<std::string>{"text integer real null text [\"a\",\"b\"] 1"});
}

TEST_CASE("an empty text is stored as empty text, not as NULL") {
    NoteStore t;
    auto note = a_note("");
    note.remark = "";
    t.store.write([&](store::Tx& tx) { tx.insert(note); });
    CHECK(t.store.read([](store::Reader& db) {
        return db.count("SELECT count(*) FROM note WHERE title = ? AND remark = ''", "");
    }) == 1);
}

TEST_CASE("an update steps the revision and moves updated_at on even while the clock stands") {
    NoteStore t;
    auto note = a_note("one");
    t.store.write([&](store::Tx& tx) { tx.insert(note); });
    note.title = "two";
    t.store.write([&](store::Tx& tx) { tx.update(note); });
    CHECK(note.rev == 2);
    CHECK(to_iso(note.updated_at) == "2026-11-20T12:00:00.001Z");
    t.clock.advance(std::chrono::seconds(5));
    t.store.write([&](store::Tx& tx) { tx.update(note); });
    const auto found =
        t.store.read([&](store::Reader& db) { return db.one<Note>(store::select_from<Note>()); });
    REQUIRE(found);
    CHECK(found->rev == 3);
    CHECK(found->title == "two");
    CHECK(to_iso(found->created_at) == "2026-11-20T12:00:00.000Z");
    CHECK(to_iso(found->updated_at) == "2026-11-20T12:00:05.000Z");
}

TEST_CASE("an update of another revision is stale and leaves both sides alone") {
    NoteStore t;
    auto note = a_note("one");
    t.store.write([&](store::Tx& tx) { tx.insert(note); });
    auto old = note;
    t.store.write([&](store::Tx& tx) { tx.update(note); });
    old.title = "late";
    CHECK(code_of([&] { t.store.write([&](store::Tx& tx) { tx.update(old); }); }) == Code::Stale);
    CHECK(old.rev == 1);
    CHECK(t.store.read([](store::Reader& db) {
        return db.count("SELECT count(*) FROM note WHERE title = 'one'");
    }) == 1);
}

TEST_CASE("returning reads the changed row") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(a_note("one")); });
    const auto list = store::column_list(store::field_names<Note>);
    const auto changed = t.store.write([&](store::Tx& tx) {
        return tx.returning<Note>("UPDATE note SET title = ? WHERE title = ? RETURNING " + list,
                                  "two", "one");
    });
    REQUIRE(changed);
    CHECK(changed->title == "two");
    const auto none = t.store.write([&](store::Tx& tx) {
        return tx.returning<Note>("UPDATE note SET title = ? WHERE title = ? RETURNING " + list,
                                  "three", "one");
    });
    CHECK_FALSE(none);
}

TEST_CASE("a unique value given twice is a conflict that names the field") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(a_note("one")); });
    try {
        t.store.write([](store::Tx& tx) { tx.insert(a_note("one")); });
        FAIL("stored twice");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Conflict);
        CHECK(error.details().field == "title");
        CHECK(std::string(error.what()) == "This exists already.");
    }
}

TEST_CASE("mistakes in a query are told by what is wrong with it") {
    NoteStore t;
    const auto misuse = [&](const std::function<void(store::Reader&)>& work) -> std::string {
        try {
            t.store.read([&](store::Reader& db) { work(db); });
        } catch (const std::logic_error& error) {
            return error.what();
        }
        return "nothing was thrown";
    };
    CHECK(misuse([](store::Reader& db) { db.count("SELECT 1 WHERE 1 = ?"); }) ==
          "0 arguments for 1 placeholders in: SELECT 1 WHERE 1 = ?");
    CHECK(misuse([](store::Reader& db) { db.count("SELECT 1", 5); }) ==
          "1 arguments for 0 placeholders in: SELECT 1");
    CHECK(misuse([](store::Reader& db) { db.all<Part>("SELECT 'a' AS name"); }) ==
          "1 columns for 2 fields in: SELECT 'a' AS name");
    CHECK(misuse([](store::Reader& db) { db.all<Part>("SELECT 'a' AS title, 1 AS count"); }) ==
          "column \"title\" where the field list has \"name\" in: SELECT 'a' AS title, 1 AS count");
    CHECK(misuse([](store::Reader& db) { db.count("SELECT 1; SELECT 2"); }) ==
          "more than one statement in: SELECT 1; SELECT 2");
    CHECK(misuse([](store::Reader& db) {
              db.one<Part>("SELECT 'a' AS name, 1 AS count UNION SELECT 'b', 2");
          }) == "more than one row in: SELECT 'a' AS name, 1 AS count UNION SELECT 'b', 2");
    CHECK(misuse([](store::Reader& db) {
              db.count("DELETE FROM note WHERE title = ? RETURNING 1", "one");
          }) ==
          "a statement that writes was given to a reader in: "
          "DELETE FROM note WHERE title = ? RETURNING 1");
}

TEST_CASE("a writing statement is refused by the reading half of a Tx too") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(a_note("one")); });
    CHECK_THROWS_AS(t.store.write([](store::Tx& tx) { tx.count("DELETE FROM note RETURNING 1"); }),
                    std::logic_error);
    CHECK(t.count_notes() == 1);
}

TEST_CASE("what is stored but cannot be a field's value is an internal error, not a guess") {
    NoteStore t;
    t.store.write([](store::Tx& tx) { tx.insert(a_note("one")); });
    const auto after = [&](const std::string& sql) {
        t.store.write([&](store::Tx& tx) { tx.run(sql); });
        return code_of([&] {
            t.store.read([](store::Reader& db) { db.all<Note>(store::select_from<Note>()); });
        });
    };
    CHECK(after("UPDATE note SET mood = 'sour'") == Code::Internal);
    CHECK(after("UPDATE note SET mood = 'calm', tags = '{'") == Code::Internal);
    CHECK(after("UPDATE note SET tags = '[1]'") == Code::Internal);
    CHECK(after("UPDATE note SET tags = '{}'") == Code::Internal);
    CHECK(after("UPDATE note SET tags = '[]', parts = '[7]'") == Code::Internal);
    CHECK(after(R"(UPDATE note SET parts = '[{"count": "x"}]')") == Code::Internal);
    CHECK(after("UPDATE note SET parts = '[]', extra = ''") == Code::Internal);
    CHECK(after("UPDATE note SET extra = '{}', created_at = 'today'") == Code::Internal);
}

TEST_CASE("a NULL where the field cannot be null is an internal error") {
    NoteStore t;
    CHECK(code_of([&] {
              t.store.read([](store::Reader& db) {
                  db.all<Part>("SELECT CAST(NULL AS TEXT) AS name, 1 AS count");
              });
          }) == Code::Internal);
}

TEST_CASE("a list is read back whole however long it and its texts are") {
    NoteStore t;
    auto note = a_note("long");
    note.tags.assign(600, std::string(700, 'x'));
    note.parts.push_back({.name = "longer than its field says", .count = 1});
    t.store.write([&](store::Tx& tx) { tx.insert(note); });
    const auto found =
        t.store.read([](store::Reader& db) { return db.one<Note>(store::select_from<Note>()); });
    REQUIRE(found);
    CHECK(found->tags == note.tags);
    REQUIRE(found->parts.size() == 2);
    CHECK(found->parts[1].name == "longer than its field says");
}

TEST_CASE("a field that an older program did not store has its default") {
    NoteStore t;
    t.store.write([](store::Tx& tx) {
        tx.insert(a_note("old"));
        tx.run(R"(UPDATE note SET parts = '[{"name": "arm"}]')");
    });
    const auto found =
        t.store.read([](store::Reader& db) { return db.one<Note>(store::select_from<Note>()); });
    REQUIRE(found);
    REQUIRE(found->parts.size() == 1);
    CHECK(found->parts[0].name == "arm");
    CHECK(found->parts[0].count == 0);
}

TEST_CASE("select_from and columns_of name the fields in order") {
    CHECK(store::select_from<Note>() ==
          "SELECT id, title, mood, done, weight, remark, size, extra, tags, parts, rev, "
          "created_at, updated_at FROM note");
    CHECK(store::columns_of<Part>("p") == "p.name, p.count");
}
