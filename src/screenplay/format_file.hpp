// A script format as data: how its pages look, what the keys of the editor give, what it offers to
// complete. The files under templates/screenplay/ have this shape, and so has one that a user made.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_text.hpp"
#include "screenplay/layout.hpp"

namespace fabula::screenplay {

enum class Direction : std::uint8_t { Auto, LeftToRight, RightToLeft };

// What the editor makes of one element.
struct ElementKeys {
    std::string name;           // For people: "Scene heading".
    std::optional<Slot> enter;  // What Enter behind it begins; nullopt: the same again.
    std::optional<Slot> tab;    // What Tab turns a new one into; nullopt: Tab does nothing.
    bool operator==(const ElementKeys&) const = default;
};

// What the editor completes, best first.
struct SmartLists {
    std::vector<std::string> heading_prefixes;  // "INT.", "EXT."
    std::vector<std::string> times_of_day;      // "DAY", "NIGHT"
    std::vector<std::string> extensions;        // "(V.O.)", "(O.S.)"
    std::vector<std::string> transitions;       // "CUT TO:"
    bool operator==(const SmartLists&) const = default;
};

struct FormatFile {
    std::string title;  // For people who choose among the formats.
    Direction direction = Direction::Auto;
    Layout layout;  // On Letter.
    std::array<ElementKeys, kSlotCount> elements{};
    std::vector<Slot> cycle;  // What a key that changes an element's type goes through, in order.
    SmartLists lists;
    bool operator==(const FormatFile&) const = default;
};

// Why a file is refused: "elements.action.left" "must be a number".
struct FormatProblem {
    std::string place;
    std::string text;
};

// What the file leaves out has the value of a plain paragraph or of Final Draft's page. Answers the
// first problem: a name that nobody knows, a wrong type, a measure off the paper.
std::optional<FormatProblem> read_format(const nlohmann::ordered_json& json, FormatFile& out);

// The built-in format; its title and `name_of(format)` name it to people and to programs.
const FormatFile& format_file(Format format);

// As layout_for of a document, where `own` stands in for the built-in file of its format; a format
// that the title page names still comes first.
Layout layout_for(const Document& document, const FormatFile& own, std::optional<Paper> paper);

// "scene_heading", "left_dialogue", …: the names of `elements` in the file.
std::string_view name_of(Slot slot) noexcept;

}  // namespace fabula::screenplay
