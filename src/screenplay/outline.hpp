// The outline read off a script: its sections and scenes in text order, nested as sections nest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

enum class NodeKind : std::uint8_t { Section, Scene };

struct SpeakerCount {
    std::string name;  // As the first cue writes it, without extension.
    std::uint32_t speeches = 0;
};

struct OutlineNode {
    NodeKind kind = NodeKind::Scene;
    std::uint8_t level = 0;     // Sections 1..6; scenes 0.
    std::uint32_t element = 0;  // The heading, in Document::elements.
    std::uint32_t end = 0;      // One behind the last element before the next node.
    Range heading;
    Range body;  // From behind the heading to the next node or the end.
    std::string title;
    std::string scene_number;             // As written.
    HeadingParts parts;                   // Of scenes.
    std::string synopsis;                 // Synopsis lines of the body, joined by blanks.
    std::optional<std::uint32_t> parent;  // Into Outline::nodes: the section it stands in.
    std::vector<SpeakerCount> speakers;   // In order of their first speech.
    std::uint32_t word_count = 0;         // Printed words of the body.

    // True where the body holds something to see or hear.
    bool has_content = false;
};

struct Outline {
    std::vector<OutlineNode> nodes;
    // Elements before the first node.
    std::uint32_t first_element = 0;
};

// Screenplay: section lines and scene headings. Manuscript: chapters (section lines) and break
// lines; a break line is a scene without a title. Comic: pages are sections and panels scenes.
// Stage and audio: acts are sections.
Outline read_outline(const Document& document);

// Words as a reader counts them: runs of characters between blanks.
std::uint32_t count_words(std::string_view text) noexcept;

}  // namespace fabula::screenplay
