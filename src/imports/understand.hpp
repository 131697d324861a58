// What a text says before anything is stored: its people and places, by rules.
#pragma once

#include <string>
#include <vector>

#include "screenplay/outline.hpp"

namespace fabula::imports {

struct FoundCharacter {
    std::string name;  // As first written; capitals of a cue become "Anna".
    std::int64_t speeches = 0;
    std::string description;  // From the sentence that introduces them in capitals.
    bool doubtful = false;    // Guessed from prose, not written as a cue.
};

struct FoundPlace {
    std::string name;  // As headings write it.
    std::int64_t scenes = 0;
};

struct Understood {
    std::vector<FoundCharacter> characters;  // In order of their first speech.
    std::vector<FoundPlace> places;          // In order of their first scene.
    std::int64_t word_count = 0;
};

Understood understand(const screenplay::Document& document, const screenplay::Outline& outline);

}  // namespace fabula::imports
