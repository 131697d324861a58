#include "accounts/qr_code.hpp"

#include <qrencode.h>

#include <memory>

#include "base/error.hpp"

namespace fabula::accounts {

namespace {

constexpr int kQuiet = 4;

}  // namespace

QrCode draw_qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&::QRcode_free)> code(
        ::QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), ::QRcode_free);
    if (!code) invalid("text", "This is too long for a QR code.");
    QrCode out{.size = code->width + 2 * kQuiet, .path = {}};
    for (int y = 0; y < code->width; ++y) {
        const auto* row = code->data + y * code->width;
        for (int x = 0; x < code->width;) {
            int end = x;
            while (end < code->width && (row[end] & 1U) != 0) ++end;
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
