#include "base/secret_box.hpp"

#include <sodium.h>

#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"

namespace fabula {

namespace {

constexpr std::string_view kForm = "1:";  // Of the sealed text: hexadecimal nonce and cipher.
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

using Bytes = std::vector<unsigned char>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_hex(const unsigned char* data, std::size_t size) {
    std::string out(2 * size + 1, '\0');
    ::sodium_bin2hex(out.data(), out.size(), data, size);
    out.pop_back();
    return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.empty() || text.size() % 2 != 0) return std::nullopt;
    Bytes out(text.size() / 2);
    std::size_t length = 0;
    if (::sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length,
                         nullptr) != 0) {
        return std::nullopt;
    }
    if (length != out.size()) return std::nullopt;
    return out;
}

}  // namespace

SecretBox::SecretBox(std::string_view key_hex) {
    const auto key = from_hex(key_hex);
    if (!key || key->size() != kKeyBytes || ::sodium_init() < 0) {
        throw AppError(Code::Unavailable,
                       PublicText{"The file secret-key of the data directory must hold 64 "
                                  "hexadecimal digits and nothing else."});
    }
    std::copy(key->begin(), key->end(), key_.begin());
}

std::string SecretBox::seal(std::string_view secret, std::string_view place) const {
    Bytes out(kNonceBytes + secret.size() + kTagBytes);
    random_bytes({out.data(), kNonceBytes});
    ::crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonceBytes, nullptr,
                                                 bytes_of(secret), secret.size(), bytes_of(place),
                                                 place.size(), nullptr, out.data(), key_.data());
    return std::string(kForm) + to_hex(out.data(), out.size());
}

std::optional<std::string> SecretBox::open(std::string_view sealed, std::string_view place) const {
    if (!sealed.starts_with(kForm)) return std::nullopt;
    const auto in = from_hex(sealed.substr(kForm.size()));
    if (!in || in->size() < kNonceBytes + kTagBytes) return std::nullopt;
    std::string out(in->size() - kNonceBytes - kTagBytes, '\0');
    const int wrong = ::crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(out.data()), nullptr, nullptr, in->data() + kNonceBytes,
        in->size() - kNonceBytes, bytes_of(place), place.size(), in->data(), key_.data());
    if (wrong != 0) return std::nullopt;
    return out;
}

std::string SecretBox::mark(std::string_view text, std::string_view place) const {
    const auto whole = std::string(place) + '\n' + std::string(text);
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    ::crypto_generichash(hash.data(), hash.size(), bytes_of(whole), whole.size(), key_.data(),
                         key_.size());
    return to_hex(hash.data(), hash.size());
}

}  // namespace fabula
