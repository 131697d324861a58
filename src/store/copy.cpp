#include "store/copy.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "base/error.hpp"
#include "store/db.hpp"
#include "store/health.hpp"

namespace fabula::store {

namespace {

void sync_to_disk(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) {
        throw AppError(Code::Unavailable,
                       PublicText{"The copy of the database could not be written."},
                       {.log = "fsync " + path.string()});
    }
}

void write_copy(Connection& connection, const std::filesystem::path& path) {
    // Made empty beforehand, so that it is never readable by other users.
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);
    const auto name = path.string();
    const std::array<Value, 1> args{to_value(name)};
    connection.run("VACUUM INTO ?", args);
    sync_to_disk(path);
}

}  // namespace

void copy_whole(Connection& connection, const std::filesystem::path& target) {
    auto unfinished = target;
    unfinished += ".tmp";
    std::filesystem::remove(unfinished);
    try {
        write_copy(connection, unfinished);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw;
    }
    std::filesystem::rename(unfinished, target);
    sync_to_disk(std::filesystem::absolute(target).parent_path());
}

void copy_database(const std::filesystem::path& database, const std::filesystem::path& target) {
    Connection connection(database, Access::ReadWrite);
    copy_whole(connection, target);
}

std::vector<std::string> problems_of_file(const std::filesystem::path& database) {
    Connection connection(database, Access::ReadOnly);
    return database_problems(Reader(connection));
}

}  // namespace fabula::store
