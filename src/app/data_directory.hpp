// The one folder that holds everything, and the lock that keeps a second server out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace fabula::app {

enum class CreateFolder { No, Yes };

// Holds the lock on a data directory for its lifetime. One directory, one server.
class DataDirectory {
public:
    // Creates the folder (mode 0700) where asked to. Throws Unavailable with a sentence naming
    // the cause: no such folder, a file in its place, no right to write, or held by a server.
    DataDirectory(const std::filesystem::path& folder, CreateFolder create);
    ~DataDirectory();
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path database() const { return folder_ / "fabula.db"; }
    [[nodiscard]] std::filesystem::path cache() const { return folder_ / "cache"; }
    [[nodiscard]] std::filesystem::path uploads() const { return folder_ / "uploads"; }
    [[nodiscard]] std::filesystem::path copies() const { return folder_ / "copies"; }

    // The text of the file "secret-key" (mode 0600), made at the first call: what secrets in the
    // database are sealed with. It is not in the copies of the database.
    [[nodiscard]] std::string secret_key() const;

private:
    std::filesystem::path folder_;
    int lock_ = -1;
};

// Where the running server of a data directory listens for commands.
std::filesystem::path control_socket_of(const std::filesystem::path& folder);

// True where a server holds the folder's lock.
bool is_in_use(const std::filesystem::path& folder);

}  // namespace fabula::app
