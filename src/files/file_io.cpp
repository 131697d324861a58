#include "files/file_io.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"

namespace fabula::files {

namespace {

constexpr std::string_view kUnfinished = ".unfinished-";
constexpr std::size_t kBlockBytes = 64 * 1024;

// A file that is not there unless keep() was reached.
class Unfinished {
public:
    Unfinished(const FileDescriptor& folder, std::string name)
        : folder_(folder), name_(std::move(name)) {}
    ~Unfinished() {
        if (!kept_) ::unlinkat(folder_.get(), name_.c_str(), 0);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    void keep() { kept_ = true; }

private:
    const FileDescriptor& folder_;
    const std::string name_;
    bool kept_ = false;
};

void write_bytes(const FileDescriptor& file, std::string_view bytes, const std::string& name) {
    while (!bytes.empty()) {
        const auto written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            throw_file_error(errno, "write " + name);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// Calls take(bytes) for each block of the file in order.
template <class Take>
void read_blocks(const OpenedFile& file, Take&& take) {
    std::vector<char> block(kBlockBytes);
    off_t at = 0;
    for (;;) {
        const auto got = ::pread(file.descriptor.get(), block.data(), block.size(), at);
        if (got < 0) {
            if (errno == EINTR) continue;
            throw_file_error(errno, "read a file");
        }
        if (got == 0) return;
        take(std::string_view(block.data(), static_cast<std::size_t>(got)));
        at += got;
    }
}

[[noreturn]] void throw_missing(const std::string& name) {
    throw AppError(Code::NotFound,
                   PublicText{"The file is missing from the data directory. Run \"fabula "
                              "doctor\"."},
                   {.log = "no regular file " + name});
}

class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void add(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
    }
    std::string hex() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
        crypto_hash_sha256_final(&state_, digest.data());
        std::string out(2 * digest.size() + 1, '\0');
        sodium_bin2hex(out.data(), out.size(), digest.data(), digest.size());
        out.pop_back();
        return out;
    }

private:
    crypto_hash_sha256_state state_{};
};

}  // namespace

FileDescriptor::~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
}

void write_whole(const FileDescriptor& folder, const std::string& name, std::string_view bytes) {
    const std::string temporary = std::string(kUnfinished) + random_hex(8) + "-" + name;
    const FileDescriptor file(::openat(folder.get(), temporary.c_str(),
                                       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.is_open()) throw_file_error(errno, "create " + name);
    Unfinished unfinished(folder, temporary);
    write_bytes(file, bytes, name);
    if (::fsync(file.get()) != 0) throw_file_error(errno, "fsync " + name);
    if (::renameat(folder.get(), temporary.c_str(), folder.get(), name.c_str()) != 0) {
        throw_file_error(errno, "rename to " + name);
    }
    unfinished.keep();
}

void write_at(const std::filesystem::path& file, std::int64_t offset, std::string_view bytes) {
    const auto name = file.filename().string();
    const FileDescriptor opened(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!opened.is_open()) throw_file_error(errno, "open " + name);
    if (::ftruncate(opened.get(), offset) != 0 || ::lseek(opened.get(), offset, SEEK_SET) < 0) {
        throw_file_error(errno, "open " + name);
    }
    write_bytes(opened, bytes, name);
    if (::fsync(opened.get()) != 0) throw_file_error(errno, "fsync " + name);
    const FileDescriptor folder(
        ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.is_open()) sync_folder(folder);
}

void move_whole(const std::filesystem::path& file, const FileDescriptor& folder,
                const std::string& name) {
    const auto opened = open_file(file);
    if (::fsync(opened.descriptor.get()) != 0) throw_file_error(errno, "fsync " + name);
    if (::renameat(AT_FDCWD, file.c_str(), folder.get(), name.c_str()) != 0) {
        throw_file_error(errno, "rename to " + name);
    }
}

void sync_folder(const FileDescriptor& folder) {
    if (::fsync(folder.get()) != 0) throw_file_error(errno, "fsync a folder");
}

bool is_unfinished(std::string_view name) {
    return name.starts_with(kUnfinished);
}

namespace {

OpenedFile open_regular(int folder, const std::string& name) {
    OpenedFile out{.descriptor = FileDescriptor(::openat(
                       folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))};
    if (!out.descriptor.is_open()) {
        // ELOOP: a symbolic link, which is never ours.
        if (errno == ENOENT || errno == ELOOP) throw_missing(name);
        throw_file_error(errno, "open " + name);
    }
    struct stat status {};
    if (::fstat(out.descriptor.get(), &status) != 0) throw_file_error(errno, "stat " + name);
    if (!S_ISREG(status.st_mode)) throw_missing(name);
    out.size_bytes = status.st_size;
    return out;
}

}  // namespace

OpenedFile open_file(const FileDescriptor& folder, const std::string& name) {
    return open_regular(folder.get(), name);
}

OpenedFile open_file(const std::filesystem::path& file) {
    return open_regular(AT_FDCWD, file.string());
}

MappedFile::MappedFile(const std::filesystem::path& file) {
    const auto opened = open_file(file);
    if (opened.size_bytes == 0) return;
    const auto size = static_cast<std::size_t>(opened.size_bytes);
    void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened.descriptor.get(), 0);
    if (begin == MAP_FAILED) throw_file_error(errno, "map " + file.filename().string());
    bytes_ = {static_cast<const char*>(begin), size};
}

MappedFile::~MappedFile() {
    if (bytes_.empty()) return;
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());  // NOLINT: as munmap has it.
}

std::string read_all(const OpenedFile& file) {
    std::string out;
    out.reserve(static_cast<std::size_t>(file.size_bytes));
    read_blocks(file, [&](std::string_view block) { out += block; });
    return out;
}

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

std::string sha256_of(const OpenedFile& file) {
    Sha256 hash;
    read_blocks(file, [&](std::string_view block) { hash.add(block); });
    return hash.hex();
}

void throw_file_error(int error, const std::string& doing) {
    Details details{.log = doing + ": " + std::strerror(error)};
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            throw AppError(Code::Unavailable,
                           PublicText{"The disk is full, so nothing was saved. Free some space "
                                      "and try again."},
                           std::move(details));
        case EROFS:
        case EACCES:
        case EPERM:
            throw AppError(Code::Unavailable,
                           PublicText{"The data directory does not allow this: it is read-only "
                                      "or belongs to another user."},
                           std::move(details));
        default:
            throw AppError(Code::Unavailable,
                           PublicText{"A file in the data directory could not be read or "
                                      "written."},
                           std::move(details));
    }
}

}  // namespace fabula::files
