// What `fabula doctor` asks of the database.
#pragma once

#include <string>
#include <vector>

#include "store/db.hpp"

namespace fabula::store {

struct LibraryVersion {
    std::string name{};
    std::string version{};  // With the build's source id, where the library has one.
};

// The libraries of this room as they run, which need not be those it was built with.
std::vector<LibraryVersion> library_versions();

// One sentence for each damage: pages, indexes, constraints, references. Reads everything, so
// that the store needs a long StoreOptions::read_time_max. Empty where all is well.
std::vector<std::string> database_problems(const Reader& db);

}  // namespace fabula::store
