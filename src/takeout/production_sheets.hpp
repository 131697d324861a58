// What is carried to the set: shots to tick off, who is who, where it plays.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cast/cast.hpp"
#include "screenplay/statistics.hpp"
#include "script/script_service.hpp"
#include "shots/shots.hpp"
#include "takeout/sheets.hpp"
#include "typeset/fact_sheets.hpp"
#include "typeset/table.hpp"
#include "world/place_finder.hpp"

namespace fabula::takeout {

enum class ShotOrder { ByScene, ByPlace };

// A box to tick before each shot; a head over each scene with its shots' number and length.
typeset::Table shot_list(const script::ScriptView& view, const std::vector<shots::Shot>& shots,
                         ShotOrder order);

// One sheet per character, in the order of their first appearance. `picture_of` answers nothing
// where there is none.
using PictureOf = std::function<std::optional<FramePicture>(std::size_t index)>;
typeset::FactSheets cast_sheets(const script::ScriptView& view,
                                const std::vector<cast::CharacterAnswer>& cast,
                                const screenplay::Statistics& numbers, const PictureOf& picture_of);

// One sheet per place that scenes name, with these scenes.
typeset::FactSheets location_sheets(const script::ScriptView& view,
                                    const std::vector<world::WorldItem>& places,
                                    const world::PlaceFinder& finder,
                                    const screenplay::Statistics& numbers,
                                    const PictureOf& picture_of);

}  // namespace fabula::takeout
