// One file made of another, without a project: the same for the command line and the API.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"
#include "screenplay/paginate.hpp"
#include "screenplay/revisions.hpp"

namespace fabula {

template <>
struct EnumNames<screenplay::Paper> {
    static constexpr std::array<std::string_view, 2> names{"letter", "a4"};
};

template <>
struct EnumNames<screenplay::SceneNumbers> {
    static constexpr std::array<std::string_view, 4> names{"none", "left", "right", "both"};
};

template <>
struct EnumNames<screenplay::RevisionColor> {
    static constexpr std::array<std::string_view, 10> names = screenplay::kRevisionColorNames;
};

namespace convert {

class Conversion;

// What a file can become. Its ending says which one is wanted.
struct Output {
    std::string_view ending;    // "pdf", "elements.json"
    std::string_view sentence;  // What it holds, for people.
    std::string_view media_type;
    std::string (*write)(Conversion& conversion);
};

// All of them, in the order in which help lists them.
std::span<const Output> outputs();

// The output whose ending `file_name` has, in capitals or not, the longest where several fit; null
// where none does.
const Output* find_output(std::string_view file_name);

// What a caller wants to be made.
struct ConvertWish {
    std::string to{};    // The ending of an output.
    std::string name{};  // Of the source file; decides its kind where the content leaves a choice.
    std::string format{};  // Name of a script format; empty: as the source says.
    std::optional<screenplay::Paper> paper{};  // Absent: the source's, else Letter.
    // Absent: in both margins where the script numbers its scenes.
    std::optional<screenplay::SceneNumbers> scene_numbers{};
    std::string character{};  // Only the scenes of this one; of dialogue, only theirs.
    // Fountain of Fountain: force what other programs may not recognize, instead of keeping each
    // byte. Fountain of another kind of file always has these marks.
    bool portable = false;
    bool notes = false;
    bool sections = false;
    bool contents = false;
    bool scene_continued = false;
    std::string watermark{};
    std::string language = "en";  // BCP 47.

    static constexpr auto fields = FieldList{
        Field<&ConvertWish::to>{
            "to", {.required = true, .length_max = 50, .help = "ending of the file to make"}},
        Field<&ConvertWish::name>{
            "name", {.length_max = 1000, .help = "file name, where the body is the bare file"}},
        Field<&ConvertWish::format>{
            "format", {.length_max = 50, .help = "script format instead of the source's"}},
        Field<&ConvertWish::paper>{"paper", {.help = "absent: as the script has it, or letter"}},
        Field<&ConvertWish::scene_numbers>{
            "scene_numbers", {.help = "where they stand; absent: as the script has them"}},
        Field<&ConvertWish::character>{
            "character", {.length_max = 200, .help = "only what concerns this character"}},
        Field<&ConvertWish::portable>{"portable",
                                      {.help = "Fountain with marks that other programs may need"}},
        Field<&ConvertWish::notes>{"notes", {.help = "show the notes of the text"}},
        Field<&ConvertWish::sections>{"sections", {.help = "show sections and synopses"}},
        Field<&ConvertWish::contents>{"contents", {.help = "list the scenes at the front"}},
        Field<&ConvertWish::scene_continued>{
            "scene_continued", {.help = "say (CONTINUED) where a scene goes over the page"}},
        Field<&ConvertWish::watermark>{"watermark",
                                       {.length_max = 120, .help = "words across every page"}},
        Field<&ConvertWish::language>{
            "language", {.length_min = 2, .length_max = 35, .help = "language tag of the text"}}};
};

// What only somebody at this machine may give.
struct LocalParts {
    std::string layout_json{};  // A format as data (screenplay/layout_json.hpp); empty: none.
    bool any_length = false;    // No limit for the source's text.
    // A version before: what differs from it is marked. Empty name: none.
    std::string before{};
    std::string before_name{};
    std::string revision{};  // Heads the pages with marks.
    screenplay::RevisionColor revision_color = screenplay::RevisionColor::White;  // Their paper.
};

struct Converted {
    std::string bytes;
    std::string_view media_type;
    std::vector<std::string> notes;  // Repairs, doubts, losses: one sentence each.
};

// Throws Invalid naming the field at fault, Unsupported where the source cannot be read.
Converted convert(std::string_view source, const ConvertWish& wish, const LocalParts& local = {});

}  // namespace convert
}  // namespace fabula
