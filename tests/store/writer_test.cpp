#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <latch>
#include <stdexcept>
#include <thread>

#include "base/error.hpp"

#include "rows.hpp"
#include "support/faulty_disk.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

Note a_note(std::string title) {
    return {.title = std::move(title)};
}

void insert_note(store::Tx& tx, const std::string& title) {
    tx.insert(a_note(title));
}

// Breaks a reference that is checked at COMMIT.
void insert_orphan(store::Tx& tx) {
    tx.run("INSERT INTO reply VALUES ('nobody', 'hello')");
}

// Holds the writer until all works of `together` wait behind it, so that they become one group.
class Group {
public:
    explicit Group(NoteStore& notes) : notes_(notes) {
        blocker_ = std::async(std::launch::async, [this] {
            notes_.store.write([this](store::Tx&) {
                begun_.count_down();
                go_on_.wait();
            });
        });
        begun_.wait();
    }

    template <class Work>
    std::future<void> add(Work work) {
        auto answer = std::async(std::launch::async, [this, work] { notes_.store.write(work); });
        ++count_;
        while (notes_.store.waiting_writes() < count_) std::this_thread::yield();
        return answer;
    }

    void run() {
        go_on_.count_down();
        blocker_.get();
    }

private:
    NoteStore& notes_;
    std::latch begun_{1};
    std::latch go_on_{1};
    std::size_t count_ = 0;
    std::future<void> blocker_{};
};

Code code_of(std::future<void>& answer) {
    try {
        answer.get();
    } catch (const AppError& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Code::Internal;
}

std::string text_of(std::future<void>& answer) {
    try {
        answer.get();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

std::vector<std::string> titles(NoteStore& t) {
    return t.store.read([](store::Reader& db) {
        return db.column<std::string>("SELECT title FROM note ORDER BY title");
    });
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a write answers what its work returns") {
    NoteStore t;
    CHECK(t.store.write([](store::Tx&) { return std::string("kept"); }) == "kept");
    const auto moved = t.store.write([](store::Tx&) { return std::make_unique<int>(7); });
    CHECK(*moved == 7);
}

TEST_CASE("a work that throws is undone as a whole, and its caller gets what it threw") {
    NoteStore t;
    CHECK_THROWS_WITH_AS(t.store.write([](store::Tx& tx) {
        insert_note(tx, "one");
        insert_note(tx, "two");
        throw std::runtime_error("changed my mind");
    }),
                         "changed my mind", std::runtime_error);
    CHECK(t.count_notes() == 0);
}

TEST_CASE("works that wait together share one COMMIT and one wait for the disk") {
    FaultyDisk disk;
    NoteStore t;
    Group group(t);
    std::vector<std::future<void>> answers;
    for (const std::string title : {"a", "b", "c", "d", "e"}) {
        answers.push_back(group.add([title](store::Tx& tx) { insert_note(tx, title); }));
    }
    const int before = disk.log_sync_count;
    group.run();
    for (auto& answer : answers) answer.get();
    CHECK(disk.log_sync_count - before == 1);
    CHECK(titles(t) == Titles{"a", "b", "c", "d", "e"});
}

TEST_CASE("nothing that was answered is still on its way to the disk") {
    FaultyDisk disk;
    NoteStore t;
    for (int i = 0; i < 20; ++i) {
        t.store.write([&](store::Tx& tx) { insert_note(tx, std::to_string(i)); });
        CHECK(disk.log_bytes_unsynced == 0);
    }
}

TEST_CASE("a work that throws harms no other of its group") {
    NoteStore t;
    Group group(t);
    auto first = group.add([](store::Tx& tx) { insert_note(tx, "first"); });
    auto thrown = group.add([](store::Tx& tx) {
        insert_note(tx, "undone");
        throw std::runtime_error("no");
    });
    auto twice = group.add([](store::Tx& tx) { insert_note(tx, "first"); });
    auto last = group.add([](store::Tx& tx) { insert_note(tx, "last"); });
    group.run();
    first.get();
    last.get();
    CHECK(text_of(thrown) == "no");
    CHECK(code_of(twice) == Code::Conflict);
    CHECK(titles(t) == Titles{"first", "last"});
}

TEST_CASE("where the COMMIT of a group fails each work is run alone, once more") {
    NoteStore t;
    Group group(t);
    std::atomic<int> good_runs = 0;
    auto good = group.add([&](store::Tx& tx) {
        ++good_runs;
        insert_note(tx, "good");
    });
    auto orphan = group.add([](store::Tx& tx) { insert_orphan(tx); });
    auto other = group.add([](store::Tx& tx) { insert_note(tx, "other"); });
    group.run();
    good.get();
    other.get();
    CHECK(code_of(orphan) == Code::Conflict);
    CHECK(good_runs == 2);
    CHECK(titles(t) == Titles{"good", "other"});
    CHECK(t.store.read([](store::Reader& db) { return db.count("SELECT count(*) FROM reply"); }) ==
          0);
}

TEST_CASE(
    "callbacks run after the COMMIT in order, before the answer, and not for what is undone") {
    NoteStore t;
    std::vector<std::string> heard;
    const auto hear = [&](const std::string& what) {
        return [&heard, &t, what] {
            // What is told is there to be read.
            heard.push_back(what + " " + std::to_string(t.count_notes()));
        };
    };
    Group group(t);
    auto one = group.add([&](store::Tx& tx) {
        insert_note(tx, "1");
        tx.after_commit(hear("1a"));
        tx.after_commit(hear("1b"));
    });
    auto undone = group.add([&](store::Tx& tx) {
        tx.after_commit(hear("undone"));
        throw std::runtime_error("no");
    });
    auto orphan = group.add([&](store::Tx& tx) {
        insert_orphan(tx);
        tx.after_commit(hear("orphan"));
    });
    auto two = group.add([&](store::Tx& tx) {
        insert_note(tx, "2");
        tx.after_commit(hear("2"));
    });
    group.run();
    one.get();
    two.get();
    text_of(undone);
    text_of(orphan);
    CHECK(heard == std::vector<std::string>{"1a 2", "1b 2", "2 2"});
    t.store.write([&](store::Tx& tx) { tx.after_commit(hear("at once")); });
    CHECK(heard.back() == "at once 2");
}

TEST_CASE("a callback that throws is reported; the write stands") {
    TempFolder folder;
    FakeClock clock;
    std::vector<std::string> reports;
    store::Store store{{.file = folder / "notes.db",
                        .clock = clock,
                        .report = [&](std::string_view text) { reports.emplace_back(text); },
                        .migrations = {{1, "0001_note.sql", kNoteTables}}}};
    store.write([](store::Tx& tx) {
        insert_note(tx, "stands");
        tx.after_commit([] { throw std::runtime_error("nobody listens"); });
    });
    CHECK(store.read([](store::Reader& db) { return db.count("SELECT count(*) FROM note"); }) == 1);
    CHECK(reports == std::vector<std::string>{"a callback after COMMIT failed: nobody listens"});
}

TEST_CASE("a write inside a write is refused instead of waiting for itself") {
    NoteStore t;
    CHECK_THROWS_AS(t.store.write([&](store::Tx&) {
        t.store.write([](store::Tx& tx) { insert_note(tx, "x"); });
    }),
                    std::logic_error);
    CHECK(t.count_notes() == 0);
}

TEST_CASE("a full disk is said plainly, saves nothing half, and passes") {
    FaultyDisk disk;
    NoteStore t;
    t.store.write([](store::Tx& tx) { insert_note(tx, "before"); });
    disk.log_bytes_max = 0;
    try {
        t.store.write([](store::Tx& tx) { insert_note(tx, "during"); });
        FAIL("saved");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Unavailable);
        CHECK(std::string(error.what()) ==
              "The disk is full, so nothing was saved. Free some space and try again.");
    }
    CHECK(titles(t) == Titles{"before"});
    disk.log_bytes_max = -1;
    t.store.write([](store::Tx& tx) { insert_note(tx, "after"); });
    CHECK(titles(t) == Titles{"after", "before"});
}

TEST_CASE("a disk that fills up within a group fails whom it must, and the small ones pass") {
    FaultyDisk disk;
    NoteStore t;
    Group group(t);
    auto small = group.add([](store::Tx& tx) { insert_note(tx, "small"); });
    // Larger than the page cache, so that it spills into the log before its COMMIT.
    auto large = group.add([](store::Tx& tx) {
        for (int i = 0; i < 40; ++i) {
            auto note = a_note("large" + std::to_string(i));
            note.remark = std::string(1'000'000, 'x');
            tx.insert(note);
        }
    });
    auto other = group.add([](store::Tx& tx) { insert_note(tx, "other"); });
    disk.log_bytes_max = 4'000'000;
    group.run();
    CHECK(code_of(large) == Code::Unavailable);
    small.get();
    other.get();
    CHECK(titles(t) == Titles{"other", "small"});
}

TEST_CASE("where the disk does not take the COMMIT nobody is told that it did") {
    FaultyDisk disk;
    NoteStore t;
    t.store.write([](store::Tx& tx) { insert_note(tx, "before"); });
    disk.log_syncs_to_fail = 1;
    // The group's COMMIT fails; run alone, the work finds the disk well again.
    t.store.write([](store::Tx& tx) { insert_note(tx, "second try"); });
    CHECK(titles(t) == Titles{"before", "second try"});
    disk.log_syncs_to_fail = 2;
    try {
        t.store.write([](store::Tx& tx) { insert_note(tx, "lost"); });
        FAIL("answered");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Unavailable);
    }
    CHECK(titles(t) == Titles{"before", "second try"});
    t.store.write([](store::Tx& tx) { insert_note(tx, "well again"); });
    CHECK(titles(t) == Titles{"before", "second try", "well again"});
}

TEST_CASE("a work sees one time and what it wrote itself") {
    NoteStore t;
    t.store.write([&](store::Tx& tx) {
        const auto time = tx.now();
        t.clock.advance(std::chrono::seconds(1));
        CHECK(tx.now() == time);
        insert_note(tx, "own");
        CHECK(tx.count("SELECT count(*) FROM note") == 1);
    });
}

TEST_CASE("many writers at once lose and double nothing") {
    NoteStore t;
    constexpr int kThreads = 16;
    constexpr int kEach = 50;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < kEach; ++i) {
                    const auto title = std::to_string(thread) + "-" + std::to_string(i);
                    const bool fails = i % 10 == 3;
                    try {
                        t.store.write([&](store::Tx& tx) {
                            insert_note(tx, title);
                            if (fails) throw std::runtime_error("undone");
                        });
                    } catch (const std::runtime_error&) {
                        CHECK(fails);
                    }
                }
            });
        }
    }
    CHECK(t.count_notes() == kThreads * (kEach - kEach / 10));
}

TEST_CASE("the log is emptied when the writer is idle and gone when the store is closed") {
    TempFolder folder;
    const FakeClock clock;
    const auto log = folder / "notes.db-wal";
    {
        store::Store store{{.file = folder / "notes.db",
                            .clock = clock,
                            .migrations = {{1, "0001_note.sql", kNoteTables}}}};
        store.write([](store::Tx& tx) { insert_note(tx, "one"); });
        CHECK(std::filesystem::file_size(log) > 0);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::filesystem::file_size(log) > 0 && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
        CHECK(std::filesystem::file_size(log) == 0);
        store.write([](store::Tx& tx) { insert_note(tx, "two"); });
    }
    CHECK_FALSE(std::filesystem::exists(log));
}

TEST_CASE("the log does not grow without end under steady writing") {
    NoteStore t;
    const std::string text(400'000, 'x');
    for (int i = 0; i < 150; ++i) {
        auto note = a_note(std::to_string(i % 50) + "/" + std::to_string(i));
        note.remark = text;
        t.store.write([&](store::Tx& tx) {
            tx.run("DELETE FROM note");
            tx.insert(note);
        });
    }
    // 150 × 98 pages of 4 KiB would be 60 MB.
    CHECK(std::filesystem::file_size(t.folder / "notes.db-wal") < 12'000'000);
}

TEST_CASE("another program that holds the database is said plainly, to all at once") {
    NoteStore t;
    store::Store store{{.file = t.store.file(),
                        .clock = t.clock,
                        .busy_time_max = std::chrono::milliseconds(10),
                        .migrations = {{1, "0001_note.sql", kNoteTables}}}};
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(t.store.file().c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    try {
        store.write([](store::Tx& tx) { insert_note(tx, "x"); });
        FAIL("written");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Unavailable);
        CHECK(std::string(error.what()) ==
              "Another program is holding the database. Close it and try again.");
    }
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    store.write([](store::Tx& tx) { insert_note(tx, "x"); });
    CHECK(t.count_notes() == 1);
}
