#include "accounts/jwt.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"
#include "support/token_maker.hpp"

namespace fabula::accounts {

namespace {

using test::base64url;
using test::SigningKey;

const std::string kIssuer = "https://abcd.supabase.co/auth/v1";
const std::string kSubject = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const std::string kSecret = "super-secret-jwt-token-with-at-least-32-characters";
const Time kNow = parse_iso("2026-11-20T12:00:00Z").value();

Json claims(const std::function<void(Json&)>& change = {}) {
    auto out = test::claims_of(kSubject, kIssuer, kNow);
    if (change) change(out);
    return out;
}

std::string from_base64url(const std::string& text) {
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    REQUIRE(::sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                                text.data(), text.size(), nullptr, &size, nullptr,
                                sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0);
    out.resize(size);
    return out;
}

// The reason in the log, "" for a token that is taken.
std::string reason(const std::string& token, const JwtKeys& keys, Time now = kNow) {
    try {
        static_cast<void>(verify_jwt(token, keys, {.issuer = kIssuer}, now));
        return "";
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Unauthenticated);
        CHECK(std::string(error.what()) ==
              "This token is not valid here. Sign in again where it is from.");
        return error.details().log.substr(std::string("token refused: ").size());
    }
}

std::string reason(const Json& told) {
    JwtKeys keys;
    keys.add_secret(kSecret);
    return reason(test::token_by(kSecret, told), keys);
}

struct KeySet {
    SigningKey ec = SigningKey::p256("one");
    SigningKey rsa = SigningKey::rsa("two");
    JwtKeys keys;

    KeySet() {
        REQUIRE(keys.add_key_set(test::key_set_of({&ec, &rsa})) == 2);
        keys.add_secret(kSecret);
    }
};

// RFC 7515, appendix A.
const std::string kRfcClaims =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";
const std::string kRfcRsa =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4"
    "QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdb"
    "BYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-D"
    "WNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const std::string kRfcRsaSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5ju"
    "jGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07"
    "Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipU"
    "TI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

}  // namespace

TEST_CASE("the signatures of RFC 7515, A.1 to A.3, are right, and no bit of them may change") {
    JwtKeys keys;
    keys.add_secret(from_base64url(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));
    const Json set{{"keys",
                    {{{"kty", "RSA"}, {"kid", "a2"}, {"n", kRfcRsa}, {"e", "AQAB"}},
                     {{"kty", "EC"},
                      {"kid", "a3"},
                      {"crv", "P-256"},
                      {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                      {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}}}}};
    REQUIRE(keys.add_key_set(set.dump()) == 2);
    struct Vector {
        JwtAlgorithm algorithm;
        std::string key_id;
        std::string header;
        std::string signature;
    };
    for (const auto& one :
         {Vector{JwtAlgorithm::HS256, "", "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
                 "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"},
          Vector{JwtAlgorithm::RS256, "a2", "eyJhbGciOiJSUzI1NiJ9", kRfcRsaSignature},
          Vector{JwtAlgorithm::ES256, "a3", "eyJhbGciOiJFUzI1NiJ9",
                 "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-"
                 "Kg6NU1Q"}}) {
        CAPTURE(one.header);
        const auto bytes = one.header + "." + kRfcClaims;
        auto signature = from_base64url(one.signature);
        CHECK(keys.verify(one.algorithm, one.key_id, bytes, signature));
        CHECK_FALSE(keys.verify(one.algorithm, one.key_id, bytes + "A", signature));
        CHECK_FALSE(keys.verify(one.algorithm, one.key_id, bytes, signature + "A"));
        CHECK_FALSE(keys.verify(one.algorithm, one.key_id, bytes, ""));
        for (const auto other : {JwtAlgorithm::HS256, JwtAlgorithm::RS256, JwtAlgorithm::ES256}) {
            CHECK(keys.verify(other, one.key_id, bytes, signature) == (other == one.algorithm));
        }
        signature[5] = static_cast<char>(signature[5] ^ 1);
        CHECK_FALSE(keys.verify(one.algorithm, one.key_id, bytes, signature));
    }
}

TEST_CASE("a token of the project is taken, whichever of its keys has signed it") {
    const KeySet set;
    for (const auto& token : {test::token_by(kSecret, claims()), test::token_by(set.ec, claims()),
                              test::token_by(set.rsa, claims())}) {
        const auto told = verify_jwt(token, set.keys, {.issuer = kIssuer}, kNow);
        CHECK(told.subject == kSubject);
        CHECK(told.email == "mara@example.org");
        CHECK(told.name == "Mara");
        CHECK(to_iso(told.expires_at) == "2026-11-20T13:00:00.000Z");
        CHECK(looks_like_jwt(token));
    }
    CHECK(reason(claims([](Json& c) { c["aud"] = {"other", "authenticated"}; })).empty());
    CHECK(reason(claims([](Json& c) { c.erase("is_anonymous"); })).empty());
}

TEST_CASE("each claim is asked") {
    using Change = std::function<void(Json&)>;
    const std::vector<std::pair<std::string, Change>> wrong{
        {"issuer", [](Json& c) { c["iss"] = "https://evil.supabase.co/auth/v1"; }},
        {"issuer", [](Json& c) { c["iss"] = kIssuer + "/"; }},
        {"issuer", [](Json& c) { c["iss"] = "supabase"; }},
        {"issuer", [](Json& c) { c["iss"] = {kIssuer}; }},
        {"issuer", [](Json& c) { c.erase("iss"); }},
        {"audience", [](Json& c) { c["aud"] = "anon"; }},
        {"audience", [](Json& c) { c["aud"] = Json::array(); }},
        {"audience",
         [](Json& c) {
             c["aud"] = {{"authenticated", true}};
         }},
        {"audience", [](Json& c) { c.erase("aud"); }},
        {"role", [](Json& c) { c["role"] = "service_role"; }},
        {"role", [](Json& c) { c["role"] = "anon"; }},
        {"role", [](Json& c) { c.erase("role"); }},
        {"expired", [](Json& c) { c["exp"] = c["iat"].get<std::int64_t>() - 60; }},
        {"expired", [](Json& c) { c["exp"] = "never"; }},
        {"expired", [](Json& c) { c["exp"] = 1e300; }},
        {"expired", [](Json& c) { c["exp"] = -1; }},
        {"expired", [](Json& c) { c.erase("exp"); }},
        {"not yet valid", [](Json& c) { c["nbf"] = c["iat"].get<std::int64_t>() + 61; }},
        {"not yet valid", [](Json& c) { c["nbf"] = "soon"; }},
        {"an anonymous account", [](Json& c) { c["is_anonymous"] = true; }},
        {"an anonymous account", [](Json& c) { c["is_anonymous"] = "false"; }},
        {"no subject", [](Json& c) { c["sub"] = ""; }},
        {"no subject", [](Json& c) { c["sub"] = "admin"; }},
        {"no subject", [](Json& c) { c["sub"] = 7; }},
        {"no subject", [](Json& c) { c.erase("sub"); }}};
    for (const auto& [expected, change] : wrong) {
        const auto told = claims(change);
        CAPTURE(told.dump());
        CHECK(reason(told) == expected);
    }
    // The service key of a project, as it is.
    CHECK(reason({{"iss", "supabase"},
                  {"ref", "abcd"},
                  {"role", "service_role"},
                  {"iat", 1700000000},
                  {"exp", 2100000000}}) == "issuer");
}

TEST_CASE("clocks may differ by a minute") {
    CHECK(reason(claims([](Json& c) { c["exp"] = c["iat"].get<std::int64_t>() - 59; })).empty());
    CHECK(reason(claims([](Json& c) { c["nbf"] = c["iat"].get<std::int64_t>() + 60; })).empty());
}

TEST_CASE("which algorithm a key is for is not the token's to say") {
    const KeySet set;
    const auto body = claims().dump();
    const auto with = [&](const std::string& header,
                          const std::function<std::string(const std::string&)>& sign) {
        const auto text = test::unsigned_token(header, body);
        return reason(text + "." + base64url(sign(text)), set.keys);
    };
    const auto nothing = [](const std::string&) { return std::string(); };
    for (const auto* header :
         {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":""})", R"({"alg":null})", R"({})",
          R"({"alg":"HS512"})", R"({"alg":"ES384"})", R"({"alg":"hs256"})"}) {
        CAPTURE(header);
        CHECK(with(header, nothing) == "algorithm");
    }
    CHECK(with(R"({"alg":"HS256"})", nothing) == "signature");
    // The public key, known to all, taken as a secret.
    for (const auto& public_text :
         {set.rsa.jwk().dump(), set.rsa.jwk()["n"].get<std::string>(),
          from_base64url(set.rsa.jwk()["n"].get<std::string>()), std::string()}) {
        CHECK(with(R"({"alg":"HS256","kid":"two"})", [&](const std::string& text) {
                  return test::sign_hs256(public_text, text);
              }) == "signature");
    }
    // The right key under another's name or algorithm, and under no name.
    const auto by_ec = [&](const std::string& text) { return set.ec.sign(text); };
    CHECK(with(R"({"alg":"ES256","kid":"one"})", by_ec).empty());
    CHECK(with(R"({"alg":"ES256","kid":"two"})", by_ec) == "signature");
    CHECK(with(R"({"alg":"ES256"})", by_ec) == "signature");
    CHECK(with(R"({"alg":"ES256","kid":["one"]})", by_ec) == "signature");
    CHECK(with(R"({"alg":"RS256","kid":"one"})", by_ec) == "signature");
    CHECK(with(R"({"alg":"ES256","kid":"one","crit":["exp"]})", by_ec) ==
          "extensions that must be understood");
    // A key that the token brings along.
    const auto own = SigningKey::p256("one");
    CHECK(with(Json{{"alg", "ES256"}, {"kid", "one"}, {"jwk", own.jwk()}}.dump(),
               [&](const std::string& text) { return own.sign(text); }) == "signature");
}

TEST_CASE("a signature with r and s of another form is none") {
    const KeySet set;
    const auto text = test::unsigned_token(R"({"alg":"ES256","kid":"one"})", claims().dump());
    const auto good = set.ec.sign(text);
    const auto with = [&](const std::string& signature) {
        return reason(text + "." + base64url(signature), set.keys);
    };
    CHECK(with(good).empty());
    CHECK(with(good.substr(0, 63)) == "signature");
    CHECK(with(good + '\0') == "signature");
    CHECK(with(std::string(64, '\0')) == "signature");
    CHECK(with(std::string(64, '\xff')) == "signature");
    CHECK(with(good.substr(32) + good.substr(0, 32)) == "signature");
}

TEST_CASE("what is no token, or one that can be read in two ways, is refused") {
    const KeySet set;
    const auto good = test::token_by(kSecret, claims());
    REQUIRE(reason(good, set.keys).empty());
    const auto twice = [&](const std::string& header, const std::string& body) {
        const auto text = test::unsigned_token(header, body);
        return text + "." + base64url(test::sign_hs256(kSecret, text));
    };
    auto body = claims().dump();
    const auto doubled = body.substr(0, body.size() - 1) + R"(,"role":"authenticated"})";
    const auto deep_doubled =
        body.substr(0, body.size() - 1) + R"(,"app_metadata":[{"a":1,"a":2}]})";
    for (const auto& token :
         {std::string(), std::string("a.b.c"), std::string(".."), good + ".", good + "=",
          good + "\n", " " + good, good.substr(0, good.rfind('.')), good + "." + good,
          twice(R"({"alg":"HS256","alg":"HS256"})", body), twice(R"({"alg":"HS256"})", doubled),
          twice(R"({"alg":"HS256"})", deep_doubled), twice(R"({"alg":"HS256"} )", body + "x"),
          twice(R"(["HS256"])", body), twice(R"({"alg":"HS256"})", "[]"),
          twice("{\"alg\":\"HS256\",\"x\":\"\xff\"}", body), std::string(10'000'000, 'a'),
          twice(R"({"alg":"HS256"})",
                claims([](Json& c) { c["x"] = std::string(8000, 'x'); }).dump())}) {
        CAPTURE(token.substr(0, 100));
        CHECK(reason(token, set.keys) == "not a token");
    }
    // One text per value: the last letter has bits that count for nothing.
    auto bent = good;
    bent.back() = bent.back() == 'A' ? 'B' : static_cast<char>(bent.back() + 1);
    CHECK_FALSE(reason(bent, set.keys).empty());
    CHECK_FALSE(looks_like_jwt("fab_0123"));
    CHECK_FALSE(looks_like_jwt("a.b"));
    CHECK_FALSE(looks_like_jwt("a.b.c d"));
}

TEST_CASE("of a key set the keys count that are for verifying, of the kinds that are known") {
    const auto good = SigningKey::p256("good");
    const auto set_with = [&](const std::function<void(Json&)>& change) {
        auto jwk = good.jwk();
        change(jwk);
        JwtKeys keys;
        return keys.add_key_set(Json{{"keys", {jwk}}}.dump());
    };
    CHECK(set_with([](Json&) {}) == 1);
    CHECK(set_with([](Json& k) { k.erase("alg"); }) == 1);
    CHECK(set_with([](Json& k) { k.erase("use"); }) == 1);
    CHECK(set_with([](Json& k) { k["use"] = "enc"; }) == 0);
    CHECK(set_with([](Json& k) { k["alg"] = "RS256"; }) == 0);
    CHECK(set_with([](Json& k) { k["kty"] = "RSA"; }) == 0);
    CHECK(set_with([](Json& k) { k["crv"] = "P-384"; }) == 0);
    CHECK(set_with([](Json& k) { k.erase("kid"); }) == 0);
    CHECK(set_with([](Json& k) { k["x"] = k["y"]; }) == 0);  // Not on the curve.
    CHECK(set_with([](Json& k) { k["x"] = "AAAA"; }) == 0);
    CHECK(set_with([](Json& k) { k["x"] = 7; }) == 0);

    const auto weak = SigningKey::rsa("weak", 1024);
    const auto other_curve = SigningKey::p384("p384");
    JwtKeys keys;
    CHECK(keys.add_key_set(test::key_set_of({&weak, &other_curve})) == 0);
    CHECK(keys.add_key_set(R"({"keys":[{"kty":"oct","kid":"s","k":"c2VjcmV0"},7,null]})") == 0);
    CHECK(keys.add_key_set(R"({"keys":[]})") == 0);
    CHECK_FALSE(keys.has("s"));
    CHECK_FALSE(keys.has(""));
    for (const auto* text :
         {"", "<html></html>", "[]", "{}", R"({"keys":{}})", R"({"keys":[],"keys":[]})"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(keys.add_key_set(text), AppError);
    }
}

TEST_CASE("a secret that can be guessed is refused") {
    JwtKeys keys;
    CHECK_THROWS_AS(keys.add_secret("short"), AppError);
    CHECK_THROWS_AS(keys.add_secret(std::string(31, 'x')), AppError);
    keys.add_secret(std::string(32, 'x'));
}

}  // namespace fabula::accounts
