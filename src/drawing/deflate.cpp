#include "drawing/deflate.hpp"

#include <libdeflate.h>

#include <new>

namespace fabula::drawing {

Deflater::Deflater(DeflateFrame frame, int level)
    : frame_(frame), compressor_(libdeflate_alloc_compressor(level)) {
    if (compressor_ == nullptr) throw std::bad_alloc();
}

Deflater::~Deflater() {
    libdeflate_free_compressor(compressor_);
}

std::string Deflater::compress(std::string_view bytes) {
    const bool zlib = frame_ == DeflateFrame::Zlib;
    const auto bound = zlib ? libdeflate_zlib_compress_bound : libdeflate_deflate_compress_bound;
    const auto compress = zlib ? libdeflate_zlib_compress : libdeflate_deflate_compress;
    std::string out(bound(compressor_, bytes.size()), '\0');
    out.resize(compress(compressor_, bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::uint32_t crc32(std::uint32_t checksum, std::string_view bytes) noexcept {
    // For no buffer at all libdeflate starts anew.
    return bytes.empty() ? checksum : libdeflate_crc32(checksum, bytes.data(), bytes.size());
}

}  // namespace fabula::drawing
