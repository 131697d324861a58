// One-time passwords by time (RFC 6238) as authenticator apps make them: HMAC-SHA-1, six digits,
// a new one every thirty seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace fabula::accounts {

inline constexpr int kTotpDigits = 6;
inline constexpr std::chrono::seconds kTotpStep{30};

// How many steps lie behind the start of 1970.
std::int64_t totp_step(Time time) noexcept;
// The password of a step, `digits` long. `secret` is bytes.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);
// Which step the code is of: the present one, the one before or the one after, as clocks differ.
// Steps up to `used` are over.
std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Time now,
                                           std::int64_t used);

// RFC 4648, 6, without padding.
std::string to_base32(std::string_view bytes);
// The address that apps read from a QR code.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace fabula::accounts
