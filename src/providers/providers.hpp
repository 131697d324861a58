// Whoever draws a frame: today the built-in rules, later bought and local models, behind one face.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"
#include "drawing/frame_hand.hpp"

namespace fabula::providers {

// A person of the project; looks are chosen over the whole cast, so that no two are alike.
struct CastMember {
    std::string name;
    std::string description;
    drawing::LookHints look{};  // Chosen by hand; the rest follows from name and description.

    static constexpr auto fields =
        FieldList{Field<&CastMember::name>{"name"},
                  Field<&CastMember::description>{"description", {.length_max = 20'000}},
                  Field<&CastMember::look>{"look"}};
};

// A speech that a frame shows, or the part of it.
struct LineRequest {
    std::string speaker;        // One of the cast.
    std::string extension;      // "V.O.", "O.S.": then they are heard and not seen.
    std::string parenthetical;  // How they say it, without brackets.
    std::string text;

    static constexpr auto fields =
        FieldList{Field<&LineRequest::speaker>{"speaker"},
                  Field<&LineRequest::extension>{"extension", {.length_max = 2000}},
                  Field<&LineRequest::parenthetical>{"parenthetical", {.length_max = 2000}},
                  Field<&LineRequest::text>{"text", {.length_max = 200'000}}};
};

// A frame in words; stored with the shot as what its picture was asked to show.
struct FrameRequest {
    std::string setting;      // "int", "ext", "int/ext" or empty.
    std::string place;        // As the heading names it.
    std::string time_of_day;  // As the heading names it.
    std::string mood;         // Action of the scene: it says weather and light.
    std::string action;       // What happens in this frame.
    std::string framing;      // "CU", "WS", …
    std::string angle;
    std::vector<LineRequest> lines;
    std::vector<std::string> characters;        // In frame.
    std::vector<std::string> scene_characters;  // In the order in which they entered the scene.
    drawing::FrameHand hand{};                  // What somebody set by hand.

    static constexpr auto fields =
        FieldList{Field<&FrameRequest::setting>{"setting"},
                  Field<&FrameRequest::place>{"place", {.length_max = 2000}},
                  Field<&FrameRequest::time_of_day>{"time_of_day"},
                  Field<&FrameRequest::mood>{"mood", {.length_max = 20'000}},
                  Field<&FrameRequest::action>{"action", {.length_max = 20'000}},
                  Field<&FrameRequest::framing>{"framing"},
                  Field<&FrameRequest::angle>{"angle"},
                  Field<&FrameRequest::lines>{"lines"},
                  Field<&FrameRequest::characters>{"characters"},
                  Field<&FrameRequest::scene_characters>{"scene_characters"},
                  Field<&FrameRequest::hand>{"hand"}};
};

struct Picture {
    std::string bytes;
    std::string extension;  // "png"
    std::int64_t width = 0;
    std::int64_t height = 0;
    Json provenance;  // Provider, version, what it was asked.
};

class ImageProvider {
public:
    virtual ~ImageProvider() = default;
    // As people read it: "Built-in (rules, no AI model)".
    [[nodiscard]] virtual std::string_view name() const = 0;
    // May be called from several threads at once. Throws AppError where no picture can be made.
    [[nodiscard]] virtual Picture draw(const FrameRequest& request,
                                       const std::vector<CastMember>& cast) const = 0;
};

}  // namespace fabula::providers
