// JSON Web Tokens (RFC 7519) as Supabase signs them: HS256 with a secret, RS256 and ES256 with keys
// of a key set (RFC 7517). Which algorithm a key is for is the key's to say, never the token's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace fabula::accounts {

enum class JwtAlgorithm { HS256, RS256, ES256 };

// What is believed of a token, after every check.
struct JwtClaims {
    std::string subject;  // A UUID.
    std::string email;    // Empty where the token names none.
    std::string name;     // As the person gave it; of no weight but as a suggestion.
    Time expires_at{};
};

class JwtKeys {
public:
    JwtKeys();
    ~JwtKeys();
    JwtKeys(JwtKeys&&) noexcept;
    JwtKeys& operator=(JwtKeys&&) noexcept;

    // Adds a secret for HS256. Throws Invalid for one of less than 32 bytes (RFC 7518, 3.2).
    void add_secret(std::string_view secret);
    // Adds the public keys of a JSON key set that are for verifying with RS256 or ES256; others are
    // passed over: symmetric ones, other curves, RSA below 2048 bits. Answers how many were added;
    // throws Invalid for what is no key set.
    std::size_t add_key_set(std::string_view json);

    [[nodiscard]] bool has(std::string_view key_id) const;
    // True where a key of that algorithm and id has signed the bytes. A token without an id is
    // tried with the secret alone.
    [[nodiscard]] bool verify(JwtAlgorithm algorithm, std::string_view key_id,
                              std::string_view bytes, std::string_view signature) const;

private:
    struct Key;
    std::vector<Key> keys_;
};

struct JwtRules {
    std::string issuer;                      // Exactly.
    std::string audience = "authenticated";  // Among those of the token.
    std::string role = "authenticated";      // Service keys have another.
    std::chrono::seconds leeway{60};         // For clocks that differ.
};

inline constexpr std::size_t kJwtMax = 8192;  // Bytes.

// What a token says it is signed with; it decides nothing.
struct JwtHeader {
    JwtAlgorithm algorithm = JwtAlgorithm::HS256;
    std::string key_id;  // Empty where it names none.
};

// True for three parts of base64url between dots: what is to be checked as a token at all.
bool looks_like_jwt(std::string_view text) noexcept;
// All throw Unauthenticated in words that do not say which check failed; the log line does.
JwtHeader read_jwt_header(std::string_view token);
// A token of a person: service keys, and the accounts that Supabase makes for anonymous visitors,
// are refused.
JwtClaims verify_jwt(std::string_view token, const JwtKeys& keys, const JwtRules& rules, Time now);

}  // namespace fabula::accounts
