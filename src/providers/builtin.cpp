#include "providers/builtin.hpp"

#include "base/text.hpp"
#include "drawing/raster.hpp"
#include "drawing/set/sprite.hpp"
#include "drawing/svg.hpp"

namespace fabula::providers {

using drawing::Facing;
using drawing::FigureSpec;
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
    return out;
}

namespace {

std::size_t cast_index(const DressedCast& cast, std::string_view name) {
    for (std::size_t i = 0; i < cast.members.size(); ++i) {
        if (fold(cast.members[i].name) == fold(name)) return i;
    }
    return cast.members.size();
}

// Two who talk face each other; somebody alone always looks to the same side.
Facing facing_of(std::size_t index, std::size_t count, std::size_t in_cast) {
    if (count == 1) return in_cast % 2 == 0 ? Facing::Right : Facing::Left;
    return index * 2 < count ? Facing::Right : Facing::Left;
}

FigureSpec figure_spec(const FigureRequest& request, const FrameRequest& frame) {
    FigureSpec figure;
    figure.name = request.name;
    figure.speaking = !request.speech.empty();
    auto acting = drawing::read_acting(request.acting);
    if (figure.speaking) {
        const auto delivery = drawing::read_delivery(request.speech, request.parenthetical);
        if (delivery.says_pose || !acting.says_pose) acting.pose = delivery.pose;
        if (delivery.says_expression || !acting.says_expression) {
            acting.expression = delivery.expression;
        }
        acting.gaze = delivery.gaze == drawing::Gaze::Ahead ? acting.gaze : delivery.gaze;
    }
    figure.pose = acting.pose;
    figure.expression = acting.expression;
    figure.gaze = acting.gaze;
    const auto* prop = drawing::find_prop(request.acting);
    if (prop != nullptr && frame.figures.size() == 1) figure.prop = prop->name;
    return figure;
}

std::int64_t focus_of(const FrameRequest& request) {
    for (std::size_t i = 0; i < request.figures.size(); ++i) {
        if (!request.figures[i].speech.empty()) return static_cast<std::int64_t>(i);
    }
    return request.figures.size() == 1 ? 0 : -1;
}

bool is_inside(const FrameRequest& request) {
    return request.setting == "int" || request.setting == "int/ext";
}

}  // namespace

FrameSpec frame_spec(const FrameRequest& request, const DressedCast& cast, double width,
                     double height) {
    FrameSpec spec;
    spec.width = width;
    spec.height = height;
    spec.framing = find_enum<drawing::Framing>(request.framing).value_or(drawing::Framing::Medium);
    spec.angle =
        find_enum<drawing::CameraAngle>(request.angle).value_or(drawing::CameraAngle::EyeLevel);
    spec.place = request.place;
    spec.inside = is_inside(request);
    spec.time = drawing::says_time_of_day(request.time_of_day)
                    ? drawing::time_of_day(request.time_of_day)
                    : drawing::time_of_day(request.mood);
    spec.weather = drawing::weather_of(request.mood);
    for (std::size_t i = 0; i < request.figures.size(); ++i) {
        auto figure = figure_spec(request.figures[i], request);
        figure.facing = facing_of(i, request.figures.size(), cast_index(cast, figure.name));
        spec.figures.push_back(std::move(figure));
    }
    spec.focus = focus_of(request);
    if (spec.framing == drawing::Framing::Insert) {
        if (const auto* prop = drawing::find_prop(request.action))
            spec.insert = prop->name;
        else if (spec.figures.empty())
            spec.framing = drawing::Framing::Wide;
    }
    drawing::dress(spec, cast.members, cast.looks);
    return spec;
}

Picture BuiltinProvider::draw(const FrameRequest& request,
                              const std::vector<CastMember>& cast) const {
    const auto spec = frame_spec(request, dress_cast(cast), kFrameWidth, kFrameHeight);
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

std::string BuiltinProvider::portrait_svg(const std::string& name,
                                          const std::vector<CastMember>& cast) const {
    FrameRequest request;
    request.framing = name_of(drawing::Framing::Close);
    request.setting = "int";
    request.figures.emplace_back().name = name;
    auto spec = frame_spec(request, dress_cast(cast), kPortraitSize, kPortraitSize);
    for (auto& figure : spec.figures) figure.facing = Facing::Front;
    return drawing::to_svg(drawing::draw_frame(spec).drawing, {.title = name});
}

}  // namespace fabula::providers
