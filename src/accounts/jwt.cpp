#include "accounts/jwt.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "accounts/token.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

struct FreePkey {
    void operator()(EVP_PKEY* key) const noexcept { ::EVP_PKEY_free(key); }
};
using Pkey = std::unique_ptr<EVP_PKEY, FreePkey>;

namespace {

constexpr int kRsaBitsMin = 2048;
constexpr std::size_t kCoordinateBytes = 32;  // Of P-256.
constexpr std::size_t kSecretBytesMin = 32;

[[noreturn]] void refuse(std::string why) {
    throw AppError(Code::Unauthenticated,
                   PublicText{"This token is not valid here. Sign in again where it is from."},
                   {.log = "token refused: " + std::move(why)});
}

int digit_of(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '-') return 62;
    return c == '_' ? 63 : -1;
}

// RFC 4648, 5, without padding, and with no bits left over: one text per value.
std::optional<std::string> from_base64url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int digit = digit_of(c);
        if (digit < 0) return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 0xFFU);
    }
    const bool whole = text.size() % 4 != 1 && (bits & ((1U << count) - 1U)) == 0;
    if (!whole) return std::nullopt;
    return out;
}

// Objects only, without a name twice.
std::optional<Json> read_object(std::string_view text) {
    std::vector<std::vector<std::string>> names;
    bool twice = false;
    const auto look = [&](int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end) names.pop_back();
        if (event != Json::parse_event_t::key) return true;
        const auto name = value.get<std::string>();
        twice |= std::ranges::find(names.back(), name) != names.back().end();
        names.back().push_back(name);
        return true;
    };
    auto json = Json::parse(text, look, false);
    if (json.is_discarded() || !json.is_object() || twice) return std::nullopt;
    return json;
}

std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::string> bytes_of(const Json& json, const char* name) {
    return from_base64url(text_of(json, name));
}

Pkey make_key(const char* type, OSSL_PARAM_BLD* build) {
    const std::unique_ptr<OSSL_PARAM, decltype(&::OSSL_PARAM_free)> params(
        ::OSSL_PARAM_BLD_to_param(build), ::OSSL_PARAM_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&::EVP_PKEY_CTX_free)> context(
        ::EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), ::EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    const bool made =
        params && context && ::EVP_PKEY_fromdata_init(context.get()) == 1 &&
        ::EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
    return Pkey(made ? key : nullptr);
}

using Build = std::unique_ptr<OSSL_PARAM_BLD, decltype(&::OSSL_PARAM_BLD_free)>;
using Number = std::unique_ptr<BIGNUM, decltype(&::BN_free)>;

Number number_of(std::string_view bytes) {
    return {::BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                        static_cast<int>(bytes.size()), nullptr),
            ::BN_free};
}

Pkey read_rsa(const Json& jwk) {
    const auto n = bytes_of(jwk, "n");
    const auto e = bytes_of(jwk, "e");
    if (!n || !e || n->empty() || e->empty() || n->size() > 1024) return nullptr;
    const Number modulus = number_of(*n);
    const Number exponent = number_of(*e);
    if (::BN_num_bits(modulus.get()) < kRsaBitsMin) return nullptr;
    const Build build(::OSSL_PARAM_BLD_new(), ::OSSL_PARAM_BLD_free);
    ::OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    ::OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return make_key("RSA", build.get());
}

Pkey read_p256(const Json& jwk) {
    const auto x = bytes_of(jwk, "x");
    const auto y = bytes_of(jwk, "y");
    if (text_of(jwk, "crv") != "P-256" || !x || !y || x->size() != kCoordinateBytes ||
        y->size() != kCoordinateBytes) {
        return nullptr;
    }
    const auto point = "\x04" + *x + *y;  // Uncompressed (SEC 1, 2.3.3).
    const Build build(::OSSL_PARAM_BLD_new(), ::OSSL_PARAM_BLD_free);
    ::OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    ::OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                       point.size());
    return make_key("EC", build.get());
}

// RFC 7518, 3.4: r and s of 32 bytes each, which OpenSSL wants as DER.
std::string to_der(std::string_view signature) {
    if (signature.size() != 2 * kCoordinateBytes) return {};
    const std::unique_ptr<ECDSA_SIG, decltype(&::ECDSA_SIG_free)> pair(::ECDSA_SIG_new(),
                                                                       ::ECDSA_SIG_free);
    ::ECDSA_SIG_set0(pair.get(), number_of(signature.substr(0, kCoordinateBytes)).release(),
                     number_of(signature.substr(kCoordinateBytes)).release());
    std::array<unsigned char, 80> der{};
    unsigned char* end = der.data();
    const int length = ::i2d_ECDSA_SIG(pair.get(), &end);
    return length > 0 ? std::string(der.data(), der.data() + length) : std::string();
}

bool has_signed(EVP_PKEY* key, std::string_view bytes, std::string_view signature) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&::EVP_MD_CTX_free)> context(::EVP_MD_CTX_new(),
                                                                            ::EVP_MD_CTX_free);
    return ::EVP_DigestVerifyInit(context.get(), nullptr, ::EVP_sha256(), nullptr, key) == 1 &&
           ::EVP_DigestVerify(
               context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
               signature.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
               bytes.size()) == 1;
}

std::string hmac_of(std::string_view secret, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int length = 0;
    ::HMAC(::EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data(),
           &length);
    return {hash.data(), hash.data() + length};
}

std::optional<JwtAlgorithm> find_algorithm(std::string_view name) {
    if (name == "HS256") return JwtAlgorithm::HS256;
    if (name == "RS256") return JwtAlgorithm::RS256;
    if (name == "ES256") return JwtAlgorithm::ES256;
    return std::nullopt;
}

struct Parts {
    Json header;
    Json claims;
    std::string_view signed_bytes;
    std::string signature;
};

Parts get_parts(std::string_view token) {
    const auto parts = split(token, '.');
    if (token.size() > kJwtMax || parts.size() != 3) refuse("not a token");
    const auto header = from_base64url(parts[0]);
    const auto claims = from_base64url(parts[1]);
    auto signature = from_base64url(parts[2]);
    if (!header || !claims || !signature) refuse("not a token");
    auto header_json = read_object(*header);
    auto claims_json = read_object(*claims);
    if (!header_json || !claims_json) refuse("not a token");
    return Parts{std::move(*header_json), std::move(*claims_json),
                 token.substr(0, parts[0].size() + 1 + parts[1].size()), std::move(*signature)};
}

JwtHeader read_header(const Parts& parts) {
    if (parts.header.contains("crit")) refuse("extensions that must be understood");
    const auto algorithm = find_algorithm(text_of(parts.header, "alg"));
    if (!algorithm) refuse("algorithm");
    return {*algorithm, text_of(parts.header, "kid")};
}

// Where Supabase keeps what the ways to sign in there tell of a person.
std::string name_in(const Json& claims) {
    const auto said = claims.find("user_metadata");
    if (said == claims.end() || !said->is_object()) return {};
    auto name = text_of(*said, "name");
    return name.empty() ? text_of(*said, "full_name") : name;
}

std::optional<Time> time_of(const Json& claims, const char* name) {
    constexpr std::int64_t farthest = 253'402'300'799;  // The end of the year 9999.
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    const auto seconds = found->get<double>();
    if (!(seconds >= 0) || seconds > static_cast<double>(farthest)) return std::nullopt;
    return Time{std::chrono::seconds(static_cast<std::int64_t>(seconds))};
}

bool has_audience(const Json& claims, const std::string& wanted) {
    const auto found = claims.find("aud");
    if (found == claims.end()) return false;
    if (found->is_string()) return *found == wanted;
    return found->is_array() && std::ranges::find(*found, Json(wanted)) != found->end();
}

void check_claims(const Json& claims, const JwtRules& rules, Time now) {
    if (text_of(claims, "iss") != rules.issuer) refuse("issuer");
    if (!has_audience(claims, rules.audience)) refuse("audience");
    if (text_of(claims, "role") != rules.role) refuse("role");
    const auto ends = time_of(claims, "exp");
    if (!ends || *ends + rules.leeway <= now) refuse("expired");
    if (claims.contains("nbf")) {
        const auto begins = time_of(claims, "nbf");
        if (!begins || *begins - rules.leeway > now) refuse("not yet valid");
    }
    const auto anonymous = claims.find("is_anonymous");
    if (anonymous != claims.end() && *anonymous != false) refuse("an anonymous account");
    if (!is_uuid(text_of(claims, "sub"))) refuse("no subject");
}

}  // namespace

struct JwtKeys::Key {
    JwtAlgorithm algorithm = JwtAlgorithm::HS256;
    std::string id;
    std::string secret;  // Of HS256.
    Pkey pkey;           // Of the others.
};

JwtKeys::JwtKeys() = default;
JwtKeys::~JwtKeys() = default;
JwtKeys::JwtKeys(JwtKeys&&) noexcept = default;
JwtKeys& JwtKeys::operator=(JwtKeys&&) noexcept = default;

void JwtKeys::add_secret(std::string_view secret) {
    if (secret.size() < kSecretBytesMin) {
        invalid("SUPABASE_JWT_SECRET", "The secret of tokens needs at least 32 characters.");
    }
    keys_.push_back({JwtAlgorithm::HS256, {}, std::string(secret), nullptr});
}

std::size_t JwtKeys::add_key_set(std::string_view json) {
    const auto set = read_object(json);
    if (!set || !set->contains("keys") || !set->at("keys").is_array()) {
        invalid("keys", "This is no JSON key set.");
    }
    std::size_t added = 0;
    for (const auto& jwk : set->at("keys")) {
        if (!jwk.is_object()) continue;
        const auto use = text_of(jwk, "use");
        const auto algorithm = text_of(jwk, "alg");
        const auto id = text_of(jwk, "kid");
        const bool rsa =
            text_of(jwk, "kty") == "RSA" && (algorithm.empty() || algorithm == "RS256");
        const bool ec = text_of(jwk, "kty") == "EC" && (algorithm.empty() || algorithm == "ES256");
        if (id.empty() || (!use.empty() && use != "sig") || (!rsa && !ec)) continue;
        auto key = rsa ? read_rsa(jwk) : read_p256(jwk);
        if (!key) continue;
        keys_.push_back({rsa ? JwtAlgorithm::RS256 : JwtAlgorithm::ES256, id, {}, std::move(key)});
        ++added;
    }
    return added;
}

bool JwtKeys::has(std::string_view key_id) const {
    return std::ranges::any_of(keys_,
                               [&](const Key& key) { return !key.id.empty() && key.id == key_id; });
}

bool JwtKeys::verify(JwtAlgorithm algorithm, std::string_view key_id, std::string_view bytes,
                     std::string_view signature) const {
    return std::ranges::any_of(keys_, [&](const Key& key) {
        if (key.algorithm != algorithm) return false;
        if (algorithm == JwtAlgorithm::HS256) {
            return same_secret(hmac_of(key.secret, bytes), signature);
        }
        if (key.id != key_id) return false;
        if (algorithm == JwtAlgorithm::RS256) return has_signed(key.pkey.get(), bytes, signature);
        const auto der = to_der(signature);
        return !der.empty() && has_signed(key.pkey.get(), bytes, der);
    });
}

bool looks_like_jwt(std::string_view text) noexcept {
    return std::ranges::count(text, '.') == 2 &&
           std::ranges::all_of(text, [](char c) { return c == '.' || digit_of(c) >= 0; });
}

JwtHeader read_jwt_header(std::string_view token) {
    return read_header(get_parts(token));
}

JwtClaims verify_jwt(std::string_view token, const JwtKeys& keys, const JwtRules& rules, Time now) {
    const auto parts = get_parts(token);
    const auto header = read_header(parts);
    if (!keys.verify(header.algorithm, header.key_id, parts.signed_bytes, parts.signature)) {
        refuse("signature");
    }
    check_claims(parts.claims, rules, now);
    return {.subject = text_of(parts.claims, "sub"),
            .email = text_of(parts.claims, "email"),
            .name = name_in(parts.claims),
            .expires_at = *time_of(parts.claims, "exp")};
}

}  // namespace fabula::accounts
