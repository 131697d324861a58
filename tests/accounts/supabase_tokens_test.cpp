// The keys of a Supabase project: fetched, kept, replaced, and what happens when they cannot be.
#include "accounts/supabase_tokens.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "support/fake_clock.hpp"
#include "support/supabase_project.hpp"

namespace fabula::accounts {

namespace {

using namespace std::chrono_literals;
using test::SigningKey;

const std::string kSubject = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const std::string kSecret = "super-secret-jwt-token-with-at-least-32-characters";

struct Checked {
    test::FakeClock clock;
    test::SupabaseDouble project;
    net::Fetcher fetcher{{.allowed = {project.at()}}};
    std::vector<std::string> reports;
    SupabaseTokens tokens{{.url = project.url() + "/", .jwt_secret = kSecret},
                          fetcher,
                          clock,
                          [this](std::string_view text) { reports.emplace_back(text); }};
    SigningKey first = SigningKey::p256("first");
    SigningKey second = SigningKey::rsa("second");

    Checked() { project.publish({&first}); }

    // "taken", "refused", "cannot tell"
    std::string check(const std::string& token) {
        try {
            const auto subject = tokens.check(token).subject;
            CHECK(subject == kSubject);
            return "taken";
        } catch (const AppError& error) {
            return error.code() == Code::Unauthenticated ? "refused"
                   : error.code() == Code::Unavailable   ? "cannot tell"
                                                         : error.what();
        }
    }
    template <class Key>
    std::string check_by(const Key& key) {
        return check(test::token_by(key, test::claims_of(kSubject, project.issuer(), clock.now())));
    }
};

}  // namespace

TEST_CASE("keys are fetched once and used for ten minutes") {
    Checked one;
    CHECK(one.check_by(one.first) == "taken");
    CHECK(one.project.asked() == "GET /auth/v1/.well-known/jwks.json HTTP/1.1");
    for (int i = 0; i < 5; ++i) CHECK(one.check_by(one.first) == "taken");
    one.clock.advance(9min);
    CHECK(one.check_by(one.first) == "taken");
    CHECK(one.project.fetches() == 1);
    one.clock.advance(1min);
    CHECK(one.check_by(one.first) == "taken");
    CHECK(one.project.fetches() == 2);
}

TEST_CASE("a token signed with the secret needs no keys") {
    Checked one;
    CHECK(one.check_by(kSecret) == "taken");
    CHECK(one.check_by(std::string(40, 'x')) == "refused");
    CHECK(one.project.fetches() == 0);
}

TEST_CASE("after a rotation the new key is fetched when the first token comes that it signed") {
    Checked one;
    CHECK(one.check_by(one.first) == "taken");
    one.clock.advance(1min);
    one.project.publish({&one.first, &one.second});
    CHECK(one.check_by(one.second) == "taken");
    CHECK(one.check_by(one.first) == "taken");
    CHECK(one.project.fetches() == 2);
    // The old one is revoked.
    one.project.publish({&one.second});
    one.clock.advance(10min);
    CHECK(one.check_by(one.second) == "taken");
    CHECK(one.check_by(one.first) == "refused");
}

TEST_CASE("unknown keys do not make the server ask more often than every half minute") {
    Checked one;
    CHECK(one.check_by(one.first) == "taken");
    const auto stranger = SigningKey::p256("stranger");
    for (int i = 0; i < 20; ++i) CHECK(one.check_by(stranger) == "refused");
    CHECK(one.project.fetches() == 1);
    one.clock.advance(30s);
    for (int i = 0; i < 20; ++i) CHECK(one.check_by(stranger) == "refused");
    CHECK(one.project.fetches() == 2);
}

TEST_CASE("while no keys can be fetched the old ones hold for an hour, whatever comes instead") {
    Checked one;
    CHECK(one.check_by(one.first) == "taken");
    const test::WireServer inner(test::WireServer::answering("200 OK", "", R"({"keys":[]})"));
    const auto fails = [&](const std::string& how) {
        CAPTURE(how);
        one.clock.advance(10min);
        const auto before = one.reports.size();
        CHECK(one.check_by(one.first) == "taken");
        CHECK(one.check_by(one.second) == "cannot tell");
        CHECK(one.reports.size() == before + 1);
    };
    one.project.answer("500 Internal Server Error", "", "oops");
    fails("500");
    one.project.answer("200 OK", "Content-Type: text/html\r\n", "<html>Sign in</html>");
    fails("HTML");
    one.project.answer("200 OK", "", std::string(10'000'000, ' '));
    fails("10 MB");
    one.project.answer("302 Found", "Location: http://" + inner.at() + "/\r\n", "");
    fails("a redirect to this machine");
    one.project.answer("200 OK", "Content-Encoding: gzip\r\n", "\x1f\x8b");
    fails("compressed");
    one.clock.advance(10min);
    CHECK(one.check_by(one.first) == "cannot tell");
    one.clock.advance(30s);
    one.project.publish({&one.second});
    CHECK(one.check_by(one.second) == "taken");
    CHECK(one.check_by(one.first) == "refused");
}

TEST_CASE("while the first fetch fails it cannot be told whose a token is") {
    Checked one;
    one.project.behave({});  // Hangs up.
    CHECK(one.check_by(one.first) == "cannot tell");
    CHECK(one.check_by(one.first) == "cannot tell");
    CHECK(one.project.fetches() == 1);
    CHECK(one.check("no.token.here") == "refused");
    one.project.publish({&one.first});
    one.clock.advance(30s);
    CHECK(one.check_by(one.first) == "taken");
}

TEST_CASE("a project that publishes no keys refuses what they would have signed") {
    Checked one;
    one.project.publish({});
    CHECK(one.check_by(one.first) == "refused");
    CHECK(one.check_by(kSecret) == "taken");
}

TEST_CASE("keys are fetched by one of many who want them at once") {
    Checked one;
    one.project.behave([&](test::WireClient& client) {
        std::this_thread::sleep_for(50ms);
        client.answer("200 OK", "", test::key_set_of({&one.first}));
    });
    const auto token =
        test::token_by(one.first, test::claims_of(kSubject, one.project.issuer(), one.clock.now()));
    std::atomic<int> taken{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] { taken += one.tokens.check(token).subject == kSubject; });
    }
    for (auto& thread : threads) thread.join();
    CHECK(taken == 8);
    CHECK(one.project.fetches() == 1);
}

TEST_CASE("settings that cannot mean a project are refused at the start") {
    const net::Fetcher fetcher;
    const test::FakeClock clock;
    const auto refusal = [&](const SupabaseProject& project) {
        try {
            const SupabaseTokens tokens(project, fetcher, clock, {});
            return std::string(tokens.enabled() ? "enabled" : "none");
        } catch (const AppError& error) {
            return error.details().field;
        }
    };
    CHECK(refusal({}) == "none");
    CHECK(refusal({.url = "https://abcd.supabase.co"}) == "enabled");
    CHECK(refusal({.jwt_secret = kSecret}) == "SUPABASE_JWT_SECRET");
    CHECK(refusal({.url = "https://abcd.supabase.co", .jwt_secret = "short"}) ==
          "SUPABASE_JWT_SECRET");
    CHECK(refusal({.url = "abcd.supabase.co"}) == "SUPABASE_URL");
    CHECK(refusal({.url = "ftp://abcd.supabase.co"}) == "SUPABASE_URL");
    CHECK(refusal({.url = "https://user@abcd.supabase.co"}) == "SUPABASE_URL");
    CHECK(refusal({.url = "https://"}) == "SUPABASE_URL");
}

}  // namespace fabula::accounts
