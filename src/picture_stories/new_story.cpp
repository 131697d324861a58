#include "picture_stories/new_story.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "breakdown/stretches.hpp"
#include "picture_stories/scene_plan.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"

namespace fabula::picture_stories {

namespace {

void check_size(const StoryText& story) {
    const auto length = count_code_points(trim(story.text));
    const std::string field(story.field);
    if (length < kStoryCharactersMin) {
        invalid(field, "must have at least " + std::to_string(kStoryCharactersMin) + " characters");
    }
    if (length > kStoryCharactersMax) {
        invalid(field, "has " + std::to_string(length) + " characters; at most " +
                           std::to_string(kStoryCharactersMax) + " are taken");
    }
}

// The whole text under a heading of that name, below its title page.
std::string headed(const screenplay::Document& document, const std::string& text,
                   const std::string& title) {
    const auto at = byte_offset_of(text, document.title_page_range.to).value_or(0);
    auto front = text.substr(0, at);
    if (!front.empty() && !front.ends_with('\n')) front += '\n';
    if (!front.empty()) front += '\n';
    return front + "# " + title + "\n\n" + std::string(trim(text.substr(at))) + "\n";
}

bool tells_before_headings(const screenplay::Document& document) {
    const auto outline = screenplay::read_outline(document);
    const auto end = outline.nodes.empty()
                         ? document.elements.size()
                         : static_cast<std::size_t>(outline.nodes.front().element);
    for (std::size_t i = 0; i < end; ++i) {
        if (breakdown::is_told(document.elements[i].type)) return true;
    }
    return false;
}

std::string title_of(const StoryText& story, const screenplay::Imported& imported,
                     const screenplay::Document& document) {
    auto title = std::string(trim(story.title));
    const bool on_page = !document.title_page.empty();
    if (title.empty() && on_page) title = trim(imported.title);
    if (title.empty()) {
        for (const auto& element : document.elements) {
            if (!title.empty()) break;
            if (breakdown::is_told(element.type)) title = first_words(element.text);
        }
    }
    for (char& c : title) {
        if (c == '\n' || c == '\t') c = ' ';
    }
    return shorten(title, 200);
}

}  // namespace

ReadStory read_story(const StoryText& story) {
    check_size(story);
    const std::string field(story.field);
    if (story.text.find('\0') != std::string::npos) invalid(field, "holds a NUL character");
    const auto imported = screenplay::import_text(story.text, "story.txt");
    if (imported.refusal) invalid(field, *imported.refusal);
    const auto document = screenplay::parse_fountain(imported.text, imported.format);
    ReadStory out;
    out.word_count = breakdown::count_told_words(document);
    if (out.word_count < kStoryWordsMin) {
        invalid(field, "must have at least " + std::to_string(kStoryWordsMin) + " words");
    }
    out.title = title_of(story, imported, document);
    out.format = script::to_row(imported.format);
    out.text = tells_before_headings(document) ? headed(document, imported.text, out.title)
                                               : imported.text;
    out.analysis = breakdown::analyse(document);
    return out;
}

script::ScriptRecord create_project(imports::ImportService& imports, const Actor& actor,
                                    const ReadStory& story) {
    imports::NewScript in;
    in.title = story.title;
    in.format = story.format;
    in.text = story.text;
    if (story.analysis.language == "de") in.language = "de";
    return imports.create_script(actor, in);
}

}  // namespace fabula::picture_stories
