// Writes an edited script into the tree of the file that it came from.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "screenplay/fdx/kinds.hpp"
#include "screenplay/fdx/match.hpp"
#include "screenplay/fdx/paragraphs.hpp"
#include "screenplay/fdx/reader.hpp"
#include "screenplay/fdx/runs.hpp"

namespace fabula::screenplay {

// What a file says, as Fabula reads it.
struct FdxBase {
    FdxReading reading;
    Document shown;  // The reading, written as Fountain and read again.
};

FdxBase read_fdx_base(const pugi::xml_node& root, Format format);

// What the file says beside what it shall say.
struct FdxComparison {
    FdxReading reading;
    Document base;         // Element by element the same as the reading.
    FdxParagraphs before;  // Of `base`.
    FdxParagraphs after;   // Of the edited document.
    ParagraphMatch match;
};

FdxComparison compare_fdx(FdxBase file, const Document& document);

// The same elements and notes, wherever they stand in their texts.
bool say_the_same(const Document& a, const Document& b);

// Makes the paragraphs of Content those of the document.
class FdxParagraphMerger {
public:
    using Nodes = std::vector<pugi::xml_node>;

    FdxParagraphMerger(const FdxComparison& comparison, const pugi::xml_node& root);

    void merge();

    // Paragraphs of the file for the new one; none where an attribute of another says it.
    [[nodiscard]] const Nodes& nodes_of(std::uint32_t index) const { return placed_[index]; }
    // Words that stayed in paragraphs that changed.
    [[nodiscard]] const std::vector<KeptStretch>& kept() const noexcept { return kept_; }

private:
    void collect_nodes();
    void find_staying();
    void place(std::uint32_t index);
    void put(std::uint32_t index, const pugi::xml_node& node);
    [[nodiscard]] bool continues_block(std::uint32_t index) const;
    [[nodiscard]] pugi::xml_node staying_in_block(std::uint32_t index) const;
    pugi::xml_node insert_first();
    pugi::xml_node make_room(std::uint32_t index);
    [[nodiscard]] bool is_orphan_beside_others(std::uint32_t index, std::uint32_t before) const;
    void edit(std::uint32_t index, std::uint32_t before);
    void edit_text(std::uint32_t before, const StyledText& text);
    void write_new(std::uint32_t index, pugi::xml_node node);
    void remove_gone();
    void leave_block(const pugi::xml_node& node);

    const FdxComparison& in_;
    FdxSettings settings_;
    pugi::xml_node content_;
    std::vector<Nodes> nodes_;   // Of each old paragraph, in order.
    std::vector<Nodes> hidden_;  // Empty ones above it that are no blank lines.
    std::vector<Nodes> placed_;  // Of each new paragraph.
    std::vector<bool> stays_;    // Of each new paragraph: its node does not move.
    std::vector<std::uint32_t> next_staying_;
    std::vector<KeptStretch> kept_;
    std::optional<bool> carried_break_;  // Of a blank line that no paragraph stands for.
    Nodes left_blocks_;      // Paragraphs with dual dialogue that something was taken out of.
    pugi::xml_node cursor_;  // The paragraph placed last.
};

}  // namespace fabula::screenplay
