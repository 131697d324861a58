// UUIDv7 identifiers (RFC 9562, 5.7), typed so that a swapped id does not compile.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace fabula {

template <class Tag>
struct Id {
    std::string text;

    [[nodiscard]] bool empty() const noexcept { return text.empty(); }
    auto operator<=>(const Id&) const = default;
};

// 36 characters, lower case, ordered by creation time within this process.
std::string make_uuid();

// True for the canonical 36-character form of any UUID version.
bool is_uuid(std::string_view text) noexcept;

template <class IdType>
IdType make_id() {
    return IdType{make_uuid()};
}

}  // namespace fabula
