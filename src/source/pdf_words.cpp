#include "source/pdf_words.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <semaphore>

#include "base/text.hpp"

namespace fabula::source {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kTimeMax = std::chrono::seconds(20);   // Of the processor.
constexpr auto kWaitMax = std::chrono::seconds(120);  // On a busy machine.
constexpr rlim_t kMemoryMax = 1'000'000'000;
constexpr std::size_t kAnswerMax = 100'000'000;
constexpr int kPdfDescriptor = 3;
constexpr std::string_view kNotInstalled =
    "Reading a PDF needs the command pdftotext, which is not installed here. On Debian it comes "
    "with the package poppler-utils.";

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

// One of the two processes that may run at a time.
class Place {
public:
    Place() { places().acquire(); }
    ~Place() { places().release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    static std::counting_semaphore<2>& places() {
        static std::counting_semaphore<2> all(2);
        return all;
    }
};

std::string find_program() {
    for (const char* path : {"/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext"}) {
        if (::access(path, X_OK) == 0) return path;
    }
    return {};
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void limit(__rlimit_resource what, rlim_t value) {
    const struct rlimit both { value, value };
    ::setrlimit(what, &both);
}

// In the new process, which has this thread only: system calls and nothing else until exec.
[[noreturn]] void become(const char* program, int pdf, int answer) {
    // Above the numbers that they are moved to.
    pdf = ::fcntl(pdf, F_DUPFD, kPdfDescriptor + 1);
    answer = ::fcntl(answer, F_DUPFD, kPdfDescriptor + 1);
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(answer, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    ::dup2(pdf, kPdfDescriptor);
    ::close_range(kPdfDescriptor + 1, ~0U, 0);
    limit(RLIMIT_CPU, static_cast<rlim_t>(kTimeMax.count()));
    limit(RLIMIT_AS, kMemoryMax);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const std::array<const char*, 8> arguments = {"pdftotext",       "-q", "-bbox", "-enc", "UTF-8",
                                                  "/proc/self/fd/3", "-",  nullptr};
    const std::array<const char*, 2> environment = {"LC_ALL=C.UTF-8", nullptr};
    ::execve(program, const_cast<char* const*>(arguments.data()),
             const_cast<char* const*>(environment.data()));
    ::_exit(127);
}

// nullopt where time or bytes ran out.
std::optional<std::string> read_answer(int file, Clock::time_point deadline) {
    std::string out;
    std::array<char, 65536> block{};
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        struct pollfd waiting {
            file, POLLIN, 0
        };
        const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const auto count = ::read(file, block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        if (count == 0) return out;
        out.append(block.data(), static_cast<std::size_t>(count));
        if (out.size() > kAnswerMax) return std::nullopt;
    }
}

int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

PdfWords refused(std::string_view why) {
    return {{}, std::string(why)};
}

PdfWords ask(std::string_view pdf, const std::string& program) {
    Descriptor file(::memfd_create("pdf", MFD_CLOEXEC));
    std::array<int, 2> ends{-1, -1};
    if (file.get() < 0 || !write_all(file.get(), pdf) || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return refused("The PDF could not be read: the system has no memory or files left.");
    }
    Descriptor from(ends[0]);
    Descriptor to(ends[1]);
    const pid_t process = ::fork();
    if (process < 0) return refused("The PDF could not be read: no process can be started.");
    if (process == 0) become(program.c_str(), file.get(), to.get());
    to.close();
    auto answer = read_answer(from.get(), Clock::now() + kWaitMax);
    if (!answer) ::kill(process, SIGKILL);
    const int code = wait_for(process);
    if (!answer) {
        return refused(
            "The PDF takes more than two minutes or 100 MB to read, so it is no script.");
    }
    if (code == 127) return refused(kNotInstalled);
    if (code != 0 && pdf.find("/Encrypt") != std::string_view::npos) {
        return refused("The PDF is locked with a password; save it without one.");
    }
    if (code != 0) return refused("The PDF is damaged: pdftotext cannot read it.");
    return {std::move(*answer), std::nullopt};
}

}  // namespace

bool is_pdf(std::string_view bytes, std::string_view file_name) noexcept {
    if (bytes.starts_with("%PDF-")) return true;
    return file_name.size() > 4 &&
           starts_with_ascii_insensitive(file_name.substr(file_name.size() - 4), ".pdf") &&
           bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

PdfWords read_pdf_words(std::string_view pdf, const std::string& program) {
    const auto found = program.empty() ? find_program() : program;
    if (found.empty()) return refused(kNotInstalled);
    const Place place;
    return ask(pdf, found);
}

}  // namespace fabula::source
