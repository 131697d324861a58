// Lines that mean something in one format only: pages and panels of a comic, acts and scenes of a
// play, sounds of an audio drama. They need no blank lines around them; within a speech they are
// speech.
#pragma once

#include <cstdint>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

enum class FormatLine : std::uint8_t {
    None,
    Page,    // Comic: "PAGE 1", "Pages 2-3", "PAGE ONE (4 panels)", "SEITE 1". Section.
    Panel,   // Comic: "Panel 1", "PANEL TWO: The door.", "BILD 2". Action that names a shot.
    Act,     // Stage, audio: "ACT I", "SECOND ACT", "1. AKT". Section.
    Scene,   // Stage, audio: "SCENE 2", "ACT I, SCENE 2", "PROLOGUE". Scene heading.
    Effect,  // Comic, audio: "SFX: Boom.", "MUSIC: A waltz.", "CAPTION: Later." Action.
};

constexpr bool is_section_line(FormatLine line) noexcept {
    return line == FormatLine::Page || line == FormatLine::Act;
}

// `line` comes without outer blanks.
FormatLine format_line(std::string_view line, Format format);

// The label of a page, panel, act or scene: "Panel 2" of "Panel 2: The door."
std::string_view format_label(std::string_view line, Format format);

}  // namespace fabula::screenplay
