#include "store/sql_error.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <string>

#include "base/error.hpp"

namespace fabula::store {

namespace {

bool is_disk_full(int code, int system_error) {
    if (code == SQLITE_FULL) return true;
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

bool is_read_only(int code, int system_error) {
    return code == SQLITE_READONLY || system_error == EROFS || system_error == EACCES;
}

PublicText conflict_text(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY: return {"This exists already."};
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return {
                "This refers to something that does not exist, or something else still refers "
                "to it."};
        default: return {"This breaks a rule of the stored data."};
    }
}

// "UNIQUE constraint failed: project.ext_id" → "ext_id"; empty where several columns are named.
std::string column_at_fault(std::string_view message) {
    const auto colon = message.rfind(": ");
    if (colon == std::string_view::npos) return {};
    const auto names = message.substr(colon + 2);
    if (names.find(',') != std::string_view::npos) return {};
    const auto dot = names.find('.');
    return dot == std::string_view::npos ? std::string{} : std::string(names.substr(dot + 1));
}

}  // namespace

void throw_sql_error(sqlite3* database, std::string_view sql) {
    const int extended = sqlite3_extended_errcode(database);
    const int code = extended & 0xff;
    const int system_error = code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_FULL
                                 ? sqlite3_system_errno(database)
                                 : 0;
    const std::string message = sqlite3_errmsg(database);
    Details details{.log = message + " (SQLite " + std::to_string(extended) + ", errno " +
                           std::to_string(system_error) + ") in: " + std::string(sql)};
    if (code == SQLITE_CONSTRAINT) {
        details.field = column_at_fault(message);
        throw AppError(Code::Conflict, conflict_text(extended), std::move(details));
    }
    if (is_disk_full(code, system_error)) {
        throw AppError(Code::Unavailable,
                       PublicText{"The disk is full, so nothing was saved. Free some space and "
                                  "try again."},
                       std::move(details));
    }
    if (is_read_only(code, system_error)) {
        throw AppError(Code::Unavailable,
                       PublicText{"The data directory cannot be written, so nothing was saved."},
                       std::move(details));
    }
    switch (code) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw AppError(Code::Unavailable,
                           PublicText{"The database file is damaged. Run \"fabula doctor\"."},
                           std::move(details));
        case SQLITE_INTERRUPT:
            throw AppError(Code::Unavailable,
                           PublicText{"Reading this took too long and was stopped."},
                           std::move(details));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw AppError(Code::Unavailable,
                           PublicText{"Another program is holding the database. Close it and try "
                                      "again."},
                           std::move(details));
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            throw AppError(Code::Unavailable,
                           PublicText{"The database file could not be read or written."},
                           std::move(details));
        default:
            throw AppError(Code::Internal, PublicText{"The database answered with an error."},
                           std::move(details));
    }
}

}  // namespace fabula::store
