#include "providers/builtin.hpp"

#include "drawing/frame_json.hpp"
#include "drawing/frame_plan.hpp"
#include "drawing/raster.hpp"
#include "drawing/set/sprite.hpp"
#include "drawing/svg.hpp"

namespace fabula::providers {

using drawing::Facing;
using drawing::FrameSpec;

namespace {

constexpr double kFrameWidth = 640;
constexpr double kFrameHeight = 360;
constexpr std::uint32_t kFramePixels = 1280;
constexpr double kPortraitSize = 96;
// Steps when the same request gives another picture, so that provenance tells them apart.
constexpr int kRulesVersion = 1;

}  // namespace

DressedCast dress_cast(const std::vector<CastMember>& cast) {
    DressedCast out;
    for (const auto& member : cast) {
        out.members.push_back({member.name, drawing::combine(drawing::read_look(member.description),
                                                             drawing::read_name(member.name))});
    }
    out.looks = drawing::assign_looks(out.members);
    // Worn last, so that what is chosen for one changes nobody else.
    for (std::size_t i = 0; i < cast.size(); ++i) drawing::wear(out.looks[i], cast[i].look);
    return out;
}

FrameSpec frame_spec(const FrameRequest& request, const DressedCast& cast, double width,
                     double height) {
    drawing::ShotText shot{.framing = request.framing,
                           .angle = request.angle,
                           .place = request.place,
                           .inside = request.setting == "int" || request.setting == "int/ext",
                           .time = request.time_of_day,
                           .scene_action = request.mood,
                           .description = request.action,
                           .lines = {},
                           .characters = request.characters,
                           .scene_characters = request.scene_characters,
                           .order = request.hand.order};
    for (const auto& line : request.lines) {
        shot.lines.push_back({line.speaker, line.extension, line.parenthetical, line.text});
    }
    auto spec = drawing::plan_frame(shot);
    drawing::apply_hand(spec, request.hand);
    spec.width = width;
    spec.height = height;
    drawing::dress(spec, cast.members, cast.looks);
    return spec;
}

namespace {

Picture picture_of(const FrameSpec& spec) {
    const auto frame = drawing::draw_frame(spec);
    const auto options = drawing::raster_to_width(frame.drawing, kFramePixels);
    Picture picture;
    picture.bytes = drawing::render_png(frame.drawing, options);
    picture.extension = "png";
    picture.width = kFramePixels;
    picture.height = static_cast<std::int64_t>(kFramePixels * kFrameHeight / kFrameWidth);
    picture.provenance = {{"provider", kBuiltinName},
                          {"version", kRulesVersion},
                          {"rough", true},
                          {"spec", encode(spec)}};
    return picture;
}

}  // namespace

Picture BuiltinProvider::draw(const FrameRequest& request,
                              const std::vector<CastMember>& cast) const {
    return picture_of(frame_spec(request, dress_cast(cast), kFrameWidth, kFrameHeight));
}

Picture BuiltinProvider::reference_sheet(const std::string& name,
                                         const std::vector<CastMember>& cast) const {
    FrameRequest request;
    request.framing = name_of(drawing::Framing::Wide);
    request.setting = "int";
    request.characters = {name};
    auto spec = frame_spec(request, dress_cast(cast), kFrameWidth, kFrameHeight);
    spec.set = "indoor";
    if (spec.figures.empty()) return picture_of(spec);
    auto figure = spec.figures.front();
    figure.pose = drawing::Pose::Stand;
    spec.figures.clear();
    for (const auto facing : {Facing::Front, Facing::Right, Facing::Back}) {
        figure.facing = facing;
        spec.figures.push_back(figure);
    }
    return picture_of(spec);
}

bool is_builtin(const Json& provenance) {
    return provenance.is_object() && provenance.value("provider", "") == kBuiltinName;
}

std::optional<drawing::Drawing> redraw(const Json& provenance) {
    if (!is_builtin(provenance) || provenance.value("version", 0) != kRulesVersion ||
        !provenance.contains("spec")) {
        return std::nullopt;
    }
    return drawing::draw_frame(decode<FrameSpec>(provenance.at("spec"))).drawing;
}

drawing::Drawing BuiltinProvider::portrait(const std::string& name,
                                           const std::vector<CastMember>& cast) const {
    FrameRequest request;
    request.framing = name_of(drawing::Framing::Close);
    request.setting = "int";
    request.characters = {name};
    auto spec = frame_spec(request, dress_cast(cast), kPortraitSize, kPortraitSize);
    for (auto& figure : spec.figures) figure.facing = Facing::Front;
    return drawing::draw_frame(spec).drawing;
}

std::string BuiltinProvider::portrait_svg(const std::string& name,
                                          const std::vector<CastMember>& cast) const {
    return drawing::to_svg(portrait(name, cast), {.title = name});
}

}  // namespace fabula::providers
