// Scripts of other programs on their way to a document: paragraphs of known kinds become elements
// that Fountain can hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/readers.hpp"

namespace fabula::screenplay {

// Adds to `out`, joining runs of one style.
void append_run(StyledText& out, std::string_view text, std::uint8_t style);
void append_styled_text(StyledText& out, const StyledText& more);
// The same with blanks and line breaks as one blank, which does not open a line.
void append_collapsed(StyledText& out, std::string_view text, std::uint8_t style);
// Without blanks and line breaks at both ends, and without runs where all is plain.
void trim_runs(StyledText& styled);
// The bytes [from, to) of the text for each of the ascending `places`, trimmed.
std::vector<StyledText> pieces_of(const StyledText& styled,
                                  const std::vector<std::pair<std::size_t, std::size_t>>& places);
// The same text in one line.
void join_lines(StyledText& styled);

// Empty text is left out everywhere.
class ScriptBuilder {
public:
    explicit ScriptBuilder(Format format = Format::Screenplay) { script_.document.format = format; }

    void add_heading(StyledText text, std::string_view scene_number = {});
    void add_action(StyledText text);
    void add_shot(StyledText text);
    void add_transition(StyledText text);
    void add_centered(StyledText text);
    // `depth` 1 is the outermost.
    void add_section(std::size_t depth, std::string_view text);
    void add_synopsis(std::string_view text);
    void add_page_break();

    // A speech is a cue and what follows it directly. Without a cue it is action.
    void add_cue(StyledText name, Dual dual = Dual::None);
    void add_parenthetical(StyledText text);
    void add_dialogue(StyledText text);
    void add_verse(StyledText text);  // One lyric per line.

    void end_speech();

    // Stands behind the words of the last element.
    void add_note(std::string text);
    // The first value of a key counts; lines are values.
    void set_title_entry(std::string_view key, const std::vector<std::string>& lines);
    // Values are written as Fountain has them, emphasis included.
    void add_title_entries(std::vector<TitleEntry> entries);
    void add_repair(std::string sentence) { script_.repairs.push_back(std::move(sentence)); }

    [[nodiscard]] bool empty() const noexcept { return script_.document.elements.empty(); }
    [[nodiscard]] bool in_speech() const noexcept { return in_speech_; }
    // Refuses what has no words at all.
    ReadScript finish();

private:
    Element& add(ElementType type, StyledText text);
    Element* add_spoken(ElementType type, StyledText text);

    ReadScript script_;
    bool in_speech_ = false;
    Dual dual_ = Dual::None;
    std::size_t orphans_ = 0;
};

}  // namespace fabula::screenplay
