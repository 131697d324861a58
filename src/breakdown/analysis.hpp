// What a text says about itself, counted by rules: sizes, the words that weigh most, who and where.
// No model is asked; the same text gives the same figures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "breakdown/stop_words.hpp"
#include "screenplay/outline.hpp"

namespace fabula::breakdown {

struct Analysis {
    static constexpr std::size_t kThemesMax = 5;
    static constexpr std::size_t kCharactersMax = 10;
    static constexpr std::size_t kLocationsMax = 8;
    static constexpr std::int64_t kScenesMax = 20;

    std::string language;  // "en" or "de": the stop words that it is read by.
    std::int64_t total_words = 0;
    std::int64_t total_sentences = 0;
    std::int64_t total_paragraphs = 0;
    std::int64_t estimated_scenes = 1;
    std::vector<std::string> main_themes;
    std::vector<std::string> key_characters;
    std::vector<std::string> primary_locations;
    std::int64_t complexity_score = 1;
    std::int64_t word_count = 0;
    std::int64_t recommended_scenes = 1;
    double estimated_duration_minutes = 0.5;
    std::string complexity;

    static constexpr auto fields = FieldList{
        Field<&Analysis::language>{"language", {.help = "whose stop words were left out"}},
        Field<&Analysis::total_words>{"total_words"},
        Field<&Analysis::total_sentences>{"total_sentences"},
        Field<&Analysis::total_paragraphs>{"total_paragraphs"},
        Field<&Analysis::estimated_scenes>{
            "estimated_scenes", {.min = 1, .max = kScenesMax, .help = "one for each 150 words"}},
        Field<&Analysis::main_themes>{
            "main_themes",
            {.length_max = kThemesMax, .help = "the words of the text that weigh most"}},
        Field<&Analysis::key_characters>{
            "key_characters", {.length_max = kCharactersMax, .help = "most often named first"}},
        Field<&Analysis::primary_locations>{"primary_locations", {.length_max = kLocationsMax}},
        Field<&Analysis::complexity_score>{
            "complexity_score",
            {.min = 1, .max = 10, .help = "by the length of its sentences and words"}},
        Field<&Analysis::word_count>{"word_count", {.help = "as total_words"}},
        Field<&Analysis::recommended_scenes>{
            "recommended_scenes",
            {.min = 1, .max = kScenesMax, .help = "by the number of words, at most 8"}},
        Field<&Analysis::estimated_duration_minutes>{"estimated_duration_minutes",
                                                     {.help = "200 words a minute"}},
        Field<&Analysis::complexity>{
            "complexity", {.help = "Simple, or Complex: words longer than 6 letters on average"}}};
};

Analysis analyse(const screenplay::Document& document);

// Who is named most, and where it happens: at most `limit` names, most often named first.
std::vector<std::string> people_of(const screenplay::Document& document, std::size_t limit);
std::vector<std::string> places_of(const screenplay::Document& document,
                                   const std::vector<std::string>& people, TextLanguage language,
                                   std::size_t limit);

// True for what is told or spoken: headings, cues, notes and the like are not.
bool is_told(screenplay::ElementType type) noexcept;
// By the stop words that it holds.
TextLanguage language_of(const screenplay::Document& document);

}  // namespace fabula::breakdown
