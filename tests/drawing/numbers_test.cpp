#include "drawing/numbers.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace fabula::drawing {

namespace {

std::string number(double value, int decimals = 3) {
    std::string out;
    append_number(out, value, decimals);
    return out;
}

}  // namespace

TEST_CASE("numbers are written short and without an exponent") {
    CHECK(number(0) == "0");
    CHECK(number(7.2) == "7.2");
    CHECK(number(-0.25) == "-0.25");
    CHECK(number(108) == "108");
    CHECK(number(100) == "100");
    CHECK(number(0.05) == "0.05");
    CHECK(number(1.0005) == "1.001");
    CHECK(number(-0.0004) == "0");
    CHECK(number(12.3456, 0) == "12");
    CHECK(number(0.0000012, 6) == "0.000001");
    CHECK(number(1e30) == "1000000000");
    CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "0");
    CHECK(number(-std::numeric_limits<double>::infinity()) == "-1000000000");
}

}  // namespace fabula::drawing
