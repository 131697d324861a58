#include "base/base64.hpp"

#include <sodium.h>

#include <algorithm>

namespace fabula {

std::string to_base64(std::string_view bytes) {
    std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    ::sodium_bin2base64(out.data(), out.size(),
                        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                        sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // The zero at the end.
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string letters(text);
    std::ranges::replace(letters, '-', '+');
    std::ranges::replace(letters, '_', '/');
    std::erase_if(letters, [](char c) { return c == '\n' || c == '\r' || c == '='; });
    std::string out(letters.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = ::sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                                           letters.data(), letters.size(), nullptr, &size, &end,
                                           sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    if (failed != 0 || end != letters.data() + letters.size()) return std::nullopt;
    out.resize(size);
    return out;
}

}  // namespace fabula
