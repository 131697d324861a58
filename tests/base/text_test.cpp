#include "base/text.hpp"

#include <doctest/doctest.h>

#include "base/id.hpp"
#include "base/time.hpp"

namespace fabula {

TEST_CASE("only strict UTF-8 is UTF-8") {
    CHECK(is_utf8("Käthe 🎬"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));          // Overlong.
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // Lone surrogate.
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // Above U+10FFFF.
    CHECK_FALSE(is_utf8("K\xE4the"));          // Latin-1.
    CHECK_FALSE(is_utf8(std::string_view("\xE2\x82", 2)));
}

TEST_CASE("positions count UTF-16 units") {
    CHECK(count_utf16_units("aä🎬") == 4);
    CHECK(count_code_points("aä🎬") == 3);
    CHECK(byte_offset_of("aä🎬z", 2) == 3);
    CHECK(byte_offset_of("aä🎬z", 3) == std::nullopt);  // Inside the surrogate pair.
    CHECK(byte_offset_of("aä🎬z", 4) == 7);
    CHECK(byte_offset_of("a", 2) == std::nullopt);
}

TEST_CASE("fingerprints tell texts apart by their UTF-16 units") {
    CHECK(fingerprint("") == "811c9dc59747b28c");
    CHECK(fingerprint("a") != fingerprint("b"));
    CHECK(fingerprint("ab") != fingerprint("ba"));
    CHECK(fingerprint("\U0001F600") == fingerprint("\U0001F600"));
    CHECK(fingerprint("\U0001F600").size() == 16);
}

TEST_CASE("names compare folded") {
    CHECK(fold("  STRASSE ") == fold("Straße"));
    CHECK(fold("ÉMILE   ZOLA") == "émile zola");
    CHECK(to_upper("käthe") == "KÄTHE");
}

TEST_CASE("numbers are read whole or not at all") {
    CHECK(parse_integer("-12") == -12);
    CHECK(parse_integer("12a") == std::nullopt);
    CHECK(parse_integer("") == std::nullopt);
    CHECK(parse_decimal("2.5") == 2.5);
}

TEST_CASE("times travel as ISO 8601 in UTC") {
    const auto time = parse_iso("2026-02-28T23:59:07.031Z");
    REQUIRE(time);
    CHECK(to_iso(*time) == "2026-02-28T23:59:07.031Z");
    CHECK(to_iso(*parse_iso("2026-02-28T23:59:07Z")) == "2026-02-28T23:59:07.000Z");
    CHECK_FALSE(parse_iso("2026-02-30T00:00:00Z"));
    CHECK_FALSE(parse_iso("2026-02-28 23:59:07"));
}

TEST_CASE("ids are UUIDv7 and sort by their making") {
    std::string last;
    for (int i = 0; i < 5000; ++i) {
        const auto id = make_uuid();
        REQUIRE(is_uuid(id));
        REQUIRE(id[14] == '7');
        REQUIRE(id > last);
        last = id;
    }
}

}  // namespace fabula
