// Passwords: kept as argon2id hashes only.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace fabula::accounts {

inline constexpr std::size_t kPasswordMin = 10;   // Code points.
inline constexpr std::size_t kPasswordMax = 256;  // Code points; longer ones are not hashed.

// Why the password is refused; nothing where it may be used. `login` and `name` are the user's.
std::optional<std::string> refuse_password(std::string_view password, std::string_view login,
                                           std::string_view name);

struct PasswordCost {
    std::uint64_t passes = 3;
    std::size_t memory_bytes = 64U << 20U;
};

class Passwords {
public:
    explicit Passwords(PasswordCost cost = {});

    // A text that carries salt and parameters.
    [[nodiscard]] std::string hash(std::string_view password);
    // Without a hash it takes as long and is false: an unknown name answers like a known one.
    [[nodiscard]] bool verify(const std::optional<std::string>& hash, std::string_view password);

private:
    class Turn;

    const PasswordCost cost_;
    // Two at a time, so that many sign-ins do not take the memory of the machine.
    std::mutex mutex_;
    std::condition_variable free_;
    int running_ = 0;
    std::string nobody_;  // The hash of a password that nobody has.
};

}  // namespace fabula::accounts
