// An address of the web, read once: what is checked is what is connected to.
#pragma once

#include <string>

#include "net/curl_handle.hpp"

namespace fabula::net {

inline constexpr std::size_t kUrlMax = 8192;  // Bytes.

class Url {
public:
    // http and https alone. Throws FetchError BadRequest for anything else, for a user or password
    // in the address, and for a host that another program could take for another one: a number
    // that is no plain IPv4 address, a zone, letters outside ASCII, percent signs, a dot at the
    // end.
    static Url parse(const std::string& text);
    // Where a Location header leads from here; throws like parse().
    [[nodiscard]] Url follow(const std::string& location) const;

    [[nodiscard]] const std::string& scheme() const noexcept { return scheme_; }
    // In lower case; an IPv6 address without brackets, as inet_ntop writes it.
    [[nodiscard]] const std::string& host() const noexcept { return host_; }
    [[nodiscard]] int port() const noexcept { return port_; }
    [[nodiscard]] bool host_is_address() const noexcept { return host_is_address_; }
    // False where the scheme decides.
    [[nodiscard]] bool names_port() const noexcept { return names_port_; }
    // "ai.example.org:443", "[2001:db8::1]:80"
    [[nodiscard]] std::string host_and_port() const;
    // Whether what is meant for the one may be told to the other.
    [[nodiscard]] bool same_origin(const Url& other) const noexcept;
    // All of it, without the fragment.
    [[nodiscard]] std::string text() const;
    // For libcurl, which takes it as it was read here; owned by this.
    [[nodiscard]] CURLU* handle() const noexcept { return handle_.get(); }

private:
    explicit Url(UrlHandle handle);
    void read_host();

    UrlHandle handle_;
    std::string scheme_;
    std::string host_;
    int port_ = 0;
    bool host_is_address_ = false;
    bool names_port_ = false;
};

}  // namespace fabula::net
