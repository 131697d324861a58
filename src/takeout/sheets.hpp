// Shots and comic pages in the terms of typeset.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "panels/comic_service.hpp"
#include "script/script_service.hpp"
#include "shots/shots.hpp"
#include "takeout/takeout.hpp"
#include "typeset/cbz.hpp"
#include "typeset/pdf.hpp"
#include "typeset/storyboard.hpp"

namespace fabula::takeout {

using FramePicture = std::variant<drawing::Drawing, drawing::ImageData>;

// Into the drawing or the image of a frame or a sheet.
template <class Place>
void put_picture(Place& place, FramePicture picture) {
    if (auto* drawn = std::get_if<drawing::Drawing>(&picture)) {
        place.drawing = std::make_shared<drawing::Drawing>(std::move(*drawn));
    } else {
        place.image =
            std::make_shared<drawing::ImageData>(std::get<drawing::ImageData>(std::move(picture)));
    }
}

// As shot lists write it: "Two shot" for TWO_SHOT.
std::string framing_text(const shots::Shot& shot);

typeset::StoryboardSheet storyboard_sheet(
    const script::ScriptView& view, const std::vector<shots::Shot>& shots, Paper paper,
    const std::function<FramePicture(const AssetId&)>& read_frame);

}  // namespace fabula::takeout
