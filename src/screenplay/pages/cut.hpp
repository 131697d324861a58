// Where a unit may be parted between two pages.
#pragma once

#include <cstdint>
#include <optional>

#include "screenplay/pages/units.hpp"

namespace fabula::screenplay {

// The upper page gets the parts before `part` and `lines` lines of it, whose text ends at `offset`.
struct Cut {
    std::uint32_t part = 0;  // Into UnitReader::parts.
    std::uint32_t lines = 0;
    std::uint32_t offset = 0;  // Where the lower page goes on, in bytes of the part's element.
};

// The last legal place that leaves at most `room` rows above; none where there is no legal one.
std::optional<Cut> find_cut(const Document& document, const Layout& layout,
                            const UnitReader& reader, const Unit& unit, int room);

// The line at which [first, last) of the parts, a column of a unit, fills `room` rows; at least
// one line goes above. `part` is `last` where all fit.
Cut force_cut(const Layout& layout, const UnitReader& reader, std::uint32_t first,
              std::uint32_t last, int room);

}  // namespace fabula::screenplay
