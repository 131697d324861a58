#include "accounts/setup_code.hpp"

#include <array>
#include <utility>

#include "accounts/token.hpp"
#include "base/random.hpp"

namespace fabula::accounts {

namespace {

// Crockford's alphabet: without I, L, O and U.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kHalf = 5;

}  // namespace

std::string SetupCode::make() {
    std::array<unsigned char, 2 * kHalf> bytes{};
    random_bytes(bytes);
    std::string code;
    for (const auto byte : bytes) {
        if (code.size() == kHalf) code += '-';
        code += kLetters[byte % kLetters.size()];
    }
    return code;
}

std::string SetupCode::plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

void SetupCode::arm(std::string code, std::function<void()> on_spent) {
    const std::lock_guard lock(mutex_);
    code_ = plain(code);
    on_spent_ = std::move(on_spent);
}

bool SetupCode::fits(std::string_view text) const {
    const std::lock_guard lock(mutex_);
    return !code_.empty() && same_secret(plain(text.substr(0, 200)), code_);
}

void SetupCode::spend() {
    std::function<void()> tell;
    {
        const std::lock_guard lock(mutex_);
        code_.clear();
        tell = std::exchange(on_spent_, nullptr);
    }
    if (tell) tell();
}

}  // namespace fabula::accounts
