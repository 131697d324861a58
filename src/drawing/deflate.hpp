// Compression of whole pieces in memory, by libdeflate: twice as fast as zlib at the same size.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace fabula::drawing {

enum class DeflateFrame : std::uint8_t {
    Zlib,  // Header and checksum around it: PNG, PDF.
    Raw    // Nothing around it: ZIP.
};

// Not for two threads at once. The same bytes and level give the same result.
class Deflater {
public:
    // `level` 1 (fast) to 12 (small).
    Deflater(DeflateFrame frame, int level);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string compress(std::string_view bytes);

private:
    DeflateFrame frame_;
    libdeflate_compressor* compressor_;
};

// CRC-32 as PNG, ZIP and zlib use it, going on from `checksum`, which begins as 0.
std::uint32_t crc32(std::uint32_t checksum, std::string_view bytes) noexcept;

}  // namespace fabula::drawing
