// A script as the engine sees it: elements in text order, each knowing where it stands.
// Engine files throw nothing, read no files and no clock, so that they also run in the browser.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fabula::screenplay {

// [from, to) in UTF-16 units of the stored text (UTF-8 with LF, no byte-order mark).
struct Range {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool operator==(const Range&) const = default;
};

// How lines become structure and how pages look; data under templates/screenplay/.
enum class Format : std::uint8_t { Screenplay, Manuscript, Multicam, Stage, Audio, Comic };
inline constexpr std::array<std::string_view, 6> kFormatNames = {
    "screenplay", "manuscript", "multicam", "stage", "audio", "comic"};

constexpr std::string_view name_of(Format format) noexcept {
    return kFormatNames[static_cast<std::size_t>(format)];
}
// The format of that name; nullopt where there is none.
std::optional<Format> find_format(std::string_view name) noexcept;

// Prose has paragraphs, sections and break lines; every other format has headings and cues.
constexpr bool is_prose(Format format) noexcept {
    return format == Format::Manuscript;
}

enum class ElementType : std::uint8_t {
    SceneHeading,
    Action,
    Character,
    Parenthetical,
    Dialogue,
    Lyric,
    Transition,
    Centered,
    PageBreak,
    Section,
    Synopsis,
    Note,      // A note that stands on lines of its own.
    Boneyard,  // A comment that stands on lines of its own.
};

// "scene_heading", "action", …: the names in JSON and on pages.
std::string_view name_of(ElementType type) noexcept;

enum Style : std::uint8_t { Plain = 0, Bold = 1, Italic = 2, Underline = 4 };

// A stretch of Element::text (byte offsets) in one style. Runs are in order and cover the text.
struct Run {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint8_t style = Plain;
    bool operator==(const Run&) const = default;
};

enum class Dual : std::uint8_t { None, Left, Right };

// Set/time of a scene heading as its words say it.
enum class Setting : std::uint8_t { Unknown, Interior, Exterior, Both };
constexpr std::string_view short_name_of(
    Setting setting) noexcept {  // "int/ext"; empty for Unknown.
    constexpr std::array<std::string_view, 4> names{"", "int", "ext", "int/ext"};
    return names[static_cast<std::size_t>(setting)];
}

struct Element {
    ElementType type = ElementType::Action;
    Range range;            // Whole lines, forcing marks and line breaks between lines included.
    std::string text;       // What is read and printed: no marks, no notes, no boneyard; '\n' kept.
    std::vector<Run> runs;  // Empty: all plain.
    std::string scene_number;  // Scene heading `#1A#`; locked page number of `=== 12A ===`.
    std::uint8_t level = 0;    // Section depth 1..6.
    Dual dual = Dual::None;    // Of a cue and its block.
    bool forced = false;       // Written with a forcing mark.
    bool shot = false;         // Action that names a shot: `!!CLOSE ON`, Final Draft's "Shot".
    // Blank lines between this and the element above. 0: written directly below it. What stands
    // around a note, comment, section or synopsis counts once, as if that were not there.
    std::uint16_t blank_lines = 0;
};

// A note inside an element. Notes between elements are elements.
struct InlineNote {
    std::uint32_t element = 0;  // Index of the element.
    std::uint32_t at = 0;       // Where it stood: byte offset in Element::text.
    Range range;                // Brackets included.
    std::string text;
};

// "INT. KITCHEN - NIGHT" taken apart; parts are empty where the heading does not say.
struct HeadingParts {
    Setting setting = Setting::Unknown;
    std::string place;  // "KITCHEN"
    std::string time;   // "NIGHT"
};

struct TitleEntry {
    std::string key;                  // As written.
    std::vector<std::string> values;  // One per line, without marks of indent.
};

enum class Severity : std::uint8_t { Hint, Doubt };

// Something a reader may have meant otherwise. Nothing a writer types is an error.
struct Diagnostic {
    Severity severity = Severity::Hint;
    Range range;
    std::string code;        // Stable, snake_case: "heading_without_blank_line".
    std::string message;     // One English sentence.
    std::string suggestion;  // Replacement text for the range; empty: none.
};

struct Document {
    Format format = Format::Screenplay;
    std::vector<TitleEntry> title_page;
    Range title_page_range;
    std::vector<Element> elements;
    std::vector<InlineNote> notes;  // In text order.
    std::vector<Diagnostic> diagnostics;
};

// The cue without extensions and dual mark: "ANNA (V.O.)" is spoken by "ANNA".
std::string_view speaker_of(std::string_view cue) noexcept;

// True for a speaker who is nobody: CAPTION in a comic, MUSIC in an audio drama.
bool names_effect(std::string_view speaker, Format format);

// `language` is that of the script (see grammar/languages.hpp), empty where it names none.
HeadingParts heading_parts(std::string_view heading, std::string_view language = {});

}  // namespace fabula::screenplay
