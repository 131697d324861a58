// A story that somebody pastes, on its way to a project.
#pragma once

#include <string>

#include "imports/imports_service.hpp"
#include "picture_stories/picture_stories.hpp"

namespace fabula::picture_stories {

struct StoryText {
    std::string text;
    std::string title{};                    // Empty: as the text says, else its first words.
    std::string_view field = "story_text";  // That a refusal names.
};

// A text that was read: prose or a script, by what it looks like. Its every told word stands under
// a heading: where it has none, its title is one.
struct ReadStory {
    std::string title;
    ScriptFormat format = ScriptFormat::Manuscript;
    std::string text;
    std::int64_t word_count = 0;
    breakdown::Analysis analysis;
};

// Throws Invalid, naming the field, for a text that is shorter or longer than kStoryCharactersMin
// and kStoryCharactersMax, has less than kStoryWordsMin words, or is no text.
ReadStory read_story(const StoryText& story);

// A project with that script, its people and places.
script::ScriptRecord create_project(imports::ImportService& imports, const Actor& actor,
                                    const ReadStory& story);

}  // namespace fabula::picture_stories
