// Raw SQLite as a peer: updates of one row, each committed by itself with synchronous=FULL, for
// some seconds; prints commits per second.
//   sqlite_bench FOLDER SECONDS
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void run(sqlite3* db, const char* sql) {
    char* message = nullptr;
    if (sqlite3_exec(db, sql, nullptr, nullptr, &message) != SQLITE_OK) {
        std::fprintf(stderr, "%s: %s\n", sql, message);
        std::exit(1);
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 3) {
        std::fprintf(stderr, "usage: sqlite_bench FOLDER SECONDS\n");
        return 2;
    }
    sqlite3* db = nullptr;
    if (sqlite3_open((std::string(arguments[1]) + "/raw.db").c_str(), &db) != SQLITE_OK) return 1;
    run(db, "PRAGMA journal_mode=WAL");
    run(db, "PRAGMA synchronous=FULL");
    run(db,
        "CREATE TABLE project (id TEXT PRIMARY KEY, title TEXT NOT NULL, rev INTEGER NOT NULL)"
        " STRICT");
    run(db, "INSERT INTO project VALUES ('one', 'A title', 1)");
    sqlite3_stmt* update = nullptr;
    sqlite3_prepare_v2(db, "UPDATE project SET title = ?, rev = rev + 1 WHERE id = 'one'", -1,
                       &update, nullptr);

    const std::chrono::duration<double> wanted(std::atof(arguments[2]));
    const auto start = std::chrono::steady_clock::now();
    std::chrono::duration<double> spent{};
    long commits = 0;
    for (; spent < wanted; spent = std::chrono::steady_clock::now() - start) {
        const std::string title = "A title " + std::to_string(++commits);
        sqlite3_bind_text(update, 1, title.c_str(), -1, SQLITE_TRANSIENT);
        if (sqlite3_step(update) != SQLITE_DONE) return 1;
        sqlite3_reset(update);
    }
    std::printf("%.0f\n", static_cast<double>(commits) / spent.count());
    sqlite3_finalize(update);
    sqlite3_close(db);
    return 0;
}
