#include "world/place_finder.hpp"

#include "base/text.hpp"

namespace fabula::world {

PlaceFinder::PlaceFinder(const std::vector<PlaceNames>& places) {
    for (const auto& place : places) {
        ids_.insert(place.id.text);
        by_name_.emplace(fold(place.name), place.id);
    }
    // What one place is called itself is more than what another is called too.
    for (const auto& place : places) {
        for (const auto& alias : place.aliases) by_name_.emplace(fold(alias), place.id);
    }
}

std::optional<WorldItemId> PlaceFinder::find(const std::optional<WorldItemId>& bound,
                                             std::string_view heading_place) const {
    if (bound && ids_.contains(bound->text)) return bound;
    const auto found = by_name_.find(fold(heading_place));
    if (found == by_name_.end()) return std::nullopt;
    return found->second;
}

}  // namespace fabula::world
