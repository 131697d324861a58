#include "base/log.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "base/error.hpp"
#include "support/fake_clock.hpp"

namespace fabula {

TEST_CASE("a log line is one JSON object, whatever is in it") {
    const test::FakeClock clock;
    std::string out;
    Log log(LogLevel::Info, clock, [&](std::string_view line) { out += line; });
    log.info("job_done", {{"job_id", std::string("j\"1\n")},
                          {"items", 3},
                          {"ms", 1.5},
                          {"good", true},
                          {"note", "\xC3\xA4\xFF\x01"}});
    log.debug("unheard");
    CHECK(out ==
          "{\"time\":\"2026-11-20T12:00:00.000Z\",\"level\":\"info\",\"event\":\"job_done\","
          "\"job_id\":\"j\\\"1\\u000a\",\"items\":3,\"ms\":1.5,\"good\":true,"
          "\"note\":\"\xC3\xA4\xEF\xBF\xBD\\u0001\"}\n");
}

TEST_CASE("an error is described with what it was caused by and what only the log may know") {
    try {
        try {
            throw AppError(Code::Upstream, PublicText{"The provider failed."}, {.log = "HTTP 500"});
        } catch (...) {
            std::throw_with_nested(std::runtime_error("render job 42"));
        }
    } catch (const std::exception& error) {
        CHECK(describe(error) == "render job 42: The provider failed. [HTTP 500]");
    }
}

}  // namespace fabula
