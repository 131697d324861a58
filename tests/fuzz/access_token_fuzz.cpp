// Fuzzes accounts: access tokens, with the right signature and without, and sets of keys.
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "accounts/jwt.hpp"
#include "base/error.hpp"
#include "base/id.hpp"

using namespace fabula;

namespace {

constexpr std::string_view kSecret = "a secret of thirty-two characters";

std::string coded(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_ENCODED_LEN(bytes.size(), kVariant), '\0');
    ::sodium_bin2base64(out.data(), out.size(),
                        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                        kVariant);
    out.pop_back();  // The end of a C string.
    return out;
}

std::string signed_token(std::string_view header, std::string_view claims) {
    const auto text = coded(header) + "." + coded(claims);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    ::HMAC(::EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data(), &size);
    return text + "." + coded({reinterpret_cast<const char*>(hash.data()), size});
}

void check(const std::string& token, const accounts::JwtKeys& keys) {
    const Time now{std::chrono::seconds(1'795'176'000)};
    try {
        const auto claims = accounts::verify_jwt(token, keys, {.issuer = "i"}, now);
        if (!is_uuid(claims.subject) || claims.expires_at + std::chrono::seconds(60) <= now) {
            std::abort();
        }
    } catch (const AppError& error) {
        if (error.code() != Code::Unauthenticated) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    accounts::JwtKeys keys;
    keys.add_secret(kSecret);
    check(text, keys);
    check(signed_token(R"({"alg":"HS256"})", text), keys);
    const auto end = text.find('\n');
    if (end != std::string::npos) {
        check(signed_token(text.substr(0, end), text.substr(end + 1)), keys);
    }
    try {
        static_cast<void>(keys.add_key_set(text));
    } catch (const AppError& error) {
        if (error.code() != Code::Invalid) std::abort();
    }
    return 0;
}
