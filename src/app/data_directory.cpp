#include "app/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

#include "base/error.hpp"
#include "base/random.hpp"
#include "files/file_io.hpp"

namespace fabula::app {

namespace {

[[noreturn]] void refuse(const std::string& sentence) {
    throw AppError(Code::Unavailable, PublicText{sentence});
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        refuse("The data directory " + folder.string() +
               " cannot be created: " + std::strerror(errno) + ".");
    }
}

}  // namespace

DataDirectory::DataDirectory(const std::filesystem::path& folder, CreateFolder create)
    : folder_(std::filesystem::absolute(folder).lexically_normal()) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();
    if (create == CreateFolder::Yes) make_folder(folder_);
    struct stat status {};
    if (::stat(folder_.c_str(), &status) != 0) {
        refuse("There is no data directory " + folder_.string() + ".");
    }
    if (!S_ISDIR(status.st_mode)) {
        refuse("The data directory " + folder_.string() + " is a file, not a folder.");
    }
    lock_ = ::open((folder_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) {
        refuse("The data directory " + folder_.string() +
               " cannot be written: " + std::strerror(errno) + ".");
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        lock_ = -1;
        refuse("The data directory " + folder_.string() +
               " is in use by another Fabula. Stop that one, or name another folder with --data.");
    }
}

DataDirectory::~DataDirectory() {
    if (lock_ >= 0) ::close(lock_);
}

std::string DataDirectory::secret_key() const {
    constexpr const char* name = "secret-key";
    constexpr std::size_t key_bytes = 32;
    if (!std::filesystem::exists(folder_ / name)) {
        const files::FileDescriptor folder(::open(folder_.c_str(), O_DIRECTORY | O_CLOEXEC));
        files::write_whole(folder, name, random_hex(key_bytes) + "\n");
    }
    std::ifstream file(folder_ / name);
    std::string key;
    if (!(file >> key)) refuse("The file " + (folder_ / name).string() + " cannot be read.");
    return key;
}

std::filesystem::path control_socket_of(const std::filesystem::path& folder) {
    return folder / "control.sock";
}

bool is_in_use(const std::filesystem::path& folder) {
    const int file = ::open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    const bool held = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return held;
}

}  // namespace fabula::app
