// A script in numbers, read off its text and its pages.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/outline.hpp"
#include "screenplay/pages.hpp"

namespace fabula::screenplay {

enum class DayPart : std::uint8_t { Unknown, Day, Night, Between };

// "NIGHT", "SPÄTER ABEND": Night; "DAWN", "DÄMMERUNG": Between, with more than one of them too.
DayPart day_part_of(std::string_view time);

struct SceneCounts {
    std::uint32_t heading = 0;  // Index of the element.
    std::string number;         // As written; empty where the script does not number its scenes.
    std::string title;
    HeadingParts parts;
    DayPart day_part = DayPart::Unknown;  // What says "LATER" has that of the scene above.
    std::string synopsis;
    int page = 0;  // Where it begins.
    int eighths = 0;
    int seconds = 0;
    std::uint32_t words = 0;                // Of its body.
    std::uint32_t dialogue_words = 0;       // Of these, spoken or sung.
    std::vector<std::uint32_t> speakers{};  // Into Statistics::characters, in order of speech.
    std::vector<std::uint32_t> present{};   // These, and who is named in the action.
};

struct Partner {
    std::uint32_t character = 0;  // Into Statistics::characters.
    std::uint32_t exchanges = 0;  // Times that one of the two speaks directly after the other.
};

struct Appearance {
    std::uint32_t scene = 0;  // Into Statistics::scenes; kNoScene before the first heading.
    int page = 0;
};
inline constexpr std::uint32_t kNoScene = std::numeric_limits<std::uint32_t>::max();

struct CharacterCounts {
    std::string name;            // As the first cue writes it, without extension.
    std::uint32_t speeches = 0;  // Cues.
    std::uint32_t lines = 0;     // Of speech, on paper.
    std::uint32_t words = 0;
    std::uint32_t scenes = 0;           // In which they are present.
    std::uint32_t speaking_scenes = 0;  // Of these, with speech of theirs.
    Appearance first{}, last{};         // Speaking or named.
    std::vector<Partner> partners{};    // Most exchanges first.
};

struct PlaceCounts {
    std::string name;                     // As its first heading writes it.
    std::vector<std::uint32_t> scenes{};  // Into Statistics::scenes.
    int eighths = 0;
    std::uint32_t interior = 0, exterior = 0;  // Scenes; one that is both counts in both.
    std::uint32_t day = 0, night = 0;
};

// Rows of one page, which is how quick it reads.
struct PageCounts {
    int number = 0;
    std::string label{};
    int dialogue_rows = 0;  // Cues and parentheticals included.
    int action_rows = 0;    // All other text.
};

// Scenes of one kind.
struct KindCounts {
    std::uint32_t scenes = 0;
    int eighths = 0;
};

struct Statistics {
    std::uint32_t words = 0;           // Of all that is printed, the title page aside.
    std::uint32_t dialogue_words = 0;  // Spoken or sung.
    std::uint32_t action_words = 0;
    int pages = 0;    // Body pages.
    int eighths = 0;  // Of all scenes.
    int seconds = 0;  // A page is a minute.
    KindCounts interior, exterior, interior_exterior, unknown_setting;
    KindCounts day, night, between, unknown_day_part;
    std::vector<SceneCounts> scenes;
    std::vector<CharacterCounts> characters;  // In order of their first speech.
    std::vector<PlaceCounts> places;          // In order of their first scene.
    std::vector<PageCounts> page_counts;

    // What lists call a scene: as written; counted where the script does not number its scenes.
    [[nodiscard]] std::string number_of(std::size_t scene) const;
    // 0..1 of the words of speech and action together.
    [[nodiscard]] double dialogue_share() const noexcept;
};

Statistics count_statistics(const Document& document, const Layout& layout, const Pages& pages);

}  // namespace fabula::screenplay
