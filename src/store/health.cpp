#include "store/health.hpp"

#include <lmdb.h>
#include <sqlite3.h>

namespace fabula::store {

namespace {

struct BrokenReference {
    std::string table{};
    std::string parent{};
    std::int64_t count = 0;

    static constexpr auto fields = FieldList{Field<&BrokenReference::table>{"table_name"},
                                             Field<&BrokenReference::parent>{"parent_name"},
                                             Field<&BrokenReference::count>{"row_count"}};
};

}  // namespace

std::vector<LibraryVersion> library_versions() {
    return {{"SQLite", std::string(sqlite3_libversion()) + " (" + sqlite3_sourceid() + ")"},
            {"LMDB", mdb_version(nullptr, nullptr, nullptr)}};
}

std::vector<std::string> database_problems(const Reader& db) {
    auto problems = db.column<std::string>("PRAGMA integrity_check(20)");
    if (problems == std::vector<std::string>{"ok"}) problems.clear();
    const auto broken = db.all<BrokenReference>(
        "SELECT \"table\" AS table_name, parent AS parent_name, count(*) AS row_count"
        " FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2");
    for (const auto& reference : broken) {
        problems.push_back(std::to_string(reference.count) + " rows of " + reference.table +
                           " refer to a missing row of " + reference.parent);
    }
    return problems;
}

}  // namespace fabula::store
