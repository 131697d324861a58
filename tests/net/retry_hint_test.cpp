#include "net/retry_hint.hpp"

#include <doctest/doctest.h>

namespace fabula::net {

namespace {

// In seconds; -1: none.
double hint(const Headers& headers, const std::string& now = "1994-11-06T08:49:07Z") {
    const auto wait = retry_hint(headers, parse_iso(now).value());
    return wait ? std::chrono::duration<double>(*wait).count() : -1;
}

}  // namespace

TEST_CASE("Retry-After names seconds or a date, in any of the three spellings of RFC 9110") {
    CHECK(hint({{"retry-after", "120"}}) == 120);
    CHECK(hint({{"Retry-After", " 0 "}}) == 0);
    CHECK(hint({{"retry-after", "1.5"}}) == 1.5);
    CHECK(hint({{"retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"}}) == 30);
    CHECK(hint({{"retry-after", "Sunday, 06-Nov-94 08:49:37 GMT"}}) == 30);
    CHECK(hint({{"retry-after", "Sun Nov  6 08:49:37 1994"}}) == 30);
    CHECK(hint({{"retry-after", "Sun, 06 Nov 1994 08:00:00 GMT"}}) == 0);
    CHECK(hint({{"retry-after-ms", "250"}, {"retry-after", "1"}}) == 0.25);
}

TEST_CASE("a wait that nobody means is cut or passed over") {
    CHECK(hint({{"retry-after", "99999999"}}) == 31 * 86400);
    CHECK(hint({{"retry-after", "-5"}}) == 0);
    CHECK(hint({{"retry-after", "soon"}}) == -1);
    CHECK(hint({{"retry-after", ""}}) == -1);
    CHECK(hint({{"retry-after", "nan"}}) == -1);
    CHECK(hint({{"retry-after", "1e999"}}) == -1);
    CHECK(hint({{"x-ratelimit-reset", "6x"}}) == -1);
    CHECK(hint({}) == -1);
}

TEST_CASE("of several limits the one counts that has nothing left") {
    CHECK(hint({{"x-ratelimit-remaining-requests", "0"},
                {"x-ratelimit-reset-requests", "1m0.5s"},
                {"x-ratelimit-remaining-tokens", "149984"},
                {"x-ratelimit-reset-tokens", "6h"}}) == 60.5);
    CHECK(hint({{"x-ratelimit-remaining-tokens", "12"}, {"x-ratelimit-reset-tokens", "20ms"}}) ==
          0.02);
    CHECK(hint({{"anthropic-ratelimit-requests-remaining", "0"},
                {"anthropic-ratelimit-requests-reset", "1994-11-06T08:50:07Z"}}) == 60);
    CHECK(hint({{"ratelimit-reset", "7"}}) == 7);
    CHECK(hint({{"x-ratelimit-reset", "1795176000"}}, "2026-11-20T11:59:00Z") == 60);
    CHECK(hint({{"x-ratelimit-reset", "1795176000500"}}, "2026-11-20T11:59:00Z") == 60.5);
}

}  // namespace fabula::net
