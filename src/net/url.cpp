#include "net/url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "net/fetch_error.hpp"

namespace fabula::net {

namespace {

constexpr unsigned kFlags = CURLU_DISALLOW_USER;

[[noreturn]] void refuse(const std::string& why) {
    throw FetchError(Failure::BadRequest, Sent::No, why, why);
}

std::optional<std::string> part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (::curl_url_get(url, part, &text, flags) != CURLUE_OK) return std::nullopt;
    return std::string(TextHandle(text).get());
}

void set_part(CURLU* url, CURLUPart part, const char* text, unsigned flags = 0) {
    const auto code = ::curl_url_set(url, part, text, flags);
    if (code == CURLUE_OUT_OF_MEMORY) throw std::bad_alloc();
    if (code == CURLUE_USER_NOT_ALLOWED) refuse("no user or password may stand in it.");
    if (code != CURLUE_OK) refuse("it is malformed.");
}

std::optional<std::string> plain_address(int family, const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (::inet_pton(family, text.c_str(), bytes.data()) != 1) return std::nullopt;
    ::inet_ntop(family, bytes.data(), out.data(), out.size());
    return std::string(out.data());
}

// "1.2.3.4", "0x7f.1", "2130706433": some readers take such a name for an IPv4 address.
bool ends_in_number(const std::string& host) {
    const auto last = host.substr(host.rfind('.') + 1);
    const bool digits = std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
    const bool hex = last.starts_with("0x") && std::ranges::all_of(last.substr(2), [](char c) {
                         return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                     });
    return digits || hex;
}

bool is_host_name(const std::string& host) {
    const bool plain = std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    return plain && !host.empty() && host.size() <= 253 && host.front() != '.' &&
           host.back() != '.' && host.find("..") == std::string::npos;
}

}  // namespace

Url::Url(UrlHandle handle) : handle_(std::move(handle)) {
    set_part(handle_.get(), CURLUPART_FRAGMENT, nullptr);
    scheme_ = to_lower_ascii(part_of(handle_.get(), CURLUPART_SCHEME).value_or(""));
    if (scheme_ != "http" && scheme_ != "https") refuse("only http and https are asked.");
    if (part_of(handle_.get(), CURLUPART_ZONEID)) refuse("it names a zone.");
    names_port_ = part_of(handle_.get(), CURLUPART_PORT).has_value();
    const auto port = part_of(handle_.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).value_or("");
    port_ = static_cast<int>(parse_integer(port).value_or(0));
    if (port_ < 1 || port_ > 65535) refuse("it names no port.");
    read_host();
}

void Url::read_host() {
    auto host = to_lower_ascii(part_of(handle_.get(), CURLUPART_HOST).value_or(""));
    if (host.starts_with('[') && host.ends_with(']')) {
        const auto address = plain_address(AF_INET6, host.substr(1, host.size() - 2));
        if (!address) refuse("it names no host.");
        host_ = *address;
        host_is_address_ = true;
        host = "[" + host_ + "]";
    } else {
        if (!is_host_name(host)) refuse("its host may hold a-z, 0-9, dots and hyphens.");
        host_is_address_ = ends_in_number(host);
        if (host_is_address_ && plain_address(AF_INET, host) != host) refuse("it names no host.");
        host_ = host;
    }
    set_part(handle_.get(), CURLUPART_HOST, host.c_str());
}

Url Url::parse(const std::string& text) {
    ensure_curl();
    if (text.size() > kUrlMax) refuse("it is too long.");
    // libcurl would also read "http:/host" and "http:///host".
    const auto slashes = text.find("://");
    const bool plain = slashes != std::string::npos && text.find('/', slashes + 3) != slashes + 3;
    if (!plain || text.find('\0') != std::string::npos) refuse("it is malformed.");
    UrlHandle handle(::curl_url());
    if (!handle) throw std::bad_alloc();
    set_part(handle.get(), CURLUPART_URL, text.c_str(), kFlags);
    return Url(std::move(handle));
}

Url Url::follow(const std::string& location) const {
    if (location.size() > kUrlMax) refuse("it is too long.");
    UrlHandle handle(::curl_url_dup(handle_.get()));
    if (!handle) throw std::bad_alloc();
    set_part(handle.get(), CURLUPART_URL, location.c_str(), kFlags | CURLU_URLENCODE);
    return Url(std::move(handle));
}

std::string Url::host_and_port() const {
    const bool v6 = host_.find(':') != std::string::npos;
    return (v6 ? "[" + host_ + "]" : host_) + ":" + std::to_string(port_);
}

bool Url::same_origin(const Url& other) const noexcept {
    return scheme_ == other.scheme_ && host_ == other.host_ && port_ == other.port_;
}

std::string Url::text() const {
    return part_of(handle_.get(), CURLUPART_URL).value_or("");
}

}  // namespace fabula::net
