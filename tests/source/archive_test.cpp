#include "source/archive.hpp"

#include <doctest/doctest.h>

#include "zip_bytes.hpp"

namespace fabula::source {

namespace {

using test::zip_of;

const std::string kTwo = zip_of({{"a.txt", "Hi."}, {"folder/b.txt", std::string(5000, 'b')}});

// `kTwo` with bytes written over; negative places count from the end.
std::string with(std::ptrdiff_t at, const std::string& bytes, std::string archive = kTwo) {
    const auto from =
        at < 0 ? archive.size() - static_cast<std::size_t>(-at) : static_cast<std::size_t>(at);
    return archive.replace(from, bytes.size(), bytes);
}

std::string refusal_of(const std::string& bytes, const ArchiveLimits& limits = {}) {
    Archive archive(bytes, limits);
    const auto entries = archive.entries();
    for (const auto& entry : entries) archive.read(entry);
    if (archive.refusal()) CHECK(archive.entries().empty());
    return archive.refusal().value_or("(none)");
}

// Offset of the directory's entry for `name`, by its signature.
std::ptrdiff_t directory_entry(const std::string& archive, const std::string& name) {
    return static_cast<std::ptrdiff_t>(archive.rfind(name) - 46);
}

}  // namespace

TEST_CASE("stored and deflated files come out as they went in") {
    Archive archive(kTwo);
    REQUIRE_FALSE(archive.refusal().has_value());
    REQUIRE(archive.entries().size() == 2);
    CHECK(archive.entries()[0].name == "a.txt");
    CHECK(archive.entries()[1].method == 8);
    CHECK(archive.read(archive.entries()[0]) == "Hi.");
    CHECK(archive.read(*archive.find("folder/b.txt")) == std::string(5000, 'b'));
    CHECK(archive.find("b.txt") == nullptr);
    CHECK(is_archive(kTwo));
    CHECK_FALSE(is_archive("PK"));
}

TEST_CASE("a comment may stand behind the directory") {
    auto commented = kTwo + "hello";
    commented[kTwo.size() - 2] = 5;
    CHECK(refusal_of(commented) == "(none)");
    CHECK(refusal_of(kTwo + "hello") == "The ZIP archive is damaged: its end is missing.");
}

TEST_CASE("a damaged archive is refused with what is wrong") {
    CHECK(refusal_of("PK\x03\x04") == "The ZIP archive is damaged: its end is missing.");
    CHECK(refusal_of(kTwo.substr(0, kTwo.size() - 30)) ==
          "The ZIP archive is damaged: its end is missing.");
    // The directory's size and offset in the end record.
    CHECK(refusal_of(with(-10, std::string("\xF0\xFF\x00\x00", 4))) ==
          "The ZIP archive is damaged: its directory is cut short.");
    CHECK(refusal_of(with(-6, std::string("\x01\x00", 2))) ==
          "The ZIP archive is damaged: its directory is cut short.");
    CHECK(refusal_of(with(30 + 5, "Ho.")) ==
          "The ZIP archive is damaged: a.txt does not unpack to what it should.");
    const auto b = directory_entry(kTwo, "folder/b.txt");
    CHECK(refusal_of(with(b + 42, std::string("\x01\x00\x00\x00", 4))) ==
          "The ZIP archive is damaged: an entry is not where it should be.");
    CHECK(refusal_of(with(b + 20, std::string("\xFF\xFF\x00\x00", 4))) ==
          "The ZIP archive is damaged: an entry is cut short.");
}

TEST_CASE("archives as attackers make them are refused") {
    const auto a = directory_entry(kTwo, "a.txt");
    const auto b = directory_entry(kTwo, "folder/b.txt");
    CHECK(refusal_of(with(a + 46, "../xt")) ==
          "The ZIP archive names a file outside of itself, as attacks do.");
    CHECK(refusal_of(with(a + 46, "..\\xt")) ==
          "The ZIP archive names a file outside of itself, as attacks do.");
    CHECK(refusal_of(with(b + 42, std::string(4, '\0'))) ==
          "The ZIP archive has files that overlap, as attacks do.");
    CHECK(refusal_of(with(b + 24, std::string("\xFF\xFF\xFF\x7F", 4))) ==
          "The ZIP archive unpacks to more than 250 times its size, as attacks do.");
    CHECK(refusal_of(zip_of({{"zeros", std::string(2'000'000, '\0')}})) ==
          "The ZIP archive unpacks to more than 250 times its size, as attacks do.");
    CHECK(refusal_of(zip_of({{"a", "one"}, {"b", "two"}}), {.inflated_bytes_max = 5}) ==
          "The ZIP archive unpacks to more than 0 MB.");
    CHECK(refusal_of(zip_of({{"a", ""}, {"b", ""}, {"c", ""}}), {.entries_max = 2}) ==
          "The ZIP archive holds more than 2 files.");
    auto twice = zip_of({{"aa", "one"}, {"bb", "two"}});
    twice.replace(twice.rfind("bb"), 2, "aa");
    CHECK(refusal_of(twice) == "The ZIP archive holds two files of one name.");
}

TEST_CASE("what a script's archive never needs is refused by its name") {
    const auto a = directory_entry(kTwo, "a.txt");
    CHECK(refusal_of(with(a + 8, "\x01")) ==
          "The ZIP archive is encrypted; save it without a password.");
    CHECK(refusal_of(with(a + 10, "\x0E")) ==
          "The ZIP archive is packed by method 14; save it with the ordinary one (Deflate).");
    CHECK(refusal_of(with(a + 24, "\xFF\xFF\xFF\xFF")) ==
          "The ZIP archive uses ZIP64, which no script needs.");
    CHECK(refusal_of(with(-6, "\xFF\xFF\xFF\xFF")) ==
          "The ZIP archive uses ZIP64, which no script needs.");
    CHECK(refusal_of(with(-18, "\x01")) == "The ZIP archive is one part of several.");
}

}  // namespace fabula::source
