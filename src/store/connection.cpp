#include "store/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "base/error.hpp"
#include "base/text.hpp"
#include "store/sql_error.hpp"

namespace fabula::store {

namespace {

// SQL texts are literals, so that a bound this high is met only by texts built in a loop.
constexpr std::size_t kStatementsMax = 400;
constexpr int kInstructionsPerDeadlineCheck = 20'000;

[[noreturn]] void misuse(std::string_view what, std::string_view sql) {
    throw std::logic_error(std::string(what) + " in: " + std::string(sql));
}

}  // namespace

struct Connection::Statement {
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle;
    const std::string_view* checked_columns = nullptr;  // The list that was compared last.

    // Leaves the statement unbound and unstarted on every way out.
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    };
};

void Connection::CloseDatabase::operator()(sqlite3* database) const {
    sqlite3_close(database);
}

Connection::Connection(const std::filesystem::path& file, Access access,
                       std::chrono::milliseconds busy_time_max, Extension extension)
    : busy_ms_(static_cast<int>(busy_time_max.count())) {
    if (access == Access::ReadWrite) {
        // Created by us because the library would let every user of the machine read it.
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd >= 0) ::close(fd);
    }
    // Counting memory would take one lock for all threads at every allocation. Refused, and no
    // matter, where the library is in use already.
    static const int without_counting = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)without_counting;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK) fail("open " + file.string());
    if (extension != nullptr) extension(opened);
    apply_pragmas(access);
    install_hooks(access);
}

Connection::~Connection() {
    statements_.clear();  // Before the database: it cannot close over prepared statements.
}

void Connection::apply_pragmas(Access access) {
    // First, so that the statements below already wait for another process to let go.
    sqlite3_busy_timeout(database_.get(), busy_ms_);
    const auto configure = [&](int option, int value) {
        sqlite3_db_config(database_.get(), option, value, nullptr);
    };
    configure(SQLITE_DBCONFIG_DQS_DDL, 0);  // "name" is a column, never by mistake a text.
    configure(SQLITE_DBCONFIG_DQS_DML, 0);
    configure(SQLITE_DBCONFIG_DEFENSIVE, 1);       // SQL cannot damage the file.
    configure(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);  // A crafted schema cannot call functions.
    if (access == Access::ReadWrite) {
        run_script("PRAGMA journal_mode = WAL");             // Readers and the writer do not block.
        run_script("PRAGMA synchronous = FULL");             // COMMIT returns when it is on disk.
        run_script("PRAGMA journal_size_limit = 67108864");  // The log shrinks after a burst.
    } else {
        run_script("PRAGMA query_only = ON");  // Beside the read-only open: temp tables too.
    }
    run_script("PRAGMA foreign_keys = ON");       // Off by default in SQLite.
    run_script("PRAGMA temp_store = MEMORY");     // No temporary files outside the directory.
    run_script("PRAGMA cache_size = -8000");      // KiB per connection.
    run_script("PRAGMA wal_autocheckpoint = 0");  // The writer decides when; readers never do.
}

void Connection::install_hooks(Access access) {
    if (access == Access::ReadWrite) {
        sqlite3_wal_hook(
            database_.get(),
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<Connection*>(self)->log_pages_ = pages;
                return SQLITE_OK;
            },
            this);
        return;
    }
    sqlite3_progress_handler(
        database_.get(), kInstructionsPerDeadlineCheck,
        [](void* self) {
            const auto deadline = static_cast<Connection*>(self)->deadline_;
            return std::chrono::steady_clock::now() > deadline ? 1 : 0;
        },
        this);
}

Connection::Statement& Connection::prepare(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
        return *found->second;
    }
    sqlite3_stmt* handle = nullptr;
    const char* tail = nullptr;
    const int result = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &handle, &tail);
    auto statement = std::make_unique<Statement>();
    statement->handle.reset(handle);
    if (result != SQLITE_OK) fail(sql);
    if (handle == nullptr) misuse("no statement", sql);
    const auto rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
    if (!trim(rest).empty()) misuse("more than one statement", sql);
    // None is running: rows are read to the end before anything else is asked.
    if (statements_.size() >= kStatementsMax) statements_.clear();
    return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Connection::bind(Statement& statement, const Query& query) {
    auto* handle = statement.handle.get();
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(handle)) != query.args.size()) {
        misuse(std::to_string(query.args.size()) + " arguments for " +
                   std::to_string(sqlite3_bind_parameter_count(handle)) + " placeholders",
               query.sql);
    }
    int position = 0;
    for (const auto& value : query.args) {
        ++position;
        int result = SQLITE_OK;
        switch (value.kind()) {
            case Value::Kind::Null: result = sqlite3_bind_null(handle, position); break;
            case Value::Kind::Integer:
                result = sqlite3_bind_int64(handle, position, value.integer());
                break;
            case Value::Kind::Real:
                result = sqlite3_bind_double(handle, position, value.real());
                break;
            case Value::Kind::Text: {
                // The arguments outlive the call, so their text need not be copied. An empty view
                // may point nowhere, which would bind NULL.
                const auto text = value.text();
                result = sqlite3_bind_text64(handle, position, text.empty() ? "" : text.data(),
                                             text.size(), SQLITE_STATIC, SQLITE_UTF8);
                break;
            }
        }
        if (result != SQLITE_OK) fail(query.sql);
    }
}

void Connection::check_columns(Statement& statement, const Query& query) {
    if (query.columns.empty() || statement.checked_columns == query.columns.data()) return;
    auto* handle = statement.handle.get();
    const auto count = static_cast<std::size_t>(sqlite3_column_count(handle));
    if (count != query.columns.size()) {
        misuse(std::to_string(count) + " columns for " + std::to_string(query.columns.size()) +
                   " fields",
               query.sql);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view name = sqlite3_column_name(handle, static_cast<int>(i));
        if (name != query.columns[i]) {
            misuse("column \"" + std::string(name) + "\" where the field list has \"" +
                       std::string(query.columns[i]) + "\"",
                   query.sql);
        }
    }
    statement.checked_columns = query.columns.data();
}

void Connection::query(const Query& query, RowSink sink, void* out) {
    auto& statement = prepare(query.sql);
    auto* handle = statement.handle.get();
    if (query.access == Access::ReadOnly && sqlite3_stmt_readonly(handle) == 0) {
        misuse("a statement that writes was given to a reader", query.sql);
    }
    if (sqlite3_column_count(handle) == 0) misuse("a statement without rows was read", query.sql);
    check_columns(statement, query);
    const Statement::Reset reset{handle};
    bind(statement, query);
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(handle)) == SQLITE_ROW) sink(out, Columns(handle));
    if (result != SQLITE_DONE) fail(query.sql);
}

std::int64_t Connection::run(std::string_view sql, std::span<const Value> args) {
    auto& statement = prepare(sql);
    auto* handle = statement.handle.get();
    const Statement::Reset reset{handle};
    bind(statement, {.sql = sql, .args = args});
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(handle)) == SQLITE_ROW) continue;
    if (result != SQLITE_DONE) fail(sql);
    return sqlite3_changes64(database_.get());
}

void Connection::run_script(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(sql);
    }
}

void Connection::watch(std::span<const Watched> tables, RowNote note) {
    note_ = std::move(note);
    const auto say = [](sqlite3_context* context, int, sqlite3_value** values) {
        const auto text = [&](int i) {
            const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(values[i]));
            return std::string_view(bytes == nullptr ? "" : bytes);
        };
        const auto& told = static_cast<Connection*>(sqlite3_user_data(context))->note_;
        if (told) told(text(0), text(1));
    };
    sqlite3_create_function_v2(database_.get(), "note_row", 2, SQLITE_UTF8 | SQLITE_INNOCUOUS, this,
                               say, nullptr, nullptr, nullptr);
    // Triggers of this connection alone: the schema knows nothing of them.
    for (const auto& [table, column] : tables) {
        for (const std::string act : {"INSERT", "UPDATE", "DELETE"}) {
            const std::string row = act == "DELETE" ? "old" : "new";
            run_script("CREATE TEMP TRIGGER IF NOT EXISTS watch_" + table + "_" + act + " AFTER " +
                       act + " ON main.\"" + table + "\" BEGIN SELECT note_row('" + table + "', " +
                       row + "." + column + "); END");
        }
    }
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

void Connection::end_snapshot() noexcept {
    deadline_ = std::chrono::steady_clock::time_point::max();
    try {
        run("COMMIT", {});
    } catch (const std::exception&) {
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

bool Connection::checkpoint(Checkpoint kind) {
    // Without the timeout, waiting for one slow reader would hold up every write.
    sqlite3_busy_timeout(database_.get(), 0);
    const int mode =
        kind == Checkpoint::Passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    int pages = 0;
    int moved = 0;
    const int result = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, mode, &pages, &moved);
    sqlite3_busy_timeout(database_.get(), busy_ms_);
    if (result != SQLITE_OK) return false;
    if (kind == Checkpoint::Truncate) log_pages_ = 0;
    return pages == moved;
}

void Connection::fail(std::string_view sql) {
    throw_sql_error(database_.get(), sql);
}

}  // namespace fabula::store
