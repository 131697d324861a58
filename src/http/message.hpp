// A request and its answer as features see them: no socket, no thread, no server library.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fabula::http {

// HEAD is answered by the GET row without its body; Options by the dispatcher, no row has it.
enum class Method { Get, Post, Put, Patch, Delete, Options };

std::string_view name_of(Method method) noexcept;  // "GET"

// GET only; the other methods may change something.
constexpr bool is_safe(Method method) noexcept {
    return method == Method::Get;
}

using NameValue = std::pair<std::string, std::string>;

// The other end of a connection.
class Peer {
public:
    virtual ~Peer() = default;
    [[nodiscard]] virtual const std::string& address() const = 0;  // "127.0.0.1", "::1"
    [[nodiscard]] virtual bool loopback() const = 0;
    // The user of this machine who holds the other end of a loopback connection, asked from the
    // kernel once per connection. nullopt where the kernel does not tell.
    [[nodiscard]] virtual std::optional<uid_t> uid() const = 0;
};

struct Request {
    Method method = Method::Get;
    bool head = false;                  // GET whose answer goes out without its body.
    std::string id;                     // 16 lower-case hexadecimal digits, in log and problems.
    std::string path;                   // Percent-encoded, as received, without the query.
    std::string raw_query;              // As received, without the question mark.
    std::vector<NameValue> query;       // Decoded, in order of appearance.
    std::vector<NameValue> headers;     // Names in lower case, values trimmed.
    std::vector<NameValue> parameters;  // {names} of the row's path, decoded.
    const Peer* peer = nullptr;         // Null in tests without a socket.

    // `target` is what stands in the request line: path, and query behind a question mark.
    static Request to(Method method, std::string_view target);

    // `name` in lower case. The first of several.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const noexcept;
    // Empty where the row's path does not name it.
    [[nodiscard]] std::string_view parameter(std::string_view name) const noexcept;
};

// The bytes of a request that are still on the wire.
class Body {
public:
    virtual ~Body() = default;
    // As declared; 0 where the request has no body.
    [[nodiscard]] virtual std::uint64_t length() const = 0;
    // Reads at least one byte; 0 at the end. Throws SenderTooSlow where the sender stalls,
    // ConnectionLost where it leaves.
    virtual std::size_t read(std::span<char> out) = 0;
};

// There is nobody left to answer to.
class ConnectionLost : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// The sender keeps a body waiting for longer than the limits allow; answered with 408.
class SenderTooSlow : public std::runtime_error {
public:
    SenderTooSlow() : std::runtime_error("the body came too slowly") {}
};

// A body that is there already.
class TextBody final : public Body {
public:
    explicit TextBody(std::string_view text = {}) : text_(text), length_(text.size()) {}
    [[nodiscard]] std::uint64_t length() const override { return length_; }
    std::size_t read(std::span<char> out) override;

private:
    std::string_view text_;  // What is left.
    std::uint64_t length_;
};

// A received file, in a temporary place until keep_at() or destruction.
class Upload {
public:
    Upload() = default;
    Upload(std::filesystem::path path, std::string file_name, std::string media_type,
           std::uint64_t size);
    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&& other) noexcept;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    ~Upload();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    // As the client calls it: text without folders and control characters, never a path.
    [[nodiscard]] const std::string& file_name() const noexcept { return file_name_; }
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    // The other fields of the form that it came in.
    [[nodiscard]] const std::vector<NameValue>& form() const noexcept { return form_; }
    void set_form(std::vector<NameValue> form) { form_ = std::move(form); }
    // The whole content. Throws TooLarge above `bytes_max`.
    [[nodiscard]] std::string read_all(std::uint64_t bytes_max) const;
    // Moves the file to `target` on the same file system; it is no longer removed.
    void keep_at(const std::filesystem::path& target);

private:
    std::filesystem::path path_;
    std::string file_name_;
    std::string media_type_;
    std::uint64_t size_ = 0;
    std::vector<NameValue> form_;
};

// A file on disk as answer; ranges are served.
struct FileContent {
    std::filesystem::path path;
};

struct LiveGuest;  // live/live.hpp

struct Reply {
    int status = 200;
    std::string content_type{};
    std::vector<NameValue> headers{};
    std::string body{};
    std::optional<FileContent> file{};  // Instead of `body`.
    std::shared_ptr<LiveGuest> live{};  // The connection becomes a live one; status is 101.

    static Reply bytes(std::string content_type, std::string body);
    static Reply from_file(std::filesystem::path path, std::string content_type);
    // `location` is a path of this server, starting with one slash.
    static Reply redirect(std::string location);

    Reply with_header(std::string name, std::string value) &&;
    // Saved under `file_name` rather than shown.
    Reply as_download(std::string_view file_name) &&;
    // The content never changes at this address: caches keep it for a year.
    Reply immutable() &&;
    // `tag` without quotes; answers 304 where the caller has it.
    Reply with_etag(std::string_view tag) &&;
};

}  // namespace fabula::http
