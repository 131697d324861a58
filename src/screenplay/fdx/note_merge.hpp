// Writes the notes of an edited script into the tree of the file that it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <unordered_map>
#include <vector>

#include "screenplay/fdx/merge.hpp"
#include "screenplay/fdx/positions.hpp"

namespace fabula::screenplay {

// To be made before the paragraphs are merged: it keeps where the notes stood.
class FdxNoteMerger {
public:
    FdxNoteMerger(const FdxComparison& comparison, const pugi::xml_node& root);

    // Saves the notes of paragraphs that are gone. Call it before the paragraphs are merged.
    void release();

    // Call it afterwards.
    void merge(const FdxParagraphMerger& paragraphs);

    // Notes whose paragraph is gone; they are kept without a place.
    [[nodiscard]] std::size_t unanchored() const noexcept { return unanchored_; }

private:
    struct Place {
        pugi::xml_node node;
        std::uint32_t start = 0;
        std::uint32_t length = 0;
    };

    [[nodiscard]] std::vector<Place> read_places() const;
    void match_origins();
    void update(std::uint32_t index, const pugi::xml_node& note);
    void anchor(const FdxNote& note, pugi::xml_node node);
    void set_text(const FdxNote& note, pugi::xml_node node) const;
    pugi::xml_node unanchor(const pugi::xml_node& note);
    pugi::xml_node ranged_notes();
    void map_ranges(const std::vector<KeptStretch>& kept);
    [[nodiscard]] std::optional<std::uint32_t> map(std::uint32_t place, bool end) const;
    [[nodiscard]] const Place* find_new(const pugi::xml_node& paragraph) const;
    [[nodiscard]] FdxRange range_of(const FdxNote& note) const;

    const FdxComparison& in_;
    const FdxParagraphMerger* paragraphs_ = nullptr;
    pugi::xml_node root_;
    bool ranged_ = false;                           // Version 5: notes stand apart, with a range.
    std::vector<pugi::xml_node> nodes_;             // Of each old note.
    std::vector<std::uint32_t> match_;              // Of each new note the old one.
    std::vector<Place> before_;                     // By start.
    std::unordered_map<std::size_t, Place> after_;  // By node.
    std::unordered_map<std::size_t, std::vector<KeptStretch>> stretches_;  // By old node.
    std::size_t unanchored_ = 0;
};

}  // namespace fabula::screenplay
