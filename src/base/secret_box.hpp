// What must be kept readable and yet be of no use to who copies the database: sealed with a key
// that lies beside it, in a file of its own.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fabula {

class SecretBox {
public:
    static constexpr std::size_t kKeyBytes = 32;

    // 64 hexadecimal digits. Throws Unavailable for anything else.
    explicit SecretBox(std::string_view key_hex);

    // XChaCha20-Poly1305 as text. `place` says where it is kept ("second_factor.secret:<id>"), and
    // the same is needed to open it, so that a sealed text is of no use in another row.
    [[nodiscard]] std::string seal(std::string_view secret, std::string_view place) const;
    // Nothing where it was sealed with another key, for another place, or changed since.
    [[nodiscard]] std::optional<std::string> open(std::string_view sealed,
                                                  std::string_view place) const;
    // 64 hexadecimal digits that say whether two texts are the same, to who has the key.
    [[nodiscard]] std::string mark(std::string_view text, std::string_view place) const;

private:
    std::array<unsigned char, kKeyBytes> key_{};
};

}  // namespace fabula
