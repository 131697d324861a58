// Copies of a database that is in use.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/connection.hpp"

namespace fabula::store {

// Writes what `connection` sees to `target`, mode 0600. The file appears under its name only when
// it is whole and on disk. Throws Unavailable where it cannot be written.
void copy_whole(Connection& connection, const std::filesystem::path& target);

// The same over a connection of its own: nobody waits, neither readers nor the writer.
void copy_database(const std::filesystem::path& database, const std::filesystem::path& target);

// What database_problems() finds in a file that nobody has open. Throws Unavailable or Internal
// where it is no database.
std::vector<std::string> problems_of_file(const std::filesystem::path& database);

}  // namespace fabula::store
