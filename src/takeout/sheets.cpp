#include "takeout/sheets.hpp"

#include <map>

#include "base/text.hpp"

namespace fabula::takeout {

namespace {

std::string speeches_of(const shots::Shot& shot) {
    std::string out;
    for (const auto& line : shot.dialogue) {
        if (!out.empty()) out += "\n";
        out += line.speaker;
        if (!line.extension.empty()) out += " (" + line.extension + ")";
        out += ": ";
        if (!line.parenthetical.empty()) out += "(" + line.parenthetical + ") ";
        out += line.text;
    }
    return out;
}

std::string camera_of(const shots::Shot& shot) {
    std::string out = framing_text(shot);
    if (shot.camera_angle != "Eye Level") out += ", " + shot.camera_angle;
    if (shot.camera_movement != "Static") out += ", " + shot.camera_movement;
    return out;
}

}  // namespace

std::string framing_text(const shots::Shot& shot) {
    if (shot.framing == "TWO_SHOT") return "Two shot";
    return shot.framing == "INSERT" ? "Insert" : shot.framing;
}

typeset::StoryboardSheet storyboard_sheet(
    const script::ScriptView& view, const std::vector<shots::Shot>& shots, Paper paper,
    const std::function<FramePicture(const AssetId&)>& read_frame) {
    std::map<NodeId, std::string> headings;
    for (const auto& node : view.nodes) headings.emplace(node.id, node.title);
    typeset::StoryboardSheet sheet;
    sheet.title = view.project.title;
    if (paper == Paper::A4) {
        sheet.paper_width = 842;
        sheet.paper_height = 595;
    }
    for (const auto& shot : shots) {
        typeset::StoryboardFrame frame;
        put_picture(frame, read_frame(*shot.image_id));
        frame.alternative = shot.description;
        frame.number = shot.shot_number;
        frame.size = camera_of(shot);
        frame.scene = headings[shot.scene_id];
        frame.description = shot.description;
        frame.dialogue = speeches_of(shot);
        if (shot.state == ArtState::Rough) frame.state = "rough";
        sheet.frames.push_back(std::move(frame));
    }
    return sheet;
}

}  // namespace fabula::takeout
