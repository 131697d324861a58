#include "http/body/receive.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/error.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "http/body/file_name.hpp"
#include "http/body/multipart.hpp"

namespace fabula::http {

namespace {

constexpr std::string_view kPrefix = "upload-";
constexpr std::size_t kPieceBytes = 256U << 10U;
// What a form's boundaries and other fields may add to the file in it.
constexpr std::uint64_t kFormBytes = 64U << 10U;

[[noreturn]] void too_large(std::uint64_t bytes_max) {
    throw AppError(Code::TooLarge, PublicText{"The file is too large: at most " +
                                              format_bytes(bytes_max) + " are taken."});
}

[[noreturn]] void cannot_store(int error, const std::filesystem::path& path) {
    const std::string log = path.string() + ": " + std::strerror(error);
    if (error == ENOSPC || error == EDQUOT) {
        throw AppError(Code::Unavailable,
                       PublicText{"The server's disk is full. Make room, then send it again."},
                       {.log = log});
    }
    if (error == EROFS || error == EACCES) {
        throw AppError(Code::Unavailable,
                       PublicText{"The server may not write to its data folder."}, {.log = log});
    }
    throw AppError(Code::Internal, PublicText{"The file could not be stored."}, {.log = log});
}

// The temporary file; removed unless it was handed on.
class Spool {
public:
    Spool(const std::filesystem::path& folder, std::uint64_t bytes_max)
        : path_(folder / (std::string(kPrefix) + random_hex(16))), bytes_max_(bytes_max) {
        file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file_ < 0) cannot_store(errno, path_);
    }
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool() {
        if (file_ >= 0) ::close(file_);
        std::error_code ignored;
        if (!handed_on_) std::filesystem::remove(path_, ignored);
    }

    void write(std::string_view piece) {
        if (piece.size() > bytes_max_ - size_) too_large(bytes_max_);
        size_ += piece.size();
        while (!piece.empty()) {
            const auto written = ::write(file_, piece.data(), piece.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) cannot_store(errno, path_);
            piece.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    Upload hand_on(std::string file_name, std::string media_type) {
        const int closed = ::close(std::exchange(file_, -1));
        if (closed != 0) cannot_store(errno, path_);
        handed_on_ = true;
        return {path_, std::move(file_name), std::move(media_type), size_};
    }

private:
    std::filesystem::path path_;
    std::uint64_t bytes_max_;
    std::uint64_t size_ = 0;
    int file_ = -1;
    bool handed_on_ = false;
};

// Takes the first file of a form, and the fields that are no files.
class FirstFile final : public PartSink {
public:
    explicit FirstFile(Spool& spool) : spool_(spool) {}

    void begin(const PartHeader& header) override {
        taking_ = header.file_name.has_value() && !found_;
        in_field_ = !header.file_name.has_value();
        if (in_field_) form_.emplace_back(header.name, "");
        if (!taking_) return;
        found_ = true;
        file_name_ = check_file_name(*header.file_name);
        media_type_ = header.content_type;
    }
    void content(std::string_view piece) override {
        if (taking_) spool_.write(piece);
        if (!in_field_) return;
        form_bytes_ += piece.size();
        if (form_bytes_ > kFormBytes) {
            throw AppError(Code::TooLarge,
                           PublicText{"The fields of the form hold more than " +
                                      format_bytes(kFormBytes) + " beside the file."},
                           {.field = form_.back().first});
        }
        form_.back().second += piece;
    }
    void end() override {
        if (in_field_ && !is_utf8(form_.back().second)) {
            invalid(form_.back().first, "is not UTF-8 text");
        }
        taking_ = in_field_ = false;
    }

    Upload finish() {
        if (!found_) {
            throw AppError(Code::Invalid, PublicText{"The form holds no file."}, {.field = "file"});
        }
        auto upload = spool_.hand_on(std::move(file_name_), std::move(media_type_));
        upload.set_form(std::move(form_));
        return upload;
    }

private:
    Spool& spool_;
    std::vector<NameValue> form_;
    std::uint64_t form_bytes_ = 0;
    bool in_field_ = false;
    std::string file_name_;
    std::string media_type_;
    bool taking_ = false;
    bool found_ = false;
};

Upload receive_raw(const Request& request, Body& body, Spool& spool) {
    const auto name = check_file_name(request.query_value("name").value_or(""));
    std::string piece(kPieceBytes, '\0');
    while (const auto got = body.read(piece)) spool.write({piece.data(), got});
    return spool.hand_on(name, std::string(request.header("content-type").value_or("")));
}

}  // namespace

std::string format_bytes(std::uint64_t bytes) {
    struct Unit {
        std::uint64_t size;
        const char* name;
    };
    constexpr std::array<Unit, 3> units{
        {{1'000'000'000, " GB"}, {1'000'000, " MB"}, {1000, " kB"}}};
    for (const auto& unit : units) {
        if (bytes < unit.size) continue;
        const auto tenths = bytes * 10 / unit.size;
        std::string text = std::to_string(tenths / 10);
        if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
        return text + unit.name;
    }
    return std::to_string(bytes) + " bytes";
}

Upload receive_upload(const Request& request, Body& body, const std::filesystem::path& folder,
                      std::uint64_t bytes_max) {
    const auto content_type = request.header("content-type").value_or("");
    const auto boundary = multipart_boundary(content_type);
    if (!boundary && content_type.starts_with("multipart/")) {
        throw AppError(Code::Unsupported,
                       PublicText{"The body must be a file or multipart/form-data with one."});
    }
    // Refused before a byte of it is read, so that a client that waits need not send it.
    if (body.length() > bytes_max + (boundary ? kFormBytes : 0)) too_large(bytes_max);
    Spool spool(folder, bytes_max);
    if (!boundary) return receive_raw(request, body, spool);
    FirstFile file(spool);
    read_multipart(body, *boundary, file);
    return file.finish();
}

std::string read_text(Body& body) {
    std::string text(static_cast<std::size_t>(body.length()), '\0');
    std::size_t have = 0;
    while (have < text.size()) {
        const auto got = body.read({text.data() + have, text.size() - have});
        if (got == 0) throw ConnectionLost("the body ended early");
        have += got;
    }
    return text;
}

void remove_abandoned_uploads(const std::filesystem::path& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (!entry.path().filename().string().starts_with(kPrefix)) continue;
        std::error_code ignored;
        std::filesystem::remove(entry.path(), ignored);
    }
}

}  // namespace fabula::http
