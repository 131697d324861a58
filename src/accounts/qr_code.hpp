// QR codes, drawn as one path.
#pragma once

#include <string>

namespace fabula::accounts {

struct QrCode {
    int size = 0;      // Squares on a side, the quiet zone of four around it included.
    std::string path;  // Of an SVG whose view box is `size` wide and high: the dark squares.
};

// Throws Invalid for a text that is too long for one (2,331 bytes).
QrCode draw_qr_code(const std::string& text);

}  // namespace fabula::accounts
