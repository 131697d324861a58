#include "http/gate/answer_writer.hpp"

#include <fcntl.h>
#include <httplib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <optional>

namespace fabula::http::gate {

namespace {

constexpr std::size_t kBufferBytes = 64U << 10U;
constexpr std::size_t kFilePieceBytes = 256U << 10U;

// What httplib reads its request from and writes its answer to.
class WriterStream final : public httplib::Stream {
public:
    WriterStream(Connection& connection, std::string head, const Limits& limits)
        : connection_(connection),
          head_(std::move(head)),
          pace_(limits.answer_period, limits.answer_bytes_per_second) {}

    bool is_readable() const override { return taken_ < head_.size(); }
    bool is_writable() const override { return !broken_; }
    socket_t socket() const override { return 0; }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}

    ssize_t read(char* out, std::size_t size) override {
        const auto count = head_.copy(out, size, taken_);
        taken_ += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* data, std::size_t size) override {
        // Head and body of a small answer leave in one piece.
        if (buffer_.size() + size > kBufferBytes && !flush()) return -1;
        if (size > kBufferBytes) {
            if (!send({data, size})) return -1;
        } else {
            buffer_.append(data, size);
        }
        return static_cast<ssize_t>(size);
    }

    bool flush() {
        const bool sent = send(buffer_);
        buffer_.clear();
        return sent;
    }

private:
    bool send(std::string_view data) {
        broken_ = broken_ || !connection_.write(data, pace_);
        return !broken_;
    }

    Connection& connection_;
    std::string head_;
    std::size_t taken_ = 0;
    std::string buffer_;
    Pace pace_;
    bool broken_ = false;
};

// An open file as body.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat facts {};
        if (descriptor_ >= 0 && ::fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode)) {
            size_ = static_cast<std::size_t>(facts.st_size);
            good_ = true;
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::size_t size() const { return size_; }

    bool write_to(std::size_t offset, std::size_t length, httplib::DataSink& sink) const {
        std::string piece(std::min(length, kFilePieceBytes), '\0');
        const auto got =
            ::pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(offset));
        return got > 0 && sink.write(piece.data(), static_cast<std::size_t>(got));
    }

private:
    int descriptor_;
    std::size_t size_ = 0;
    bool good_ = false;
};

// RFC 9110 5.6.7. strftime would name days and months in the language of the process.
std::string format_date(std::chrono::sys_seconds now) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(now - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days[std::chrono::weekday(day).c_encoding()], unsigned{date.day()},
                  months[unsigned{date.month()} - 1], int{date.year()},
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

// "bytes=0-99", "bytes=100-", "bytes=-100". Several ranges are answered with the whole.
bool is_single_range(std::string_view value) {
    if (!value.starts_with("bytes=")) return false;
    value.remove_prefix(6);
    const auto dash = value.find('-');
    if (dash == std::string_view::npos || value.size() < 2 || value.size() > 40) return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i != dash && (value[i] < '0' || value[i] > '9')) return false;
    }
    return true;
}

}  // namespace

class AnswerWriter::Engine final : public httplib::Server {
public:
    Engine(const Clock& clock, const Limits& limits) : clock_(clock), limits_(limits) {
        // httplib sends files only while it takes itself to be listening.
        svr_sock_ = 0;
        set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
            fill(response);
            return HandlerResponse::Handled;
        });
        set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) {
            finish_headers(response);
        });
    }

    bool write(Connection& connection, const Request& request, Reply reply, After after) {
        reply_ = std::move(reply);
        after_ = after;
        const auto range = range_of(request);
        std::string head = request.head ? "HEAD / HTTP/1.1\r\n" : "GET / HTTP/1.1\r\n";
        if (!range.empty()) head.append("Range: ").append(range).append("\r\n");
        ranged_ = !range.empty();
        WriterStream stream(connection, head + "\r\n", limits_);
        bool closed = false;
        const bool written = process_request(stream, connection.address(), connection.remote_port(),
                                             {}, 0, false, closed, nullptr);
        file_.reset();
        return stream.flush() && written;
    }

private:
    // The part of a file that is wanted; empty for the whole.
    [[nodiscard]] std::string_view range_of(const Request& request) const {
        const auto range = request.header("range").value_or("");
        if (!reply_.file || reply_.status != 200 || !is_single_range(range)) return {};
        // RFC 9110 13.1.5: of another version of the file the whole is sent.
        const auto condition = request.header("if-range");
        if (!condition) return range;
        for (const auto& [name, value] : reply_.headers) {
            if (name == "ETag" && value == *condition) return range;
        }
        return {};
    }

    void fill(httplib::Response& response) {
        response.status = reply_.status;
        for (auto& [name, value] : reply_.headers) response.headers.emplace(name, std::move(value));
        response.headers.emplace("Date", date());
        if (reply_.file) {
            send_file(response);
            return;
        }
        if (!reply_.content_type.empty()) {
            response.headers.emplace("Content-Type", reply_.content_type);
        }
        response.body = std::move(reply_.body);
    }

    void send_file(httplib::Response& response) {
        file_.emplace(reply_.file->path);
        if (!file_->good()) {
            response.status = 404;
            return;
        }
        response.headers.emplace("Accept-Ranges", "bytes");
        if (ranged_) response.status = -1;  // Left to httplib, which answers 206 or 416.
        response.set_content_provider(
            file_->size(), reply_.content_type,
            [this](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                return file_->write_to(offset, length, sink);
            });
    }

    void finish_headers(httplib::Response& response) const {
        response.headers.erase("Keep-Alive");
        response.headers.erase("Connection");
        if (after_ == After::Close) response.headers.emplace("Connection", "close");
        if (response.status == 204 || response.status == 304) {
            response.headers.erase("Content-Length");  // RFC 9110 8.6.
        }
    }

    const std::string& date() {
        const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
        if (now != date_of_ || date_.empty()) {
            date_of_ = now;
            date_ = format_date(now);
        }
        return date_;
    }

    const Clock& clock_;
    const Limits& limits_;
    Reply reply_;  // In hand; file_ is its open file.
    std::optional<OpenFile> file_;
    After after_ = After::Close;
    bool ranged_ = false;
    std::chrono::sys_seconds date_of_{};
    std::string date_;
};

AnswerWriter::AnswerWriter(const Clock& clock, const Limits& limits)
    : engine_(std::make_unique<Engine>(clock, limits)) {}

AnswerWriter::~AnswerWriter() = default;

bool AnswerWriter::write(Connection& connection, const Request& request, Reply reply, After after) {
    return engine_->write(connection, request, std::move(reply), after);
}

}  // namespace fabula::http::gate
