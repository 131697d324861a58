#include "base/id.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

#include "base/random.hpp"
#include "base/time.hpp"

namespace fabula {

namespace {

// Within one millisecond the 12 bits after the time count up (RFC 9562, 6.2, method 1),
// so that ids made by one process sort in the order of their making.
struct Sequence {
    std::mutex mutex;
    std::int64_t millisecond = 0;
    std::uint16_t count = 0;
};

std::pair<std::int64_t, std::uint16_t> next_tick() {
    static Sequence sequence;
    const auto now = wall_clock_now().time_since_epoch().count();
    const std::lock_guard lock(sequence.mutex);
    if (now > sequence.millisecond) {
        sequence.millisecond = now;
        sequence.count = 0;
    } else if (++sequence.count > 0x0FFF) {
        ++sequence.millisecond;
        sequence.count = 0;
    }
    return {sequence.millisecond, sequence.count};
}

}  // namespace

std::string make_uuid() {
    const auto [millisecond, count] = next_tick();
    std::array<unsigned char, 16> bytes{};
    random_bytes(bytes);
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>(millisecond >> (8 * (5 - i)));
    }
    bytes[6] = static_cast<unsigned char>(0x70U | (count >> 8U));
    bytes[7] = static_cast<unsigned char>(count & 0xFFU);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(digits[bytes[i] >> 4U]);
        text.push_back(digits[bytes[i] & 0x0FU]);
    }
    return text;
}

bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !digit) return false;
    }
    return true;
}

}  // namespace fabula
