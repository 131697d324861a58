#include "http/body/multipart.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::http {

namespace {

constexpr std::size_t kPieceBytes = 64U << 10U;
constexpr std::size_t kPartHeaderBytesMax = 8U << 10U;
constexpr int kPartsMax = 64;
constexpr std::size_t kBoundaryMax = 70;  // RFC 2046 5.1.1.

[[noreturn]] void malformed(const std::string& what) {
    throw AppError(Code::Invalid, PublicText{"The form cannot be read: " + what + "."});
}

// The value of `name` in `text`, which is "form-data; name=\"file\"; filename=\"a.txt\"".
std::optional<std::string> find_parameter(std::string_view text, std::string_view name) {
    auto at = text.find(';');
    while (at != std::string_view::npos && at < text.size()) {
        const auto equals = text.find('=', at);
        if (equals == std::string_view::npos) return std::nullopt;
        const auto key = trim(text.substr(at + 1, equals - at - 1));
        std::string value;
        auto end = equals + 1;
        if (end < text.size() && text[end] == '"') {
            for (++end; end < text.size() && text[end] != '"'; ++end) {
                // Browsers escape the quote only (as %22); a backslash may be part of a name.
                if (text[end] == '\\' && end + 1 < text.size() && text[end + 1] == '"') ++end;
                value.push_back(text[end]);
            }
            if (end >= text.size()) return std::nullopt;
            at = text.find(';', end);
        } else {
            at = text.find(';', end);
            value = trim(text.substr(end, at == std::string_view::npos ? at : at - end));
        }
        if (to_lower_ascii(key) == name) return value;
    }
    return std::nullopt;
}

// Browsers write a quote in a name as %22 and line ends as %0D%0A (WHATWG form encoding).
std::string decode_form_name(std::string text) {
    constexpr std::array<std::pair<std::string_view, char>, 3> escapes{
        {{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
    for (const auto& [escape, plain] : escapes) {
        for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1)) {
            text.replace(at, escape.size(), 1, plain);
        }
    }
    return text;
}

PartHeader parse_part_header(std::string_view block) {
    PartHeader header;
    bool disposed = false;
    for (auto line : split(block, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) malformed("a part's header has no colon");
        const auto name = to_lower_ascii(trim(line.substr(0, colon)));
        const auto value = trim(line.substr(colon + 1));
        if (name == "content-type") header.content_type = value;
        if (name != "content-disposition") continue;
        if (!starts_with_ascii_insensitive(value, "form-data")) {
            malformed("a part is no form field");
        }
        disposed = true;
        header.name = decode_form_name(find_parameter(value, "name").value_or(""));
        if (auto file_name = find_parameter(value, "filename")) {
            header.file_name = decode_form_name(std::move(*file_name));
        }
    }
    if (!disposed) malformed("a part does not name its field");
    return header;
}

// The body as a window that moves forward.
class Window {
public:
    explicit Window(Body& body) : body_(body) {}

    [[nodiscard]] std::string_view view() const { return buffer_; }
    void drop(std::size_t count) { buffer_.erase(0, count); }

    // False at the end of the body.
    bool grow() {
        const auto before = buffer_.size();
        buffer_.resize(before + kPieceBytes);
        const auto got = body_.read({buffer_.data() + before, kPieceBytes});
        buffer_.resize(before + got);
        return got > 0;
    }

    // Grows until `text` is in view, at most `most` bytes. Where it is.
    std::size_t find(std::string_view text, std::size_t most, const std::string& missing) {
        std::size_t at = buffer_.find(text);
        while (at == std::string::npos) {
            if (buffer_.size() > most + text.size() || !grow()) malformed(missing);
            at = buffer_.find(text);
        }
        return at;
    }

private:
    Body& body_;
    std::string buffer_;
};

// Hands on the content of a part up to `delimiter`, which is dropped too.
void read_content(Window& window, const std::string& delimiter, PartSink& sink) {
    for (;;) {
        const auto at = window.view().find(delimiter);
        if (at != std::string_view::npos) {
            if (at > 0) sink.content(window.view().substr(0, at));
            window.drop(at + delimiter.size());
            return;
        }
        // The delimiter may begin in what is here and end in what is to come.
        const auto keep = std::min(window.view().size(), delimiter.size() - 1);
        const auto ready = window.view().size() - keep;
        if (ready > 0) sink.content(window.view().substr(0, ready));
        window.drop(ready);
        if (!window.grow()) malformed("it ends inside a part");
    }
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    if (!starts_with_ascii_insensitive(content_type, "multipart/form-data")) return std::nullopt;
    auto boundary = find_parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > kBoundaryMax) return std::nullopt;
    const bool allowed =
        std::ranges::all_of(*boundary, [](char c) { return c > 0x20 && c < 0x7F; });
    if (!allowed) return std::nullopt;
    return boundary;
}

void read_multipart(Body& body, const std::string& boundary, PartSink& sink) {
    Window window(body);
    const std::string delimiter = "\r\n--" + boundary;
    // The first delimiter may stand at the very start, or behind a preamble.
    window.drop(window.find("--" + boundary, kPartHeaderBytesMax, "its first boundary is missing") +
                delimiter.size() - 2);
    for (int parts = 0;; ++parts) {
        while (window.view().size() < 2) {
            if (!window.grow()) malformed("it ends behind a boundary");
        }
        if (window.view().starts_with("--")) break;
        if (parts == kPartsMax) malformed("it has more than 64 parts");
        if (!window.view().starts_with("\r\n")) malformed("something follows a boundary");
        window.drop(2);
        const auto end =
            window.find("\r\n\r\n", kPartHeaderBytesMax, "a part's header is too long");
        sink.begin(parse_part_header(window.view().substr(0, end)));
        window.drop(end + 4);
        read_content(window, delimiter, sink);
        sink.end();
    }
    window.drop(window.view().size());
    while (window.grow()) window.drop(window.view().size());
}

}  // namespace fabula::http
