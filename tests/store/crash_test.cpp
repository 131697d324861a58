// What is at stake: an answer means "on disk". A child writes from several threads and tells each
// answered write through a pipe; it is killed at a random moment; every told write must be there.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <random>
#include <set>
#include <thread>

#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

constexpr int kWriters = 8;

store::StoreOptions options_of(const std::filesystem::path& file, const Clock& clock) {
    return {.file = file, .clock = clock, .migrations = {{1, "0001_note.sql", kNoteTables}}};
}

// Writes pairs of notes until it is killed; a pair is one work.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, int round, int pipe) {
    const FakeClock clock;
    store::Store store(options_of(file, clock));
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0;; ++i) {
                const auto title =
                    std::to_string(round) + "." + std::to_string(writer) + "." + std::to_string(i);
                store.write([&](store::Tx& tx) {
                    tx.insert(Note{.title = title + " first", .remark = std::string(2000, 'x')});
                    tx.insert(Note{.title = title + " second"});
                });
                // Shorter than PIPE_BUF, so that lines of several threads do not mix.
                const auto line = title + "\n";
                if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    ::_exit(1);
}

std::string read_whole(int pipe) {
    std::string out;
    char block[4096];
    for (ssize_t got = 0; (got = ::read(pipe, block, sizeof block)) > 0;) {
        out.append(block, static_cast<std::size_t>(got));
    }
    return out;
}

// The titles that the child told before it was killed `after` its first one.
std::vector<std::string> run_and_kill(const std::filesystem::path& file, int round,
                                      std::chrono::milliseconds after) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(file, round, ends[1]);
    }
    ::close(ends[1]);
    std::string told(1, '\0');
    REQUIRE(::read(ends[0], told.data(), 1) == 1);
    std::thread killer([&] {
        std::this_thread::sleep_for(after);
        ::kill(child, SIGKILL);
    });
    told += read_whole(ends[0]);
    killer.join();
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    std::vector<std::string> titles;
    for (std::size_t from = 0; from < told.size();) {
        const auto end = told.find('\n', from);
        titles.push_back(told.substr(from, end - from));
        from = end + 1;
    }
    return titles;
}

}  // namespace

TEST_CASE("after kill -9 every answered write is there, and no work is there by half") {
    const TempFolder folder;
    const FakeClock clock;
    const auto file = folder / "notes.db";
    std::mt19937 random(20261120);
    std::vector<std::string> told;
    constexpr int kRounds = 5;
    for (int round = 0; round < kRounds; ++round) {
        const auto wait = std::chrono::milliseconds(20 + random() % 200);
        for (auto& title : run_and_kill(file, round, wait)) told.push_back(std::move(title));
        store::Store store(options_of(file, clock));
        const auto stored = store.read([](store::Reader& db) {
            CHECK(db.column<std::string>("PRAGMA integrity_check") ==
                  std::vector<std::string>{"ok"});
            const auto titles = db.column<std::string>("SELECT title FROM note");
            return std::set<std::string>(titles.begin(), titles.end());
        });
        CHECK(stored.size() % 2 == 0);
        std::size_t missing = 0;
        for (const auto& title : told) {
            if (!stored.contains(title + " first") || !stored.contains(title + " second")) {
                ++missing;
            }
        }
        CHECK(missing == 0);
    }
    CHECK(told.size() > kRounds);
}
