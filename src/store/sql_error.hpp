// What the database library reports, as the error of ours that says it to a user.
#pragma once

#include <string_view>

struct sqlite3;

namespace fabula::store {

// Throws the AppError for the connection's last error while `sql` ran.
[[noreturn]] void throw_sql_error(sqlite3* database, std::string_view sql);

}  // namespace fabula::store
