// What scene headings say in the languages that scripts are written in: words of inside and
// outside, words of the time of day. A further language is a few rows of the tables.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// What stands behind a word that opens a heading.
enum class Follows : std::uint8_t {
    Anything,  // A dot, a slash or a blank; behind a blank no lower case, or a time of day.
    Dot,       // An abbreviation: a dot or slash; a blank only before a time of day.
    Mark,      // An ordinary word of a script without capitals: a dot, a slash, a colon or a dash.
};

struct SettingWord {
    std::string_view text;  // As typed: upper case where the script has it.
    Setting setting;
    std::string_view language;
    Follows follows = Follows::Anything;
    // Means something else elsewhere, so it counts only in a script that names its language.
    bool named = false;
};

// INT, EXT and their like are not among them: they open a heading in every language.
std::span<const SettingWord> setting_words() noexcept;

// The code ("de") that a title page gives by `Language: de-AT`, `Language: German` or
// `Sprache: Deutsch`; empty where it gives none that is known.
std::string_view language_of(const Document& document);

// "NIGHT", "NACHT", "夜"; `word` in upper case. Some are times only in a script that names its
// language: "DEN" is a room unless the script is Czech.
bool is_time_word(std::string_view word, std::string_view language) noexcept;

// May stand beside such a word: "THE NEXT MORNING", "FIN DE JOURNÉE".
bool is_beside_time_word(std::string_view word) noexcept;

}  // namespace fabula::screenplay
