#include "accounts/qr_code.hpp"

#include <qrcodegen.hpp>

#include "base/error.hpp"

namespace fabula::accounts {

namespace {

constexpr int kQuiet = 4;

qrcodegen::QrCode encode_text(const std::string& text) {
    try {
        return qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    } catch (const qrcodegen::data_too_long&) {
        invalid("text", "This is too long for a QR code.");
    }
}

}  // namespace

QrCode draw_qr_code(const std::string& text) {
    const auto code = encode_text(text);
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
