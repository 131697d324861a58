// Signs JSON Web Tokens as a Supabase project does, and as those do who would like to be one.
#pragma once

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <array>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/time.hpp"

namespace fabula::test {

inline std::string base64url(std::string_view bytes) {
    std::string out(
        sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    ::sodium_bin2base64(out.data(), out.size(),
                        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.resize(out.find('\0'));
    return out;
}

// A key with which one signs, and what a key set says of it.
class SigningKey {
public:
    static SigningKey p256(std::string id) { return {::EVP_EC_gen("P-256"), "ES256", id}; }
    static SigningKey p384(std::string id) { return {::EVP_EC_gen("P-384"), "ES384", id}; }
    static SigningKey rsa(std::string id, unsigned bits = 2048) {
        return {::EVP_RSA_gen(bits), "RS256", id};
    }
    SigningKey(SigningKey&& other) noexcept
        : key_(std::exchange(other.key_, nullptr)), algorithm_(other.algorithm_), id_(other.id_) {}
    SigningKey& operator=(SigningKey&&) = delete;
    ~SigningKey() { ::EVP_PKEY_free(key_); }

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const std::string& algorithm() const { return algorithm_; }
    [[nodiscard]] Json jwk() const {
        Json out{{"kid", id_}, {"alg", algorithm_}, {"use", "sig"}};
        if (algorithm_ == "RS256") {
            out.update({{"kty", "RSA"},
                        {"n", number(OSSL_PKEY_PARAM_RSA_N)},
                        {"e", number(OSSL_PKEY_PARAM_RSA_E)}});
        } else {
            out.update({{"kty", "EC"},
                        {"crv", algorithm_ == "ES256" ? "P-256" : "P-384"},
                        {"x", number(OSSL_PKEY_PARAM_EC_PUB_X)},
                        {"y", number(OSSL_PKEY_PARAM_EC_PUB_Y)}});
        }
        return out;
    }
    [[nodiscard]] std::string sign(std::string_view bytes) const {
        auto* context = ::EVP_MD_CTX_new();
        std::array<unsigned char, 1024> out{};
        std::size_t size = out.size();
        REQUIRE(::EVP_DigestSignInit(context, nullptr, ::EVP_sha256(), nullptr, key_) == 1);
        REQUIRE(::EVP_DigestSign(context, out.data(), &size,
                                 reinterpret_cast<const unsigned char*>(bytes.data()),
                                 bytes.size()) == 1);
        ::EVP_MD_CTX_free(context);
        const std::string signature(out.data(), out.data() + size);
        return algorithm_ == "RS256" ? signature : raw(signature);
    }

private:
    SigningKey(EVP_PKEY* key, std::string algorithm, std::string id)
        : key_(key), algorithm_(std::move(algorithm)), id_(std::move(id)) {}

    [[nodiscard]] std::string number(const char* name) const {
        BIGNUM* value = nullptr;
        REQUIRE(::EVP_PKEY_get_bn_param(key_, name, &value) == 1);
        const bool ec = algorithm_ != "RS256";
        const int size = ec ? (algorithm_ == "ES256" ? 32 : 48) : BN_num_bytes(value);
        std::string bytes(static_cast<std::size_t>(size), '\0');
        ::BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), size);
        ::BN_free(value);
        return base64url(bytes);
    }
    // r and s one behind the other (RFC 7518, 3.4).
    static std::string raw(const std::string& der) {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        auto* pair = ::d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
        std::string out(64, '\0');
        auto* bytes = reinterpret_cast<unsigned char*>(out.data());
        ::BN_bn2binpad(::ECDSA_SIG_get0_r(pair), bytes, 32);
        ::BN_bn2binpad(::ECDSA_SIG_get0_s(pair), bytes + 32, 32);
        ::ECDSA_SIG_free(pair);
        return out;
    }

    EVP_PKEY* key_;
    std::string algorithm_;
    std::string id_;
};

inline std::string sign_hs256(std::string_view secret, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    ::HMAC(::EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data(), &size);
    return {hash.data(), hash.data() + size};
}

inline std::string unsigned_token(std::string_view header, std::string_view claims) {
    return base64url(header) + "." + base64url(claims);
}

inline std::string token_by(const SigningKey& key, const Json& claims) {
    const auto text = unsigned_token(
        Json{{"alg", key.algorithm()}, {"kid", key.id()}, {"typ", "JWT"}}.dump(), claims.dump());
    return text + "." + base64url(key.sign(text));
}

inline std::string token_by(std::string_view secret, const Json& claims) {
    const auto text = unsigned_token(R"({"alg":"HS256","typ":"JWT"})", claims.dump());
    return text + "." + base64url(sign_hs256(secret, text));
}

// What Supabase says of somebody who has signed in, for an hour from `now` on.
inline Json claims_of(const std::string& subject, const std::string& issuer, Time now) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return {{"iss", issuer},         {"aud", "authenticated"},
            {"exp", seconds + 3600}, {"iat", seconds},
            {"sub", subject},        {"email", "mara@example.org"},
            {"phone", ""},           {"role", "authenticated"},
            {"aal", "aal1"},         {"session_id", "5a1b0d5e-6c7d-4e8f-9a0b-1c2d3e4f5a6b"},
            {"is_anonymous", false}, {"user_metadata", {{"name", "Mara"}}}};
}

inline std::string key_set_of(const std::vector<const SigningKey*>& keys) {
    Json set{{"keys", Json::array()}};
    for (const auto* key : keys) set["keys"].push_back(key->jwk());
    return set.dump();
}

}  // namespace fabula::test
