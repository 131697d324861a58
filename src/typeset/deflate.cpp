#include "typeset/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace fabula::typeset {

struct Deflater::State {
    z_stream stream{};
};

Deflater::Deflater(DeflateFrame frame, int level) : state_(std::make_unique<State>()) {
    const int window = frame == DeflateFrame::Zlib ? MAX_WBITS : -MAX_WBITS;
    // The only way to fail is want of memory: the parameters are ours.
    if (deflateInit2(&state_->stream, level, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
}

Deflater::~Deflater() {
    deflateEnd(&state_->stream);
}

std::string Deflater::compress(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() / 2 + 64);
    feed(bytes, Part::Last, out);
    return out;
}

void Deflater::feed(std::string_view bytes, Part part, std::string& out) {
    static constexpr std::size_t kPieceMax = 1U << 30;  // avail_in has 32 bits.
    std::array<unsigned char, 32768> buffer;
    z_stream& stream = state_->stream;
    do {
        const std::size_t size = std::min(bytes.size(), kPieceMax);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(size);
        bytes.remove_prefix(size);
        const int flush = part == Part::Last && bytes.empty() ? Z_FINISH : Z_NO_FLUSH;
        do {
            stream.next_out = buffer.data();
            stream.avail_out = static_cast<uInt>(buffer.size());
            deflate(&stream, flush);
            out.append(reinterpret_cast<const char*>(buffer.data()),
                       buffer.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    } while (!bytes.empty());
    if (part == Part::Last) deflateReset(&stream);
}

}  // namespace fabula::typeset
