#include "screenplay/document.hpp"

#include <algorithm>
#include <array>

#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

std::string_view name_of(ElementType type) noexcept {
    constexpr std::array<std::string_view, 13> names = {
        "scene_heading", "action",     "character", "parenthetical", "dialogue",
        "lyric",         "transition", "centered",  "page_break",    "section",
        "synopsis",      "note",       "boneyard"};
    return names[static_cast<std::size_t>(type)];
}

std::optional<Format> find_format(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kFormatNames.size(); ++i) {
        if (kFormatNames[i] == name) return static_cast<Format>(i);
    }
    return std::nullopt;
}

std::string_view speaker_of(std::string_view cue) noexcept {
    cue = trim_right(trim_left(cue));
    if (!cue.empty() && cue.back() == '^') cue = trim_right(cue.substr(0, cue.size() - 1));
    const auto name = trim_right(cue.substr(0, std::min(cue.find('('), cue.find("（"))));
    return name.empty() ? cue : name;
}

}  // namespace fabula::screenplay
