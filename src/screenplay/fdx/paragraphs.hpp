// A document as the paragraphs and notes that a Final Draft file would have for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

inline constexpr std::uint32_t kNoParagraph = 0xFFFFFFFF;

struct FdxParagraph {
    std::string type;  // As Final Draft names it.
    StyledText text;   // Empty: a blank line.
    std::string number;
    std::vector<StyledText> summary;  // Of a scene.
    std::vector<std::string> pages;   // Numbers of the page breaks above it.
    Dual dual = Dual::None;
    bool starts_page = false;
    bool centered = false;
    std::uint32_t element = 0;  // What it says; of a blank line, what it stands above.
};

struct FdxNote {
    std::uint32_t paragraph = kNoParagraph;  // Within it or, on lines of its own, below it.
    bool own_line = false;
    bool comment = false;      // Boneyard.
    std::uint32_t at = 0;      // Byte offset in the paragraph's text.
    std::uint32_t source = 0;  // Index in Document::elements or Document::notes.
    std::string text;
};

struct FdxParagraphs {
    std::vector<FdxParagraph> paragraphs;
    std::vector<FdxNote> notes;  // In text order.
};

FdxParagraphs fdx_paragraphs(const Document& document);

}  // namespace fabula::screenplay
