// The notes of a Final Draft file, put where they stand in the document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "screenplay/fdx/positions.hpp"
#include "screenplay/fdx/reader.hpp"

namespace fabula::screenplay {

// The name of a note that holds a comment of Fountain, its boneyard.
inline constexpr std::string_view kBoneyardNote = "Boneyard";

inline constexpr std::size_t kNoFdxOrigin = static_cast<std::size_t>(-1);

// Writes into the reading of whoever reads the paragraphs and calls after each of them.
class FdxNoteReader {
public:
    // Whether what is said goes on behind a paragraph.
    enum class Speech : std::uint8_t {
        Over,
        GoesOn,
        Torn,  // It does, and an element of its own would tear a dialogue in two.
    };

    explicit FdxNoteReader(FdxReading& out) : out_(out) {}

    // The notes of version 5, which stand apart from the text.
    void expect(const pugi::xml_node& root);

    // Those on the very beginning of the text stand above it.
    void add_first();

    // Notes of versions 1 to 4 stand within their paragraph.
    void add_inner(const pugi::xml_node& paragraph, std::size_t origin, Speech speech);

    // Those of version 5 that begin in the paragraph or on its end.
    void add_ranged(const pugi::xml_node& paragraph, std::size_t origin, Speech speech);

    // Those without a place.
    void add_rest(const pugi::xml_node& root);

    // Puts the notes in text order.
    void finish();

private:
    struct Ranged {
        FdxRange range;
        pugi::xml_node node;
    };
    struct Placed {
        InlineNote note;
        pugi::xml_node node;
    };

    void add_own_line(const pugi::xml_node& note, Speech speech);
    void add_inline(std::size_t element, std::size_t at, const pugi::xml_node& note);
    void add_behind_last(const pugi::xml_node& note);
    void place(const Ranged& note, std::size_t origin, std::uint32_t length, Speech speech);
    [[nodiscard]] std::size_t place_in(const FdxOrigin& origin, std::size_t units) const;

    FdxReading& out_;
    std::vector<Ranged> pending_;  // By their beginning.
    std::size_t next_ = 0;
    std::uint32_t offset_ = 0;  // Units before the next paragraph.
    std::vector<Placed> inline_;
};

}  // namespace fabula::screenplay
