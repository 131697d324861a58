#include "screenplay/intake/paragraph_kinds.hpp"

#include <array>
#include <string>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

struct NamePart {
    std::string_view part;  // Folded, without blanks.
    ParagraphKind kind;
};

// The first that a name holds counts, so "stage direction" stands before "direction" would.
constexpr std::array kNameParts = {
    NamePart{"sceneheading", ParagraphKind::Heading},
    NamePart{"slug", ParagraphKind::Heading},
    NamePart{"szenenkopf", ParagraphKind::Heading},
    NamePart{"szenenüberschrift", ParagraphKind::Heading},
    NamePart{"szenenbeschreibung", ParagraphKind::Action},
    NamePart{"bildkopf", ParagraphKind::Heading},
    NamePart{"encabezadodeescena", ParagraphKind::Heading},
    NamePart{"intitulédescène", ParagraphKind::Heading},
    NamePart{"intestazionescena", ParagraphKind::Heading},
    NamePart{"parenthe", ParagraphKind::Parenthetical},
    NamePart{"wryl", ParagraphKind::Parenthetical},
    NamePart{"klammer", ParagraphKind::Parenthetical},
    NamePart{"regieanweisung", ParagraphKind::Parenthetical},
    NamePart{"acotación", ParagraphKind::Parenthetical},
    NamePart{"didascalie", ParagraphKind::Parenthetical},
    NamePart{"transition", ParagraphKind::Transition},
    NamePart{"übergang", ParagraphKind::Transition},
    NamePart{"transición", ParagraphKind::Transition},
    NamePart{"transizione", ParagraphKind::Transition},
    NamePart{"character", ParagraphKind::Cue},
    NamePart{"figur", ParagraphKind::Cue},
    NamePart{"sprecher", ParagraphKind::Cue},
    NamePart{"speaker", ParagraphKind::Cue},
    NamePart{"personnage", ParagraphKind::Cue},
    NamePart{"personaje", ParagraphKind::Cue},
    NamePart{"personaggio", ParagraphKind::Cue},
    NamePart{"dialog", ParagraphKind::Dialogue},
    NamePart{"diálogo", ParagraphKind::Dialogue},
    NamePart{"lyric", ParagraphKind::Lyric},
    NamePart{"shot", ParagraphKind::Shot},
    NamePart{"newact", ParagraphKind::Act},
    NamePart{"endofact", ParagraphKind::Act},
    NamePart{"actbreak", ParagraphKind::Act},
    NamePart{"coldopen", ParagraphKind::Act},
    NamePart{"action", ParagraphKind::Action},
    NamePart{"handlung", ParagraphKind::Action},
    NamePart{"acción", ParagraphKind::Action},
    NamePart{"azione", ParagraphKind::Action},
    NamePart{"stagedirection", ParagraphKind::Action},
};

}  // namespace

ParagraphKind kind_of_style(std::string_view name) {
    std::string key;
    for (const char c : fold(name)) {
        if (c != ' ' && c != '_' && c != '-' && c != '.') key.push_back(c);
    }
    if (key == "act") return ParagraphKind::Act;
    // Word's own styles for parts of a line.
    if (key.ends_with("char") && !key.ends_with("character")) return ParagraphKind::Unknown;
    for (const auto& row : kNameParts) {
        if (key.find(row.part) != std::string::npos) return row.kind;
    }
    return ParagraphKind::Unknown;
}

void add_paragraph(ScriptBuilder& script, ParagraphKind kind, StyledText text,
                   std::string_view scene_number, Dual dual) {
    switch (kind) {
        case ParagraphKind::Heading: return script.add_heading(std::move(text), scene_number);
        case ParagraphKind::Cue: return script.add_cue(std::move(text), dual);
        case ParagraphKind::Parenthetical: return script.add_parenthetical(std::move(text));
        case ParagraphKind::Dialogue: return script.add_dialogue(std::move(text));
        case ParagraphKind::Lyric: return script.add_verse(std::move(text));
        case ParagraphKind::Transition: return script.add_transition(std::move(text));
        case ParagraphKind::Shot: return script.add_shot(std::move(text));
        case ParagraphKind::Act: return script.add_centered(std::move(text));
        case ParagraphKind::Unknown:
        case ParagraphKind::Action: return script.add_action(std::move(text));
    }
}

}  // namespace fabula::screenplay
