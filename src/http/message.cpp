#include "http/message.hpp"

#include <array>
#include <fstream>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::http {

namespace {

std::optional<std::string_view> find_first(const std::vector<NameValue>& list,
                                           std::string_view name) noexcept {
    for (const auto& [key, value] : list) {
        if (key == name) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Method method) noexcept {
    constexpr std::array<std::string_view, 6> names{"GET",   "POST",   "PUT",
                                                    "PATCH", "DELETE", "OPTIONS"};
    return names[static_cast<std::size_t>(method)];
}

Request Request::to(Method method, std::string_view target) {
    Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.raw_query = target.substr(question + 1);
    return request;
}

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
    return find_first(headers, name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const noexcept {
    return find_first(query, name);
}

std::string_view Request::parameter(std::string_view name) const noexcept {
    return find_first(parameters, name).value_or(std::string_view{});
}

std::size_t TextBody::read(std::span<char> out) {
    const auto count = text_.copy(out.data(), out.size());
    text_.remove_prefix(count);
    return count;
}

Upload::Upload(std::filesystem::path path, std::string file_name, std::string media_type,
               std::uint64_t size)
    : path_(std::move(path)),
      file_name_(std::move(file_name)),
      media_type_(std::move(media_type)),
      size_(size) {}

Upload::Upload(Upload&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      file_name_(std::move(other.file_name_)),
      media_type_(std::move(other.media_type_)),
      size_(std::exchange(other.size_, 0)),
      form_(std::move(other.form_)) {}

Upload& Upload::operator=(Upload&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(file_name_, other.file_name_);
    std::swap(media_type_, other.media_type_);
    std::swap(size_, other.size_);
    std::swap(form_, other.form_);
    return *this;
}

Upload::~Upload() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

std::string Upload::read_all(std::uint64_t bytes_max) const {
    if (size_ > bytes_max) {
        throw AppError(Code::TooLarge,
                       PublicText{"The file has " + std::to_string(size_) + " bytes; at most " +
                                  std::to_string(bytes_max) + " are allowed."});
    }
    std::ifstream in(path_, std::ios::binary);
    std::string content(static_cast<std::size_t>(size_), '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!in) {
        throw AppError(Code::Internal, PublicText{"The received file cannot be read."},
                       {.log = path_.string()});
    }
    return content;
}

void Upload::keep_at(const std::filesystem::path& target) {
    std::filesystem::rename(path_, target);
    path_.clear();
}

Reply Reply::bytes(std::string content_type, std::string body) {
    Reply reply;
    reply.content_type = std::move(content_type);
    reply.body = std::move(body);
    return reply;
}

Reply Reply::from_file(std::filesystem::path path, std::string content_type) {
    Reply reply;
    reply.content_type = std::move(content_type);
    reply.file = FileContent{std::move(path)};
    return reply;
}

Reply Reply::redirect(std::string location) {
    Reply reply;
    reply.status = 303;
    reply.headers.emplace_back("Location", std::move(location));
    return reply;
}

Reply Reply::with_header(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Reply Reply::as_download(std::string_view file_name) && {
    // RFC 6266: an ASCII name for old clients, the exact one in UTF-8.
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string plain;
    std::string encoded;
    for (const char c : file_name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool token = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_';
        if (byte < 0x80) plain.push_back(token || c == ' ' ? c : '_');
        if (token) {
            encoded.push_back(c);
        } else {
            encoded.push_back('%');
            encoded.push_back(hex[byte >> 4U]);
            encoded.push_back(hex[byte & 15U]);
        }
    }
    headers.emplace_back("Content-Disposition",
                         "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
    return std::move(*this);
}

Reply Reply::immutable() && {
    headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    return std::move(*this);
}

Reply Reply::with_etag(std::string_view tag) && {
    headers.emplace_back("ETag", "\"" + std::string(tag) + "\"");
    return std::move(*this);
}

}  // namespace fabula::http
