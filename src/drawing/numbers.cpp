#include "drawing/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace fabula::drawing {

void append_number(std::string& out, double value, int decimals) {
    static constexpr std::array<double, 7> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    if (std::isnan(value)) value = 0;
    decimals = std::clamp(decimals, 0, 6);
    const double scaled =
        std::clamp(value, -1e9, 1e9) * kPowers[static_cast<std::size_t>(decimals)];
    std::int64_t units = std::llround(scaled);
    if (units < 0) {
        out += '-';
        units = -units;
    }
    while (decimals > 0 && units % 10 == 0) {
        units /= 10;
        --decimals;
    }
    std::array<char, 24> buffer;
    const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), units).ptr;
    const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() > places) {
        out += digits.substr(0, digits.size() - places);
    } else {
        out += '0';
    }
    if (places == 0) return;
    out += '.';
    if (digits.size() < places) out.append(places - digits.size(), '0');
    out += digits.size() > places ? digits.substr(digits.size() - places) : digits;
}

}  // namespace fabula::drawing
