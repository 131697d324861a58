// What a paragraph is by the name of its style: "Scene Heading", "sceneheading", "Szenenkopf", …
#pragma once

#include <cstdint>
#include <string_view>

#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/script_builder.hpp"

namespace fabula::screenplay {

enum class ParagraphKind : std::uint8_t {
    Unknown,
    Heading,
    Action,
    Cue,
    Parenthetical,
    Dialogue,
    Lyric,
    Transition,
    Shot,
    Act,  // Begins or ends an act.
};

// English, German, French, Spanish and Italian names, in any case, words apart or together.
ParagraphKind kind_of_style(std::string_view name);

// Unknown is action.
void add_paragraph(ScriptBuilder& script, ParagraphKind kind, StyledText text,
                   std::string_view scene_number = {}, Dual dual = Dual::None);

}  // namespace fabula::screenplay
