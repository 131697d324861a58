#include "net/ca_file.hpp"

#include <array>
#include <filesystem>

namespace fabula::net {

std::string find_ca_file() {
    constexpr std::array kPlaces = std::to_array<const char*>({
        "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch, Gentoo.
        "/etc/pki/tls/certs/ca-bundle.crt",    // Fedora, RHEL.
        "/etc/ssl/ca-bundle.pem",              // openSUSE.
        "/etc/ssl/cert.pem",                   // Alpine.
    });
    std::error_code ignored;
    for (const auto* place : kPlaces) {
        if (std::filesystem::is_regular_file(place, ignored)) return place;
    }
    return {};
}

}  // namespace fabula::net
