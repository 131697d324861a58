// Words that stand on shot lists, cast and location sheets, in the language of the project.
#pragma once

#include <string>
#include <string_view>

namespace fabula::takeout {

struct SheetWords {
    std::string_view shot_list, cast, locations;  // Titles.
    std::string_view shot, size, angle, move, lens, description, in_frame, sound, seconds, shots;
    std::string_view looks, wants, hides, voice, traits, personality, backstory, aliases, notes;
    std::string_view scenes, speeches, words, pages, day, night, interior, exterior;
    std::string_view protagonist, antagonist, supporting, minor;
};

// English where the language has no words of its own here.
const SheetWords& sheet_words(std::string_view language);

}  // namespace fabula::takeout
