// One connection to the database with its cache of prepared statements. Used by one thread at a
// time. Features see Reader and Tx (db.hpp), never this.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/sql_value.hpp"

struct sqlite3;

namespace fabula::store {

enum class Access { ReadOnly, ReadWrite };

// What a query wants of the statement it runs.
struct Query {
    std::string_view sql;
    std::span<const Value> args;
    // Column names in order that the caller reads; empty where it takes what comes.
    std::span<const std::string_view> columns{};
    Access access = Access::ReadOnly;
};

using RowSink = void (*)(void* out, const Columns& row);

// Adds functions of ours to a connection that has just been opened.
using Extension = void (*)(sqlite3* database);

// A table whose rows are watched, and the column that says whose row it is.
struct Watched {
    std::string table;
    std::string column = "id";
};

struct ChangedRow {
    std::string table;
    std::string key;  // What the row has in Watched::column.
};

class Connection {
public:
    // ReadWrite creates the file (mode 0600) where it is missing. Throws Unavailable or Internal.
    Connection(const std::filesystem::path& file, Access access,
               std::chrono::milliseconds busy_time_max = std::chrono::seconds(5),
               Extension extension = nullptr);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs one statement and hands each row to the sink. Throws std::logic_error where the number
    // of arguments or the columns are not the statement's, or where it would write and may not;
    // Conflict for a broken constraint; Unavailable for a full or read-only disk.
    void query(const Query& query, RowSink sink, void* out);
    // Runs one statement; answers how many rows it changed. Rows it returns are not read.
    std::int64_t run(std::string_view sql, std::span<const Value> args);
    // Runs a text of several statements without arguments.
    void run_script(const std::string& sql);

    // Told of each row of the table that this connection writes from then on, also of those that
    // are rolled back.
    using RowNote = std::function<void(std::string_view table, std::string_view key)>;
    void watch(std::span<const Watched> tables, RowNote note);

    [[nodiscard]] bool in_transaction() const;
    // Ends a read transaction. Cannot fail: nothing was written.
    void end_snapshot() noexcept;
    // Statements that run longer are interrupted: Unavailable.
    void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }

    // Pages in the write-ahead log after this connection's last commit.
    [[nodiscard]] int log_pages() const { return log_pages_; }
    enum class Checkpoint { Passive, Truncate };
    // Moves the log into the database. Never waits for readers; false where it could not finish.
    bool checkpoint(Checkpoint kind);

private:
    struct Statement;
    struct CloseDatabase {
        void operator()(sqlite3* database) const;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    void apply_pragmas(Access access);
    void install_hooks(Access access);
    Statement& prepare(std::string_view sql);
    void bind(Statement& statement, const Query& query);
    void check_columns(Statement& statement, const Query& query);
    [[noreturn]] void fail(std::string_view sql);

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
        statements_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    int log_pages_ = 0;
    RowNote note_;
    const int busy_ms_;  // How long a statement waits for another process.
};

}  // namespace fabula::store
