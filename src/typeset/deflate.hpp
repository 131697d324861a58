// Compression by zlib with one set of buffers for many pieces.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fabula::typeset {

enum class DeflateFrame {
    Zlib,  // Header and checksum around it: PDF.
    Raw    // Nothing around it: ZIP.
};

// Not for two threads at once. The same bytes and level give the same result.
class Deflater {
public:
    // `level` 1 (fast) to 9 (small).
    explicit Deflater(DeflateFrame frame, int level);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    // One piece that stands alone.
    std::string compress(std::string_view bytes);

    // A stream in parts: appends what is ready to `out`; `last` ends the stream.
    enum class Part { More, Last };
    void feed(std::string_view bytes, Part part, std::string& out);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fabula::typeset
