#include "accounts/second_factor_service.hpp"

#include <doctest/doctest.h>

#include "accounts/house.hpp"
#include "accounts/keys_service.hpp"
#include "accounts/qr_code.hpp"
#include "accounts/totp.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

const std::string kRfcSecret = "12345678901234567890";

// What the base 32 text of an enrolment says.
std::string from_base32(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = bits << 5U | static_cast<std::uint32_t>(letters.find(c));
        count += 5;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 0xFFU);
    }
    return out;
}

struct FactorHouse : House {
    SecretBox box{std::string(64, 'a')};
    SecondFactorService factors{store, clock, sign_in, box};
    User user = sign_in.claim_desk({"Ada", "ada", "a quiet harbour"}, {.name = "House"});
    Actor host{owner.user, owner.organization, true};
    std::string secret;
    std::vector<std::string> codes;

    std::string code() const { return totp_code(secret, totp_step(clock.now())); }
    void enrol() {
        secret = from_base32(factors.begin(owner, "a quiet harbour").secret);
        codes = factors.confirm(owner, {}, code());
        clock.advance(kTotpStep);
    }
    std::string sign_in_with(const std::string& code) {
        return refusal([&] { factors.check(user, code); });
    }
};

const std::string kWrong = "This is not the code. Take the one that the app shows now.";

}  // namespace

// RFC 6238, appendix B, the rows of SHA-1.
TEST_CASE("one-time passwords are those of the standard") {
    const std::array<std::pair<std::int64_t, std::string>, 6> rows{{{59, "94287082"},
                                                                    {1111111109, "07081804"},
                                                                    {1111111111, "14050471"},
                                                                    {1234567890, "89005924"},
                                                                    {2000000000, "69279037"},
                                                                    {20000000000, "65353130"}}};
    for (const auto& [seconds, code] : rows) {
        CAPTURE(seconds);
        const Time time{std::chrono::seconds(seconds)};
        CHECK(totp_code(kRfcSecret, totp_step(time), 8) == code);
        CHECK(totp_code(kRfcSecret, totp_step(time)) == code.substr(2));
    }
}

// RFC 4648, 10.
TEST_CASE("secrets are spelt in base 32 without padding") {
    CHECK(to_base32("") == "");
    CHECK(to_base32("f") == "MY");
    CHECK(to_base32("fo") == "MZXQ");
    CHECK(to_base32("foobar") == "MZXW6YTBOI");
    CHECK(totp_uri("foobar", "Fabula", "ada@example.org") ==
          "otpauth://totp/Fabula:ada%40example.org?secret=MZXW6YTBOI&issuer=Fabula");
}

TEST_CASE("a code holds for the step before and after, and never twice") {
    const Time now{std::chrono::seconds(1111111109)};
    const auto step = totp_step(now);
    for (const int off : {-1, 0, 1}) {
        CHECK(find_totp_step(kRfcSecret, totp_code(kRfcSecret, step + off), now, 0) == step + off);
    }
    CHECK_FALSE(find_totp_step(kRfcSecret, totp_code(kRfcSecret, step - 2), now, 0).has_value());
    CHECK_FALSE(find_totp_step(kRfcSecret, totp_code(kRfcSecret, step + 2), now, 0).has_value());
    CHECK_FALSE(find_totp_step(kRfcSecret, totp_code(kRfcSecret, step), now, step).has_value());
    CHECK_FALSE(find_totp_step(kRfcSecret, "", now, 0).has_value());
}

TEST_CASE("a sealed secret opens with its key and in its place only") {
    const SecretBox box(std::string(64, 'a'));
    const auto sealed = box.seal("the secret", "row:1");
    CHECK(sealed != box.seal("the secret", "row:1"));
    CHECK(box.open(sealed, "row:1") == "the secret");
    CHECK_FALSE(box.open(sealed, "row:2").has_value());
    CHECK_FALSE(SecretBox(std::string(64, 'b')).open(sealed, "row:1").has_value());
    auto changed = sealed;
    changed.back() = changed.back() == '0' ? '1' : '0';
    CHECK_FALSE(box.open(changed, "row:1").has_value());
    for (const std::string bad : {"", "1:", "1:zz", "2:00", "1:00"}) {
        CHECK_FALSE(box.open(bad, "row:1").has_value());
    }
    CHECK(box.mark("a", "row:1") == box.mark("a", "row:1"));
    CHECK(box.mark("a", "row:1") != box.mark("a", "row:2"));
    CHECK_FALSE(refusal([] { SecretBox("short"); }).empty());
}

TEST_CASE("once the app has shown that it works, signing in asks for its code") {
    FactorHouse house;
    CHECK(house.sign_in_with("").empty());
    CHECK(refusal([&] { house.factors.begin(house.owner, "not this one"); }) ==
          "This is not your password.");
    house.secret = from_base32(house.factors.begin(house.owner, "a quiet harbour").secret);
    CHECK(house.sign_in_with("").empty());
    CHECK(refusal([&] { house.factors.confirm(house.owner, {}, "000000"); }) == kWrong);
    house.codes = house.factors.confirm(house.owner, {}, house.code());
    CHECK(house.codes.size() == 10);
    CHECK(house.factors.state(house.owner).enabled);

    CHECK(house.sign_in_with("") ==
          "Type the code that your app shows, or one of your recovery codes.");
    CHECK(house.sign_in_with(house.code()) == kWrong);
    house.clock.advance(kTotpStep);
    CHECK(house.sign_in_with(house.code()).empty());
    CHECK(house.sign_in_with(house.code()) == kWrong);
    CHECK(refusal([&] { house.factors.begin(house.owner, "a quiet harbour"); }) ==
          "There is a second factor already. Take it away first.");
}

TEST_CASE("a recovery code opens once, typed as it may be") {
    FactorHouse house;
    house.enrol();
    auto typed = house.codes.front();
    std::ranges::transform(typed, typed.begin(), [](char c) {
        return c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    CHECK(house.sign_in_with(typed).empty());
    CHECK(house.factors.state(house.owner).recovery_codes == 9);
    CHECK(house.sign_in_with(house.codes.front()) == kWrong);
    const auto fresh = house.factors.renew_codes(house.owner, house.code());
    CHECK(house.sign_in_with(house.codes.back()) == kWrong);
    CHECK(house.sign_in_with(fresh.back()).empty());
    const auto kept = house.store.read([](store::Reader& db) {
        return db.column<std::string>("SELECT code_mark FROM recovery_code");
    });
    for (const auto& mark : kept) CHECK(mark.size() == 64);
}

TEST_CASE("who guesses codes is slowed down, also from many addresses") {
    FactorHouse house;
    house.enrol();
    for (int i = 0; i < 10; ++i) CHECK(house.sign_in_with("000000") == kWrong);
    CHECK(house.sign_in_with("000000").starts_with("Too many tries."));
    house.clock.advance(std::chrono::minutes(5));
    CHECK(house.sign_in_with(house.code()).empty());
}

TEST_CASE("the second factor goes with password and code, or by the host, and sessions with it") {
    FactorHouse house;
    house.enrol();
    KeyService keys(house.store, house.clock);
    const auto session = house.sign_in.open_session(house.user, {}).token;
    const auto key = keys.create(house.owner, {"x", KeyScope::Read, {}}).token;
    CHECK_FALSE(refusal([&] {
                    house.factors.remove(house.owner, {}, "a quiet harbour", "000000");
                }).empty());
    CHECK_FALSE(refusal([&] {
                    house.factors.remove(house.owner, {}, "not this one", house.code());
                }).empty());
    SUBCASE("by oneself") {
        house.factors.remove(house.owner, {}, "a quiet harbour", house.code());
    }
    SUBCASE("by the host") {
        CHECK_FALSE(refusal([&] { house.factors.reset(house.owner, "ada"); }).empty());
        house.factors.reset(house.host, " ADA ");
    }
    CHECK(house.sign_in_with("").empty());
    CHECK(house.factors.state(house.owner).recovery_codes == 0);
    CHECK_FALSE(house.sign_in.find_visitor(session).has_value());
    CHECK_FALSE(keys.find_bearer(key).has_value());
}

TEST_CASE("with another server's key nobody gets in by a code, and it says so") {
    FactorHouse house;
    house.enrol();
    const SecretBox other(std::string(64, 'b'));
    SecondFactorService factors(house.store, house.clock, house.sign_in, other);
    CHECK(refusal([&] {
              factors.check(house.user, house.code());
          }).starts_with("The second factor cannot be checked"));
}

TEST_CASE("a QR code has its quiet zone and three finders") {
    const auto drawn = draw_qr_code("otpauth://totp/Fabula:ada?secret=MZXW6YTBOI&issuer=Fabula");
    CHECK(drawn.size == 33 + 8);
    CHECK(drawn.path.starts_with("M4 4h7v1h-7z"));
    CHECK(drawn.path.find("M30 4h7v1h-7z") != std::string::npos);
    CHECK(drawn.path.find("M4 30h7v1h-7z") != std::string::npos);
    CHECK_FALSE(refusal([] { draw_qr_code(std::string(3000, 'x')); }).empty());
}

}  // namespace fabula::accounts
