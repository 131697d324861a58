#include <doctest/doctest.h>

#include <string>

#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

TEST_CASE("what other programs may not recognize is forced in a portable text") {
    const auto document = parse_fountain(
        "INT. HOUSE - DAY\n\nINNEN. KÜCHE – TAG #4#\n\nEXT./INT. CAR - DAY\n\n**内景 客厅 夜**\n\n"
        "!!CLOSE ON\n\nANNA\nHi.\n\nMÜLLER (leise)\nNein.\n\n@李明\n好。\n\n3CPO ^\nOh.\n\n"
        "CUT TO:\n\n=== 12A ===\n\n# Act\n");
    CHECK(print_portable_fountain(document) ==
          "INT. HOUSE - DAY\n\n.INNEN. KÜCHE – TAG #4#\n\n.EXT./INT. CAR - DAY\n\n.内景 客厅 夜\n\n"
          "!CLOSE ON\n\nANNA\nHi.\n\n@MÜLLER (leise)\nNein.\n\n@李明\n好。\n\n@3CPO ^\nOh.\n\n"
          "CUT TO:\n\n===\n\n# Act\n");
}

TEST_CASE("a portable text has in it what its format made of its lines") {
    const auto comic =
        parse_fountain("PAGE 1\nPanel 1\nRain.\n\nSFX: BOOM\nIDA\nOh.\n", Format::Comic);
    CHECK(print_portable_fountain(comic) ==
          "Format: comic\n\n.PAGE 1\n\nPanel 1\n\nRain.\n\nSFX: BOOM\n\nIDA\nOh.\n");
    const auto prose =
        parse_fountain("ANNA\nis no cue.\n\n***\n\nINT. A word.\n", Format::Manuscript);
    CHECK(print_portable_fountain(prose) ==
          "Format: manuscript\n\n!ANNA\nis no cue.\n\n> *** <\n\n!INT. A word.\n");
}

TEST_CASE("a title page names the format by many names") {
    const auto named = [](const std::string& value) {
        return named_format(parse_fountain("Title: X\nFormat: " + value + "\n\nText.\n"));
    };
    CHECK(named("Stage Play") == Format::Stage);
    CHECK(named("HÖRSPIEL") == Format::Audio);
    CHECK(named("comic") == Format::Comic);
    CHECK(named("multi-cam") == Format::Multicam);
    CHECK(named("Novel") == Format::Manuscript);
    CHECK_FALSE(named("PDF").has_value());
}

}  // namespace fabula::screenplay
