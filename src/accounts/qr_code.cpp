#include "accounts/qr_code.hpp"

#include <qrcodegen.hpp>

#include "base/error.hpp"

namespace fabula::accounts {

namespace {

constexpr int kQuiet = 4;
// What the largest code of this correction holds (ISO/IEC 18004, table 7).
constexpr std::size_t kBytesMax = 2331;

}  // namespace

QrCode draw_qr_code(const std::string& text) {
    if (text.size() > kBytesMax) invalid("text", "This is too long for a QR code.");
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    const int width = code.getSize();
    QrCode out{.size = width + 2 * kQuiet, .path = {}};
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width;) {
            int end = x;
            while (end < width && code.getModule(end, y)) ++end;
            if (end > x) {
                out.path += "M" + std::to_string(x + kQuiet) + " " + std::to_string(y + kQuiet) +
                            "h" + std::to_string(end - x) + "v1h-" + std::to_string(end - x) + "z";
            }
            x = end + 1;
        }
    }
    return out;
}

}  // namespace fabula::accounts
