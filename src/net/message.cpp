#include "net/message.hpp"

#include "base/text.hpp"

namespace fabula::net {

std::optional<std::string_view> find_header(const Headers& headers,
                                            std::string_view name) noexcept {
    for (const auto& header : headers) {
        if (header.name.size() == name.size() && starts_with_ascii_insensitive(header.name, name)) {
            return header.value;
        }
    }
    return std::nullopt;
}

}  // namespace fabula::net
