// Files by descriptors: written so that they are whole and on disk, or not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace fabula::files {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : fd_(fd) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }

    [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
    [[nodiscard]] int get() const noexcept { return fd_; }

private:
    int fd_ = -1;
};

// Writes `bytes` as `name` (a bare file name) in the folder, mode 0600: a temporary file, fsync,
// rename. On disk under its name after sync_folder. Leaves nothing behind where it throws.
// Throws Unavailable for a full or read-only disk.
void write_whole(const FileDescriptor& folder, const std::string& name, std::string_view bytes);
// Writes into the file at the path, mode 0600, which is made where it is missing and ends behind
// what is written; on disk on return. Throws Unavailable for a full or read-only disk.
void write_at(const std::filesystem::path& file, std::int64_t offset, std::string_view bytes);

// Moves a file of the same file system into the folder, its content on disk first.
void move_whole(const std::filesystem::path& file, const FileDescriptor& folder,
                const std::string& name);
void sync_folder(const FileDescriptor& folder);

// True for what write_whole leaves where the process dies inside it.
bool is_unfinished(std::string_view name);

struct OpenedFile {
    FileDescriptor descriptor;
    std::int64_t size_bytes = 0;
};

// Throws NotFound where there is no such regular file, Unavailable where it cannot be read.
OpenedFile open_file(const FileDescriptor& folder, const std::string& name);
std::string read_all(const OpenedFile& file);
// The regular file at a path of ours.
OpenedFile open_file(const std::filesystem::path& file);
// SHA-256 in 64 hexadecimal digits.
std::string sha256_of(std::string_view bytes);
std::string sha256_of(const OpenedFile& file);

// A whole file as if it were read: for parsers of long ones. Nobody may shorten it meanwhile.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    std::string_view bytes_;
};

// Throws the AppError for errno after `doing` ("write shots/1.png", for the log) failed.
[[noreturn]] void throw_file_error(int error, const std::string& doing);

}  // namespace fabula::files
