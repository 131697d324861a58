#include "base/embedded.hpp"

#include <doctest/doctest.h>

#include <cstring>

#include "embedded/sample.hpp"

using namespace fabula;

TEST_CASE("an embedded folder holds its files sorted by path") {
    const EmbeddedFolder folder = embedded::sample();
    REQUIRE(folder.size() == 3);
    CHECK(folder[0].name == "a.txt");
    CHECK(folder[0].bytes == "first\n");
    CHECK(folder[0].etag == "b640e840b19d3786");
    CHECK(folder[1].name == "deep/b.txt");
    CHECK(folder[2].name == "empty.gz");
}

TEST_CASE("a compressed form belongs to its file and is no file of its own") {
    const EmbeddedFile* file = find_embedded(embedded::sample(), "deep/b.txt");
    REQUIRE(file != nullptr);
    CHECK(file->bytes == "second");
    CHECK(file->brotli == "not brotli, but named so\n");
    CHECK(file->gzip.empty());
    CHECK(find_embedded(embedded::sample(), "deep/b.txt.br") == nullptr);
}

TEST_CASE("a name ending like a compressed form is a file where there is nothing it could be of") {
    const EmbeddedFile* file = find_embedded(embedded::sample(), "empty.gz");
    REQUIRE(file != nullptr);
    CHECK(file->bytes.empty());
}

TEST_CASE("embedded bytes end with a NUL that does not count") {
    const EmbeddedFile* file = find_embedded(embedded::sample(), "deep/b.txt");
    REQUIRE(file != nullptr);
    CHECK(std::strlen(file->bytes.data()) == file->bytes.size());
}

TEST_CASE("an unknown embedded name is not found") {
    CHECK(find_embedded(embedded::sample(), "b.txt") == nullptr);
    CHECK(find_embedded(embedded::sample(), "") == nullptr);
    CHECK(find_embedded({}, "a.txt") == nullptr);
}
