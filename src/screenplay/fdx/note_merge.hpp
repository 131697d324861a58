// Writes the notes of an edited script into the tree of the file that it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <vector>

#include "screenplay/fdx/merge.hpp"
#include "screenplay/fdx/places.hpp"
#include "screenplay/fdx/positions.hpp"

namespace fabula::screenplay {

class FdxNoteMerger {
public:
    FdxNoteMerger(const FdxComparison& comparison, const pugi::xml_node& root,
                  const FdxPlaces& places);

    // Saves the notes of paragraphs that are gone. Call it before the paragraphs are merged.
    void release();

    // Call it afterwards, when the places are read again.
    void merge(const FdxParagraphMerger& paragraphs);

    // Notes whose paragraph is gone; they are kept without a place.
    [[nodiscard]] std::size_t unanchored() const noexcept { return unanchored_; }

private:
    void match_origins();
    void update(std::uint32_t index, const pugi::xml_node& note);
    void anchor(const FdxNote& note, pugi::xml_node node);
    void set_text(const FdxNote& note, pugi::xml_node node) const;
    pugi::xml_node unanchor(const pugi::xml_node& note);
    pugi::xml_node ranged_notes();
    void map_ranges();
    [[nodiscard]] FdxRange range_of(const FdxNote& note) const;

    const FdxComparison& in_;
    const FdxPlaces& places_;
    const FdxParagraphMerger* paragraphs_ = nullptr;
    pugi::xml_node root_;
    bool ranged_ = false;                // Version 5: notes stand apart, with a range.
    std::vector<pugi::xml_node> nodes_;  // Of each old note.
    std::vector<std::uint32_t> match_;   // Of each new note the old one.
    std::size_t unanchored_ = 0;
};

}  // namespace fabula::screenplay
