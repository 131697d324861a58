#include "accounts/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/random.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

constexpr int kHashesAtOnce = 2;

// Those of ten characters and more that head every published list.
constexpr std::array<std::string_view, 14> kCommon{
    "1234567890",  "12345678910",  "0123456789",  "0987654321",   "password12",
    "password123", "password1234", "passwort123", "passwort1234", "qwertyuiop",
    "qwertzuiop",  "1q2w3e4r5t",   "q1w2e3r4t5",  "iloveyou123"};

}  // namespace

std::optional<std::string> refuse_password(std::string_view password, std::string_view login,
                                           std::string_view name) {
    const auto length = count_code_points(password);
    if (length < kPasswordMin) {
        return "The password needs at least " + std::to_string(kPasswordMin) + " characters.";
    }
    if (length > kPasswordMax) {
        return "The password may have at most " + std::to_string(kPasswordMax) + " characters.";
    }
    const auto folded = fold(password);
    const bool same = folded.find_first_not_of(folded.front()) == std::string::npos;
    const bool own = folded == fold(login) || folded == fold(name);
    if (same || own || std::ranges::find(kCommon, folded) != kCommon.end()) {
        return "This password would be among the first to be guessed. Take another one.";
    }
    return std::nullopt;
}

// The right to use the memory of one hash.
class Passwords::Turn {
public:
    explicit Turn(Passwords& owner) : owner_(owner) {
        std::unique_lock lock(owner_.mutex_);
        owner_.free_.wait(lock, [&] { return owner_.running_ < kHashesAtOnce; });
        ++owner_.running_;
    }
    ~Turn() {
        {
            const std::lock_guard lock(owner_.mutex_);
            --owner_.running_;
        }
        owner_.free_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    Passwords& owner_;
};

Passwords::Passwords(PasswordCost cost) : cost_(cost) {}

std::string Passwords::hash(std::string_view password) {
    const Turn turn(*this);
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (::sodium_init() < 0 || ::crypto_pwhash_str(out.data(), password.data(), password.size(),
                                                   cost_.passes, cost_.memory_bytes) != 0) {
        throw std::bad_alloc();
    }
    return out.data();
}

bool Passwords::verify(const std::optional<std::string>& hash, std::string_view password) {
    if (count_code_points(password) > kPasswordMax) return false;
    std::string against;
    {
        const std::lock_guard lock(mutex_);
        against = hash ? *hash : nobody_;
    }
    if (against.empty()) {
        against = this->hash(random_hex(32));
        const std::lock_guard lock(mutex_);
        nobody_ = against;
    }
    const Turn turn(*this);
    const bool fits =
        ::sodium_init() >= 0 &&
        ::crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return fits && hash.has_value();
}

}  // namespace fabula::accounts
