#include <algorithm>

#include "audio/bytes.hpp"
#include "audio/kinds.hpp"

namespace fabula::audio {

namespace {

// The check sum of a frame's header (RFC 9639 9.1.8).
std::uint8_t crc8(std::string_view bytes) {
    unsigned crc = 0;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i) crc = (crc << 1U) ^ ((crc & 0x80U) != 0 ? 0x07U : 0U);
        crc &= 0xFFU;
    }
    return static_cast<std::uint8_t>(crc);
}

// The check sum of a whole frame (RFC 9639 9.3).
std::uint64_t crc16(std::string_view bytes) {
    unsigned crc = 0;
    for (const char c : bytes) {
        crc ^= unsigned{static_cast<unsigned char>(c)} << 8U;
        for (int i = 0; i < 8; ++i) crc = (crc << 1U) ^ ((crc & 0x8000U) != 0 ? 0x8005U : 0U);
        crc &= 0xFFFFU;
    }
    return crc;
}

bool starts_frame(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) == 0xFF && (byte_at(bytes, at + 1) & 0xFEU) == 0xF8;
}

// The sample behind the frame that begins here; nothing where none does.
std::optional<std::uint64_t> end_of_frame(std::string_view bytes, std::size_t at,
                                          std::uint64_t block_size) {
    if (!starts_frame(bytes, at)) return std::nullopt;
    const auto code = byte_at(bytes, at + 2) >> 4U;
    const auto rate_code = byte_at(bytes, at + 2) & 15U;
    // The number is written as UTF-8 writes one, to 36 bits.
    auto lead = unsigned{byte_at(bytes, at + 4)};
    std::size_t length = 1;
    std::uint64_t number = lead;
    if (lead >= 0xC0) {
        length = 0;
        for (auto bit = 0x80U; (lead & bit) != 0 && bit > 1; bit >>= 1U) ++length;
        number = lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            number = number << 6U | (byte_at(bytes, at + 4 + i) & 0x3FU);
        }
    }
    auto next = at + 4 + length;
    std::uint64_t size = 0;
    if (code == 1) size = 192;
    if (code >= 2 && code <= 5) size = std::uint64_t{576} << (code - 2U);
    if (code >= 8) size = std::uint64_t{256} << (code - 8U);
    if (code == 6) size = big_endian(bytes, next++, 1) + 1;
    if (code == 7) {
        size = big_endian(bytes, next, 2) + 1;
        next += 2;
    }
    if (rate_code == 12) next += 1;
    if (rate_code == 13 || rate_code == 14) next += 2;
    if (next >= bytes.size() || crc8(bytes.substr(at, next - at)) != byte_at(bytes, next)) {
        return std::nullopt;
    }
    const bool numbered_by_sample = (byte_at(bytes, at + 1) & 1U) != 0;
    return (numbered_by_sample ? number : number * block_size) + size;
}

// Whether the last frame is whole and the last that the head promises.
bool is_whole(std::string_view bytes, std::size_t from, std::uint64_t block_size,
              std::uint64_t total) {
    constexpr std::size_t kFrameBytesMax = 1U << 20U;
    constexpr std::size_t kTagBytes = 128;  // ID3v1, behind the sound.
    constexpr int kHeadsMax = 16;           // Sound seldom looks like a head; hostile files do.
    if (bytes.size() > kTagBytes && has_at(bytes, bytes.size() - kTagBytes, "TAG")) {
        bytes.remove_suffix(kTagBytes);
    }
    const auto stop = bytes.size() > from + kFrameBytesMax ? bytes.size() - kFrameBytesMax : from;
    int heads = 0;
    for (auto at = bytes.size(); at > stop && heads < kHeadsMax; --at) {
        const auto end = end_of_frame(bytes, at - 1, block_size);
        if (!end) continue;
        ++heads;
        const auto frame = bytes.substr(at - 1);
        const auto sum = big_endian(frame, frame.size() - 2, 2);
        // Else it was sound that looks like the head of a frame.
        if (*end >= total && crc16(frame.substr(0, frame.size() - 2)) == sum) return true;
    }
    return false;
}

}  // namespace

std::optional<SoundInfo> probe_flac(std::string_view bytes) {
    if (!bytes.starts_with("fLaC")) return std::nullopt;
    SoundInfo info{.extension = "flac"};
    const auto block_size = big_endian(bytes, 8, 2);
    const auto facts = big_endian(bytes, 18, 8);
    const auto rate = facts >> 44U;
    const auto total = facts & 0xF'FFFF'FFFFU;
    std::size_t at = 4;
    bool last = false;
    while (!last && at + 4 <= bytes.size()) {
        last = (byte_at(bytes, at) & 0x80U) != 0;
        at += 4 + big_endian(bytes, at + 1, 3);
    }
    if (!last || !starts_frame(bytes, at)) {
        info.problem = kCutOff;
    } else if (rate == 0) {
        info.problem = kHoldsNoSound;
    } else if (total > 0) {
        info.duration_ms = to_milliseconds(total, rate);
        if (!is_whole(bytes, at, block_size, total)) info.problem = kCutOff;
    }
    return info;
}

}  // namespace fabula::audio
