#include "base/settings.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace fabula {

namespace {

const std::vector<SettingRow> kTable{
    {.name = "port",
     .variables = {"PORT"},
     .type = SettingType::Number,
     .fallback = "8000",
     .min = 0,
     .max = 65535,
     .help = "Port to listen on."},
    {.name = "log-level",
     .variables = {"LOG_LEVEL"},
     .type = SettingType::Choice,
     .fallback = "info",
     .choices = {"debug", "info"},
     .help = "How much is logged."},
    {.name = "env", .variables = {"ENV", "ENVIRONMENT"}, .fallback = "", .help = "A label."},
    {.name = "key", .variables = {"KEY"}, .fallback = "", .secret = true, .help = "A key."}};

}  // namespace

TEST_CASE("a flag wins over the environment, which wins over .env, and each tells its origin") {
    const Settings settings(kTable, {{"port", "1"}}, {{"PORT", "2"}, {"ENVIRONMENT", "lab"}},
                            "# comment\nPORT=3\nLOG_LEVEL=\"DEBUG\"\n");
    CHECK(settings.number("port") == 1);
    CHECK(settings.get("port").origin == "--port");
    CHECK(settings.text("env") == "lab");
    CHECK(settings.get("env").origin == "environment ENVIRONMENT");
    CHECK(settings.text("log-level") == "debug");
    CHECK(settings.get("log-level").origin == ".env line 3");
}

TEST_CASE("a value of the wrong type or range names setting, origin and what is allowed") {
    CHECK_THROWS_WITH_AS(Settings(kTable, {}, {{"PORT", "70000"}}, ""),
                         "The setting port is \"70000\" (environment PORT), but must be a whole "
                         "number from 0 to 65535.",
                         AppError);
    CHECK_THROWS_WITH_AS(Settings(kTable, {{"log-level", "loud"}}, {}, ""),
                         "The setting log-level is \"loud\" (--log-level), but must be one of "
                         "debug info.",
                         AppError);
    CHECK_THROWS_WITH_AS(Settings(kTable, {}, {}, "PORT"), ".env line 1 is not NAME=value.",
                         AppError);
}

TEST_CASE("secrets are masked when the configuration is printed") {
    const Settings settings(kTable, {}, {{"KEY", "s3cret"}}, "");
    CHECK(settings.print() ==
          "port = 8000  (default)\nlog-level = info  (default)\nenv =   (default)\n"
          "key = ***  (environment KEY)\n");
}

}  // namespace fabula
