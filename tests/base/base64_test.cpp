#include "base/base64.hpp"

#include <doctest/doctest.h>

using namespace fabula;

TEST_CASE("bytes become letters and bytes again, as RFC 4648 has them") {
    CHECK(to_base64("") == "");
    CHECK(to_base64("f") == "Zg==");
    CHECK(to_base64("foobar") == "Zm9vYmFy");
    CHECK(from_base64("Zm9vYg==") == "foob");
    CHECK(from_base64("Zm9vYg") == "foob");
    CHECK(from_base64("Zm9v\r\nYmFy") == "foobar");
    CHECK(from_base64("-_-_") == from_base64("+/+/"));
    CHECK(from_base64("") == "");
}

TEST_CASE("what is no Base64 is nothing") {
    CHECK_FALSE(from_base64("Zm9v!").has_value());
    CHECK_FALSE(from_base64("Z").has_value());
    CHECK_FALSE(from_base64("<html>").has_value());
}
