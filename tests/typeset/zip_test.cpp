#include "typeset/zip.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "typeset/tools.hpp"

namespace fabula::typeset {

namespace {

const Time kTime = *parse_iso("2026-11-20T18:54:07Z");

template <class Fill>
std::string zip_of(Fill fill, Time time = kTime) {
    std::string out;
    ZipWriter zip([&](std::string_view bytes) { out += bytes; }, time);
    fill(zip);
    zip.finish();
    return out;
}

// The archive unpacked by unzip, and the word it says about it.
struct Unpacked {
    test::TempFolder folder{};
    explicit Unpacked(const std::string& bytes) {
        test::write_file(folder / "a.zip", bytes);
        const auto ran = test::run("unzip -q -o " + (folder / "a.zip").string() + " -d " +
                                   (folder / "out").string());
        CAPTURE(ran.out);
        CHECK(ran.code == 0);
    }
    [[nodiscard]] std::string file(const std::string& name) const {
        return test::read_file(folder / "out" / name);
    }
};

}  // namespace

TEST_CASE("an empty archive is its end record") {
    CHECK(zip_of([](ZipWriter&) {}) == std::string("PK\5\6", 4) + std::string(18, '\0'));
}

TEST_CASE("an entry says its name, size, checksum and time") {
    const auto zip = zip_of([](ZipWriter& z) { z.add("a.txt", "abc", ZipMethod::Stored); });
    // Version 2.0, no flags, stored, 18:54:06 on 20 November 2026, CRC-32 of "abc", 3 bytes twice.
    CHECK(zip.substr(0, 38) == std::string("PK\3\4\x14\0\0\0\0\0\xC3\x96\x74\x5D\xC2\x41\x24\x35"
                                           "\3\0\0\0\3\0\0\0\5\0\0\0a.txtabc",
                                           38));
}

TEST_CASE("other programs unpack what was packed") {
    if (!test::has_tool("unzip")) return;
    const std::string text(100'000, 'x');
    const auto zip = zip_of([&](ZipWriter& z) {
        z.add("stored.bin", std::string("\0\1\2", 3), ZipMethod::Stored);
        z.add("folder/deflated.txt", text);
        z.add("Käthe – Ω.txt", "name in UTF-8");
        z.add("empty", "");
        z.begin("pieces.txt");
        for (int i = 0; i < 1000; ++i) z.write("one hundred and one bytes make a piece. ");
        z.end();
        z.begin("stored pieces.txt", ZipMethod::Stored);
        z.write("a");
        z.write("b");
        z.end();
        z.begin("no piece");
        z.end();
    });
    CHECK(zip.size() < 5000);
    const Unpacked unpacked(zip);
    CHECK(unpacked.file("stored.bin") == std::string("\0\1\2", 3));
    CHECK(unpacked.file("folder/deflated.txt") == text);
    CHECK(unpacked.file("Käthe – Ω.txt") == "name in UTF-8");
    CHECK(unpacked.file("pieces.txt").size() == 40'000);
    CHECK(unpacked.file("stored pieces.txt") == "ab");
    CHECK(unpacked.file("no piece").empty());
}

TEST_CASE("more entries than 16 bits count need zip64") {
    if (!test::has_tool("unzip")) return;
    const auto zip = zip_of([](ZipWriter& z) {
        for (int i = 0; i < 66'000; ++i) z.add(std::to_string(i), "", ZipMethod::Stored);
    });
    test::TempFolder folder;
    test::write_file(folder / "a.zip", zip);
    const auto ran = test::run("unzip -l " + (folder / "a.zip").string() + " | tail -n 3");
    CHECK(ran.code == 0);
    CHECK(test::contains(ran.out, "66000 files"));
    CHECK(test::contains(ran.out, " 65999\n"));
}

TEST_CASE("the same calls give the same bytes, another time other ones") {
    const auto fill = [](ZipWriter& z) { z.add("a", "some text, some text, some text"); };
    CHECK(zip_of(fill) == zip_of(fill));
    CHECK(zip_of(fill) != zip_of(fill, *parse_iso("2026-11-20T18:54:09Z")));
    // Before 1980 there is no time.
    CHECK(zip_of(fill, *parse_iso("1970-01-01T00:00:00Z")) ==
          zip_of(fill, *parse_iso("1980-01-01T00:00:00Z")));
}

TEST_CASE("names that lead out of the archive are refused") {
    for (const char* name : {"", "/a", "a//b", "../a", "a/..", "./a", "a\\b", "a/", "\xFF"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(zip_of([&](ZipWriter& z) { z.add(name, "x"); }), AppError);
    }
    CHECK_THROWS_AS(zip_of([](ZipWriter& z) {
                        z.add("a", "x");
                        z.add("a", "y");
                    }),
                    AppError);
}

}  // namespace fabula::typeset
