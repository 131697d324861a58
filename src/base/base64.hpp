// Bytes as letters (RFC 4648, 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fabula {

std::string to_base64(std::string_view bytes);
// Also with letters of the URL alphabet, without padding, and with line ends between.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace fabula
