// Which entry a scene's heading names.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.hpp"

namespace fabula::world {

// What a location is called.
struct PlaceNames {
    WorldItemId id;
    std::string name;
    std::vector<std::string> aliases;

    static constexpr auto fields =
        FieldList{Field<&PlaceNames::id>{"id"}, Field<&PlaceNames::name>{"name"},
                  Field<&PlaceNames::aliases>{"aliases"}};
};

class PlaceFinder {
public:
    PlaceFinder() = default;
    explicit PlaceFinder(const std::vector<PlaceNames>& places);

    // The place that the scene is bound to, as long as it is there, whatever it is called now;
    // else the one that has the heading's name for its own or one of its aliases.
    [[nodiscard]] std::optional<WorldItemId> find(const std::optional<WorldItemId>& bound,
                                                  std::string_view heading_place) const;

private:
    std::set<std::string> ids_;
    std::map<std::string, WorldItemId> by_name_;  // Folded.
};

}  // namespace fabula::world
