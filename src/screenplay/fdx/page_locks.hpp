// Locked pages of a Final Draft file: where each begins, and its number.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "screenplay/fdx/merge.hpp"
#include "screenplay/fdx/places.hpp"

namespace fabula::screenplay {

inline constexpr std::uint32_t kNoFdxPlace = 0xFFFFFFFF;

struct FdxPageLock {
    pugi::xml_node node;
    std::uint32_t position = kNoFdxPlace;  // As notes count them (positions.hpp).
    std::string label;  // "12", "12A"; empty where it has no number that can be shown.
};

// In text order, those without a place last; pages that Final Draft has marked as deleted are none.
// Further pages of the same number have letters. The first page of a script needs no label where it
// is page 1.
std::vector<FdxPageLock> read_page_locks(const pugi::xml_node& root);

// Moves the locks with the words at which their pages begin and removes those whose page break the
// document has no more. Call it when the paragraphs are merged and the places read again. `locks`:
// as they were read from `root` before. Answers how many numbered page breaks have no lock.
std::size_t merge_page_locks(const std::vector<FdxPageLock>& locks, const FdxComparison& comparison,
                             const FdxParagraphMerger& paragraphs, const FdxPlaces& places);

}  // namespace fabula::screenplay
