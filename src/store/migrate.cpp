#include "store/migrate.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/error.hpp"
#include "base/text.hpp"
#include "embedded/migrations.hpp"
#include "store/copy.hpp"
#include "store/db.hpp"

namespace fabula::store {

namespace {

constexpr std::size_t kNumberDigits = 4;

int schema_number(Connection& connection) {
    return static_cast<int>(Reader(connection).count("PRAGMA user_version"));
}

bool is_empty(Connection& connection) {
    return Reader(connection).count("SELECT count(*) FROM sqlite_master") == 0;
}

void run_step(Connection& connection, const Migration& step) {
    try {
        connection.run_script("BEGIN IMMEDIATE");
        connection.run_script(std::string(step.sql));
        connection.run_script("PRAGMA user_version = " + std::to_string(step.number));
        connection.run_script("COMMIT");
    } catch (...) {
        if (connection.in_transaction()) connection.run_script("ROLLBACK");
        throw;
    }
}

void check_content(Connection& connection) {
    const Reader reader(connection);
    const auto broken = reader.column<std::string>("PRAGMA foreign_key_check");
    const auto damage = reader.column<std::string>("PRAGMA quick_check(5)");
    if (broken.empty() && damage == std::vector<std::string>{"ok"}) return;
    throw AppError(Code::Unavailable,
                   PublicText{"The database is damaged: its content does not fit its schema. "
                              "Run \"fabula doctor\"."},
                   {.log = "foreign keys: " + join(broken, ", ") + "; " + join(damage, "; ")});
}

void refuse_newer(int found, int known) {
    throw AppError(Code::Unavailable,
                   PublicText{"This database has schema number " + std::to_string(found) +
                              ", and this program knows schemas up to number " +
                              std::to_string(known) + ". Use a newer Fabula to open it."});
}

}  // namespace

std::vector<Migration> embedded_migrations() {
    std::vector<Migration> steps;
    for (const auto& file : embedded::migrations()) {
        const auto number = parse_integer(file.name.substr(0, kNumberDigits));
        if (!number || !file.name.ends_with(".sql")) continue;  // checksums.txt, schema.sql
        steps.push_back({static_cast<int>(*number), file.name, file.bytes});
        if (steps.back().number != static_cast<int>(steps.size())) {
            throw std::logic_error("no migration number " + std::to_string(steps.size()));
        }
    }
    return steps;
}

Migrated migrate(Connection& connection, const std::filesystem::path& file,
                 std::span<const Migration> steps) {
    const int known = steps.empty() ? 0 : steps.back().number;
    Migrated out{.from = schema_number(connection), .to = known};
    if (out.from > known) refuse_newer(out.from, known);
    if (out.from == known) return out;
    const auto pending = steps.subspan(static_cast<std::size_t>(out.from));
    if (!is_empty(connection)) {
        auto copy = file;
        copy += ".before-" + std::to_string(pending.front().number);
        copy_whole(connection, copy);
        out.copy = copy;
    }
    for (const auto& step : pending) run_step(connection, step);
    check_content(connection);
    return out;
}

}  // namespace fabula::store
