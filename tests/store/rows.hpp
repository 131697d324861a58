// A table of its own for the tests of the store, with every kind of column.
#pragma once

#include "base/json.hpp"
#include "store/store.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_folder.hpp"

namespace fabula {

enum class Mood { Calm, Wild };

template <>
struct EnumNames<Mood> {
    static constexpr std::array<std::string_view, 2> names{"calm", "wild"};
};

namespace test {

using NoteId = Id<struct NoteTag>;

struct Part {
    std::string name{};
    std::int64_t count = 0;

    static constexpr auto fields =
        FieldList{Field<&Part::name>{"name", {.length_max = 5}}, Field<&Part::count>{"count"}};
};

struct Note {
    NoteId id{};
    std::string title{};
    Mood mood = Mood::Calm;
    bool done = false;
    double weight = 0;
    std::optional<std::string> remark{};
    std::optional<std::int64_t> size{};
    Json extra{};
    std::vector<std::string> tags{};
    std::vector<Part> parts{};
    std::int64_t rev = 0;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "note";
    static constexpr auto fields = FieldList{Field<&Note::id>{"id"},
                                             Field<&Note::title>{"title", {.unique = true}},
                                             Field<&Note::mood>{"mood"},
                                             Field<&Note::done>{"done"},
                                             Field<&Note::weight>{"weight"},
                                             Field<&Note::remark>{"remark"},
                                             Field<&Note::size>{"size"},
                                             Field<&Note::extra>{"extra"},
                                             Field<&Note::tags>{"tags"},
                                             Field<&Note::parts>{"parts"},
                                             Field<&Note::rev>{"rev"},
                                             Field<&Note::created_at>{"created_at"},
                                             Field<&Note::updated_at>{"updated_at"}};
};

inline constexpr std::string_view kNoteTables =
    "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL UNIQUE,"
    " mood TEXT NOT NULL, done INTEGER NOT NULL, weight REAL NOT NULL, remark TEXT,"
    " size INTEGER, extra TEXT NOT NULL, tags TEXT NOT NULL, parts TEXT NOT NULL,"
    " rev INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;"
    // The second table's reference is checked at COMMIT, so that a COMMIT can be made to fail.
    "CREATE TABLE reply (note_id TEXT NOT NULL REFERENCES note (id)"
    " DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX reply_note ON reply (note_id);";

// A store in a folder of its own that knows the tables above.
struct NoteStore {
    TempFolder folder;
    FakeClock clock;
    store::Store store{{.file = folder / "notes.db",
                        .clock = clock,
                        .migrations = {{1, "0001_note.sql", kNoteTables}}}};

    std::int64_t count_notes() {
        return store.read([](store::Reader& db) { return db.count("SELECT count(*) FROM note"); });
    }
};

}  // namespace test
}  // namespace fabula
