#include "drawing/bidi.hpp"

#include <fribidi.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace fabula::drawing {

static_assert(sizeof(FriBidiChar) == sizeof(char32_t));

std::vector<std::uint8_t> bidi_levels(std::u32string_view text, BaseDirection base) {
    std::vector<std::uint8_t> levels(text.size(), 0);
    if (text.empty()) return levels;
    const auto length = static_cast<FriBidiStrIndex>(text.size());
    const auto* characters = reinterpret_cast<const FriBidiChar*>(text.data());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiBracketType> brackets(text.size());
    std::vector<FriBidiLevel> found(text.size());
    fribidi_get_bidi_types(characters, length, types.data());
    fribidi_get_bracket_types(characters, length, types.data(), brackets.data());
    FriBidiParType direction = base == BaseDirection::Auto     ? FRIBIDI_PAR_ON
                               : base == BaseDirection::ToLeft ? FRIBIDI_PAR_RTL
                                                               : FRIBIDI_PAR_LTR;
    // 0: out of memory or a text that it does not take; the line then stands as it was typed.
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &direction,
                                            found.data()) == 0) {
        return levels;
    }
    // Blanks at the end of a line have the direction of the line (rule L1).
    const FriBidiLevel line = FRIBIDI_IS_RTL(direction) ? 1 : 0;
    for (std::size_t i = text.size(); i-- > 0 && FRIBIDI_IS_EXPLICIT_OR_BN_OR_WS(types[i]);) {
        found[i] = line;
    }
    std::ranges::transform(found, levels.begin(), [](FriBidiLevel level) {
        return static_cast<std::uint8_t>(std::max<FriBidiLevel>(level, 0));
    });
    return levels;
}

bool may_read_to_left(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        // Nothing below U+0590 is written to the left; 0xD6 leads U+0580 to U+05BF.
        if (static_cast<unsigned char>(text[at]) < 0xD6) {
            ++at;
            continue;
        }
        const char32_t c = next_code_point(text, at);
        if (c >= 0x590 && c < 0x900) return true;
        if (c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
            return true;
        }
        if ((c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00)) return true;
        if ((c >= 0x10800 && c < 0x11000) || (c >= 0x1E800 && c < 0x1F000)) return true;
    }
    return false;
}

std::vector<DirectedStretch> painting_order(std::string_view line, BaseDirection base) {
    std::u32string characters;
    std::vector<std::uint32_t> places;
    for (std::size_t at = 0; at < line.size();) {
        places.push_back(static_cast<std::uint32_t>(at));
        characters.push_back(next_code_point(line, at));
    }
    places.push_back(static_cast<std::uint32_t>(line.size()));
    const auto levels = bidi_levels(characters, base);
    std::vector<std::pair<DirectedStretch, std::uint8_t>> stretches;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (stretches.empty() || stretches.back().second != levels[i]) {
            stretches.push_back({{places[i], places[i], (levels[i] & 1U) != 0}, levels[i]});
        }
        stretches.back().first.to = places[i + 1];
    }
    order_by_level(stretches, [](const auto& stretch) { return stretch.second; });
    std::vector<DirectedStretch> ordered;
    ordered.reserve(stretches.size());
    for (const auto& stretch : stretches) ordered.push_back(stretch.first);
    return ordered;
}

}  // namespace fabula::drawing
