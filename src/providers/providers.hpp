// Whoever draws a frame: today the built-in rules, later bought and local models, behind one face.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"

namespace fabula::providers {

// A person of the project; looks are chosen over the whole cast, so that no two are alike.
struct CastMember {
    std::string name;
    std::string description;

    static constexpr auto fields =
        std::tuple{Field<&CastMember::name>{"name"},
                   Field<&CastMember::description>{"description", {.length_max = 20'000}}};
};

struct FigureRequest {
    std::string name;           // One of the cast.
    std::string acting;         // The words that say what they do.
    std::string speech;         // What they say here; empty: they are silent.
    std::string parenthetical;  // How they say it.

    static constexpr auto fields =
        std::tuple{Field<&FigureRequest::name>{"name"},
                   Field<&FigureRequest::acting>{"acting", {.length_max = 20'000}},
                   Field<&FigureRequest::speech>{"speech", {.length_max = 200'000}},
                   Field<&FigureRequest::parenthetical>{"parenthetical", {.length_max = 2000}}};
};

// A frame in words; stored with the shot as what its picture was asked to show.
struct FrameRequest {
    std::string setting;      // "int", "ext", "int/ext" or empty.
    std::string place;        // As the heading names it.
    std::string time_of_day;  // As the heading names it.
    std::string mood;         // Words of the scene that say weather and light.
    std::string action;       // What happens.
    std::string framing;      // "CU", "WS", …
    std::string angle;
    std::vector<FigureRequest> figures;  // Left to right.

    static constexpr auto fields =
        std::tuple{Field<&FrameRequest::setting>{"setting"},
                   Field<&FrameRequest::place>{"place", {.length_max = 2000}},
                   Field<&FrameRequest::time_of_day>{"time_of_day"},
                   Field<&FrameRequest::mood>{"mood", {.length_max = 20'000}},
                   Field<&FrameRequest::action>{"action", {.length_max = 20'000}},
                   Field<&FrameRequest::framing>{"framing"},
                   Field<&FrameRequest::angle>{"angle"},
                   Field<&FrameRequest::figures>{"figures"}};
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
