#include "app/local_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/random.hpp"

namespace fabula::app {

namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

[[noreturn]] void refuse(const std::string& sentence) {
    throw AppError(Code::Invalid, PublicText{sentence});
}

std::string cause() {
    return std::strerror(errno);
}

}  // namespace

namespace {

std::string read_open(int input, const std::string& name, std::uint64_t bytes_max) {
    struct stat status {};
    if (::fstat(input, &status) != 0) refuse(name + " cannot be read: " + cause() + ".");
    if (S_ISDIR(status.st_mode)) refuse(name + " is a folder. Name the files in it.");
    std::string bytes;
    if (status.st_size > 0) bytes.reserve(static_cast<std::size_t>(status.st_size));
    char block[65536];
    while (true) {
        const auto got = ::read(input, block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse(name + " cannot be read: " + cause() + ".");
        if (got == 0) return bytes;
        bytes.append(block, static_cast<std::size_t>(got));
        if (bytes.size() > bytes_max) {
            refuse(name + " is larger than the limit of 20 MB for a story file.");
        }
    }
}

std::string read_up_to(const std::filesystem::path& file, std::uint64_t bytes_max) {
    const Descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    const auto name = "The file " + file.string();
    if (input.get() < 0) refuse(name + " cannot be opened: " + cause() + ".");
    return read_open(input.get(), name, bytes_max);
}

constexpr std::uint64_t kAnySize = std::numeric_limits<std::uint64_t>::max();

}  // namespace

std::string read_file(const std::filesystem::path& file) {
    return read_up_to(file, limits::kTextBytesMax);
}

std::string read_any_file(const std::filesystem::path& file) {
    if (file == kStandardStream) return read_open(STDIN_FILENO, "The input", kAnySize);
    return read_up_to(file, kAnySize);
}

namespace {

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto put = ::write(file, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) refuse("The output cannot be written: " + cause() + ".");
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

// Stands beside the target until it takes its name; removed where that does not happen.
class TemporaryFile {
public:
    explicit TemporaryFile(std::filesystem::path target)
        : target_(std::move(target)),
          path_(target_.string() + "." + random_hex(6) + ".part"),
          file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
        if (file_.get() < 0) {
            refuse("The output " + target_.string() + " cannot be created: " + cause() + ".");
        }
    }
    ~TemporaryFile() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] int descriptor() const { return file_.get(); }
    void rename_to_target() {
        if (::rename(path_.c_str(), target_.c_str()) != 0) {
            refuse("The output " + target_.string() + " cannot be created: " + cause() + ".");
        }
        path_.clear();
    }

private:
    std::filesystem::path target_;
    std::filesystem::path path_;
    Descriptor file_;
};

bool is_ordinary_target(const std::filesystem::path& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

}  // namespace

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    if (file == kStandardStream) return write_all(STDOUT_FILENO, bytes);
    if (!is_ordinary_target(file)) {
        // A pipe or device such as /dev/stdout can only be written through.
        const Descriptor output(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
        if (output.get() < 0) refuse("The output cannot be opened: " + cause() + ".");
        write_all(output.get(), bytes);
        return;
    }
    TemporaryFile temporary(file);
    write_all(temporary.descriptor(), bytes);
    if (::fsync(temporary.descriptor()) != 0) {
        refuse("The output cannot be written: " + cause() + ".");
    }
    temporary.rename_to_target();
}

}  // namespace fabula::app
