#include "accounts/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "accounts/token.hpp"

namespace fabula::accounts {

namespace {

std::string escape(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

}  // namespace

std::int64_t totp_step(Time time) noexcept {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / kTotpStep;
}

// RFC 4226, 5.3: four bytes of the hash from where its last half byte points to.
std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int length = 0;
    ::HMAC(::EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
           counter.size(), hash.data(), &length);
    const std::size_t at = hash[length - 1] & 15U;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8U | hash[at + i];
    number &= 0x7FFFFFFFU;
    std::string out(static_cast<std::size_t>(digits), '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, number /= 10) {
        *digit = static_cast<char>('0' + number % 10);
    }
    return out;
}

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Time now,
                                           std::int64_t used) {
    std::optional<std::int64_t> found;
    const auto present = totp_step(now);
    for (const auto step : {present - 1, present, present + 1}) {
        const bool same = same_secret(totp_code(secret, step), code);
        if (same && step > used) found = step;
    }
    return found;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (count += 8; count >= 5; count -= 5) out += letters[bits >> (count - 5) & 31U];
    }
    if (count > 0) out += letters[bits << (5 - count) & 31U];
    return out;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
    return "otpauth://totp/" + escape(issuer) + ":" + escape(account) +
           "?secret=" + to_base32(secret) + "&issuer=" + escape(issuer);
}

}  // namespace fabula::accounts
