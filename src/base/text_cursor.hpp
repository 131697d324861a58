// A place in a text that goes forward and is known both ways: in bytes and in UTF-16 units.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/text.hpp"

namespace fabula {

class TextCursor {
public:
    explicit TextCursor(std::string_view text) : text_(text) {}

    // Goes on to the character that begins at `units`, or the first one behind it, and to the end
    // at most; answers its bytes.
    std::size_t go_to_units(std::size_t units) {
        while (units_ < units && bytes_ < text_.size()) step();
        return bytes_;
    }
    // The same by bytes; answers its units.
    std::size_t go_to_bytes(std::size_t bytes) {
        while (bytes_ < bytes && bytes_ < text_.size()) step();
        return units_;
    }

private:
    void step() { units_ += next_code_point(text_, bytes_) > 0xFFFF ? 2 : 1; }

    std::string_view text_;
    std::size_t bytes_ = 0;
    std::size_t units_ = 0;
};

}  // namespace fabula
