// Prose on its way to a manuscript: headings, paragraphs and breaks become a document.
#pragma once

#include <string>
#include <string_view>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

class ManuscriptBuilder {
public:
    ManuscriptBuilder() { document_.format = Format::Manuscript; }

    // Depth 1 is the outermost; a heading like "Title: Alice" at the top fills the title page.
    void add_heading(std::size_t depth, StyledText text);
    // Line breaks are kept; empty text is left out.
    void add_paragraph(StyledText text);
    // A break between scenes; breaks side by side are one.
    void add_break();
    // The first value of a key counts.
    void set_title_entry(std::string_view key, std::string_view value);

    // Headings start at depth 1; a single outermost heading at the top is the title.
    Document finish();

private:
    [[nodiscard]] bool in_front_matter() const noexcept;
    void take_title();
    void level_headings();

    Document document_;
};

// A line of prose as styled text without styles.
StyledText plain_text(std::string_view text);

// "Title" of "titel", "Author" of "Autorin": the key of a title page; empty for other words.
std::string_view find_title_key(std::string_view word);

// "Chapter", "Kapitel", "Part", …: the depth of a heading that such a word opens; 0 for others.
std::size_t heading_word_depth(std::string_view line);

}  // namespace fabula::screenplay
