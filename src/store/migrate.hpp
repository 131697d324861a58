// Brings a database to the schema of this program: numbered steps, forward only, each in its own
// transaction, the number reached kept in the database.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"

namespace fabula::store {

struct Migration {
    int number;             // 1, 2, … without gaps.
    std::string_view name;  // "0001_first.sql"
    std::string_view sql;
};

// The steps built into the program, in order. std::logic_error where a number is missing.
std::vector<Migration> embedded_migrations();

struct Migrated {
    int from = 0;
    int to = 0;
    std::filesystem::path copy{};  // Of the database before the first step; empty where new.
};

// Runs the pending steps. Before the first one on an existing database a copy named
// "<file>.before-<number>" is put beside it. Throws Unavailable where the database is newer than
// the steps (naming both numbers), or where its content fails the checks afterwards.
Migrated migrate(Connection& connection, const std::filesystem::path& file,
                 std::span<const Migration> steps);

}  // namespace fabula::store
