// Encodings that script files come in, and text that was once decoded with the wrong one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fabula::screenplay {

enum class ByteOrder { Little, Big };
enum class SingleByte { Windows1252, MacRoman };

// Offset of the first unit that is half of a surrogate pair or cut short; nullopt where it decodes.
struct Utf16Text {
    std::string text;
    std::optional<std::size_t> fault;
};
Utf16Text decode_utf16(std::string_view bytes, ByteOrder order);

// Most text in Western languages, so every second byte is zero.
std::optional<ByteOrder> guess_utf16(std::string_view bytes) noexcept;

char32_t decode_byte(unsigned char byte, SingleByte encoding) noexcept;
std::string decode_single_byte(std::string_view bytes, SingleByte encoding);

// The one in which letters stand inside words and quotes around them.
SingleByte guess_single_byte(std::string_view bytes) noexcept;

// UTF-8 in which single bytes of Windows-1252 stand; `strays` counts them.
struct MixedText {
    std::string text;
    std::size_t sequences = 0;  // Well-formed sequences of more than one byte.
    std::size_t strays = 0;
};
MixedText decode_mixed(std::string_view bytes);

// Text that was UTF-8 and was decoded as something else ("GerÃ¤usch" for "Geräusch").
struct Mended {
    std::string text;
    std::size_t places = 0;
    SingleByte encoding = SingleByte::Windows1252;
    std::string_view read_as;    // "Windows-1252" or "Mac Roman".
    std::string example_wrong;   // "Ã¤"
    std::string example_mended;  // "ä"
};
// nullopt where nothing looks decoded twice.
std::optional<Mended> mend_double_decoding(std::string_view text);

}  // namespace fabula::screenplay
