// Who speaks in prose, by its quotes and the words beside them; and who is named in it. Rules for
// English and German; the same text gives the same answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct Speech {
    std::uint32_t from = 0;  // Bytes of the paragraph, quotes included.
    std::uint32_t to = 0;
    std::string text;     // Without quotes.
    std::string speaker;  // "White Rabbit", without article; empty: the text does not say.
    std::string pronoun;  // "she": what it says instead, folded.
    bool thought = false;
    double confidence = 0;  // 0..1, that `speaker` says it; 0 without a speaker.
};

// Speech between „“ “” "" ‘’ '' »« «» in one paragraph, in order. What is quoted but not said
// (titles, labels) is left out. Speeches of one paragraph have one speaker.
std::vector<Speech> find_speech(std::string_view paragraph);

struct PlacedSpeech {
    std::uint32_t element = 0;  // Index in Document::elements.
    Speech speech;              // Its bytes are those of Element::text.
};

// All speech of a manuscript; pronouns and turns are resolved to the names before them, with a
// confidence below 0.6.
std::vector<PlacedSpeech> find_speech(const Document& document);

struct FoundName {
    std::string name;                  // "Mock Turtle"
    std::vector<std::string> aliases;  // "Turtle", where the text shortens it.
    std::uint32_t count = 0;           // Mentions, aliases included.
    std::uint32_t speeches = 0;
    std::uint32_t first_element = 0;
    double confidence = 0;  // 0..1, that this is a person of the story.
};

// Names of people in a manuscript: capitalized words that recur within sentences and that speak, or
// do not stand behind words of place. Most frequent first.
std::vector<FoundName> find_names(const Document& document);

// A name as sentences write it: "MRS. FALK" gives "Mrs. Falk"; one with small letters stays.
std::string name_case(std::string_view cue);

}  // namespace fabula::screenplay
