#include "http/gate/head.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace fabula::http::gate {

namespace {

// Two of these could be read by one party as the first, by another as the last.
constexpr std::array<std::string_view, 13> kSingleHeaders{
    "authorization", "content-length",    "content-type",    "expect", "host",
    "if-match",      "if-none-match",     "origin",          "range",  "sec-fetch-site",
    "x-api-key",     "transfer-encoding", "content-encoding"};

bool is_token_char(char c) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           others.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_char);
}

bool is_value(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
}

// Line ends and NUL in disguise: a server behind that decodes them would see further headers.
bool has_escaped_line_end(std::string_view value) {
    for (auto at = value.find('%'); at != std::string_view::npos; at = value.find('%', at + 1)) {
        const auto escape = to_lower_ascii(value.substr(at, 3));
        if (escape == "%0d" || escape == "%0a" || escape == "%00") return true;
    }
    return false;
}

std::string_view trim_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

bool lists_token(std::string_view list, std::string_view token) {
    for (const auto entry : split(list, ',')) {
        if (to_lower_ascii(trim_blanks(entry)) == token) return true;
    }
    return false;
}

class Parser {
public:
    Parser(std::string_view block, const Limits& limits) : rest_(block), limits_(limits) {}

    std::variant<Head, HeadProblem> parse() {
        if (read_request_line() && read_headers() && check_host() && read_body_length()) {
            read_connection();
            if (!problem_) return std::move(head_);
        }
        return std::move(*problem_);
    }

private:
    bool refuse(int status, std::string detail) {
        problem_ = HeadProblem{status, std::move(detail)};
        return false;
    }

    std::string_view take_line() {
        const auto end = rest_.find("\r\n");
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 2);
        return line;
    }

    bool read_request_line() {
        const auto line = take_line();
        const auto first = line.find(' ');
        const auto last = line.rfind(' ');
        if (first == std::string_view::npos || first == last) {
            return refuse(400, "The request line is not \"METHOD address HTTP/1.1\".");
        }
        return read_method(line.substr(0, first)) &&
               read_target(line.substr(first + 1, last - first - 1)) &&
               read_version(line.substr(last + 1));
    }

    bool read_method(std::string_view name) {
        if (!is_token(name)) return refuse(400, "The method is not a word.");
        auto& request = head_.request;
        request.head = name == "HEAD";
        if (request.head) return true;  // The rest of it is GET.
        for (const auto method : {Method::Get, Method::Post, Method::Put, Method::Patch,
                                  Method::Delete, Method::Options}) {
            if (name != name_of(method)) continue;
            request.method = method;
            return true;
        }
        return refuse(501, "This server knows GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS.");
    }

    bool read_target(std::string_view target) {
        if (target.size() > limits_.target_bytes) {
            return refuse(414, "The address is longer than " +
                                   std::to_string(limits_.target_bytes) + " bytes.");
        }
        if (starts_with_ascii_insensitive(target, "http://")) {
            const auto slash = target.find('/', 7);
            target_host_ = target.substr(7, slash == std::string_view::npos ? slash : slash - 7);
            target = slash == std::string_view::npos ? "/" : target.substr(slash);
        }
        const bool printable =
            std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
        if (!target.starts_with('/') || !printable) {
            return refuse(400,
                          "The address does not start with a slash, or holds a character "
                          "that must be percent-encoded.");
        }
        const Request parts = Request::to(head_.request.method, target);
        head_.request.path = parts.path;
        head_.request.raw_query = parts.raw_query;
        return true;
    }

    bool read_version(std::string_view version) {
        http_1_0_ = version == "HTTP/1.0";
        if (http_1_0_ || version == "HTTP/1.1") return true;
        const bool other = version.starts_with("HTTP/");
        return refuse(other ? 505 : 400, "This server speaks HTTP/1.1 and HTTP/1.0.");
    }

    bool read_headers() {
        auto& headers = head_.request.headers;
        while (!rest_.starts_with("\r\n")) {
            if (headers.size() == limits_.header_count) {
                return refuse(431, "There are more than " + std::to_string(limits_.header_count) +
                                       " headers.");
            }
            if (!read_header(take_line())) return false;
        }
        return true;
    }

    bool read_header(std::string_view line) {
        if (line.front() == ' ' || line.front() == '\t') {
            return refuse(400, "A header is folded over two lines.");
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return refuse(400, "A header is not \"Name: value\".");
        }
        const auto name = to_lower_ascii(line.substr(0, colon));
        const auto value = trim_blanks(line.substr(colon + 1));
        if (!is_value(value)) return refuse(400, "A header holds a control character.");
        if (has_escaped_line_end(value)) {
            return refuse(400, "A header holds an escaped line end or NUL.");
        }
        const bool single = std::ranges::find(kSingleHeaders, name) != kSingleHeaders.end();
        if (single && head_.request.header(name)) {
            return refuse(400, "The header " + name + " is there twice.");
        }
        head_.request.headers.emplace_back(name, value);
        return true;
    }

    bool check_host() {
        const auto host = head_.request.header("host");
        if (!host && !http_1_0_) return refuse(400, "The header Host is missing.");
        if (target_host_ && to_lower_ascii(*target_host_) != to_lower_ascii(host.value_or(""))) {
            return refuse(400, "The address and the header Host name two hosts.");
        }
        return true;
    }

    bool read_body_length() {
        const auto length = head_.request.header("content-length");
        if (head_.request.header("transfer-encoding")) {
            if (length || http_1_0_) {
                return refuse(400, "The body's length is given in two ways.");
            }
            return refuse(411, "Bodies in chunks are not taken; send Content-Length.");
        }
        if (!length) return true;
        const bool digits =
            !length->empty() && length->size() <= 15 &&
            std::ranges::all_of(*length, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) return refuse(400, "Content-Length is no number of bytes.");
        head_.content_length = static_cast<std::uint64_t>(parse_integer(*length).value());
        return true;
    }

    void read_connection() {
        const auto connection = head_.request.header("connection").value_or("");
        head_.keep_alive =
            http_1_0_ ? lists_token(connection, "keep-alive") : !lists_token(connection, "close");
        const auto expect = head_.request.header("expect");
        if (!expect || http_1_0_) return;
        if (to_lower_ascii(*expect) == "100-continue") {
            head_.expects_continue = head_.content_length > 0;
        } else {
            refuse(417, "Only \"Expect: 100-continue\" is understood.");
        }
    }

    std::string_view rest_;
    const Limits& limits_;
    Head head_;
    std::optional<std::string_view> target_host_;
    std::optional<HeadProblem> problem_;
    bool http_1_0_ = false;
};

}  // namespace

std::variant<Head, HeadProblem> parse_head(std::string_view block, const Limits& limits) {
    // A line end is CR LF and nothing else, or a line of ours is two lines of another's.
    for (std::size_t at = 0; at < block.size(); ++at) {
        const char c = block[at];
        const bool ended = c == '\r' && at + 1 < block.size() && block[at + 1] == '\n';
        if (ended) ++at;
        if (!ended && (c == '\r' || c == '\n' || c == '\0')) {
            return HeadProblem{400, "The head holds a bare CR or LF, or a NUL."};
        }
    }
    if (!block.ends_with("\r\n\r\n")) return HeadProblem{400, "The head does not end."};
    return Parser(block, limits).parse();
}

}  // namespace fabula::http::gate
