#include "spending/money.hpp"

#include <cstdio>

namespace fabula::spending {

namespace {

constexpr providers::Money kDollar = 1'000'000;
constexpr providers::Money kCent = 10'000;

}  // namespace

std::string dollars(providers::Money amount) {
    const bool small = amount > 0 && amount < kCent;
    const auto unit = small ? 1 : kCent;
    const auto rounded = (amount + unit / 2) / unit * unit;
    std::string digits = std::to_string(rounded % kDollar + kDollar).substr(1);
    digits.resize(small ? digits.find_last_not_of('0') + 1 : 2);
    return "$" + std::to_string(rounded / kDollar) + "." + digits;
}

}  // namespace fabula::spending
