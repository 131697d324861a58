#include <array>
#include <cstdio>

#include "base/text.hpp"
#include "shots/shots.hpp"

namespace fabula::shots {

namespace {

// "90", "4.5": seconds, in milliseconds.
std::optional<std::int64_t> parse_seconds(std::string_view text) {
    const auto dot = text.find_first_of(".,");
    const auto whole = parse_integer(text.substr(0, dot));
    if (!whole || *whole < 0 || *whole > 1'000'000) return std::nullopt;
    if (dot == std::string_view::npos) return *whole * 1000;
    auto fraction = std::string(text.substr(dot + 1));
    if (fraction.empty() || fraction.size() > 3) return std::nullopt;
    fraction.resize(3, '0');
    const auto thousandths = parse_integer(fraction);
    if (!thousandths || *thousandths < 0) return std::nullopt;
    return *whole * 1000 + *thousandths;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view given) {
    auto text = trim(given);
    if (text.empty()) return 0;
    if (text.back() == 's') text = trim(text.substr(0, text.size() - 1));
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return parse_seconds(text);
    const auto minutes = parse_integer(text.substr(0, colon));
    const auto seconds = parse_seconds(text.substr(colon + 1));
    if (!minutes || !seconds || *minutes < 0 || *minutes > 1440 || *seconds >= 60'000) {
        return std::nullopt;
    }
    return *minutes * 60'000 + *seconds;
}

std::string duration_text(std::int64_t milliseconds) {
    const auto tenths = (milliseconds + 50) / 100;
    if (tenths <= 0) return {};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%lld:%02lld", static_cast<long long>(tenths / 600),
                  static_cast<long long>(tenths / 10 % 60));
    std::string out = text.data();
    if (tenths % 10 > 0) out += "." + std::to_string(tenths % 10);
    return out;
}

std::string whole_duration_text(std::int64_t milliseconds) {
    return duration_text((milliseconds + 500) / 1000 * 1000);
}

std::string seconds_text(std::int64_t milliseconds) {
    if (milliseconds == 0) return {};
    auto text = std::to_string(milliseconds / 1000);
    const auto rest = milliseconds % 1000;
    if (rest == 0) return text;
    auto digits = std::to_string(1000 + rest).substr(1);
    while (digits.ends_with('0')) digits.pop_back();
    return text + "." + digits;
}

std::string shot_number_of(std::string_view scene_number, std::size_t index) {
    std::string letters;
    for (auto rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return std::string(scene_number) + letters;
}

}  // namespace fabula::shots
