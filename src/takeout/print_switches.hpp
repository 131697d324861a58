// How a script is printed: what an export, a preset and the editor's print have in common.
#pragma once

#include "convert/convert.hpp"
#include "story/story.hpp"

namespace fabula::takeout {

struct PrintSwitches {
    std::optional<Paper> paper{};                             // Absent: the project's.
    std::optional<screenplay::SceneNumbers> scene_numbers{};  // Absent: as the script has them.
    std::string watermark{};
    std::string character{};  // Only the pages of this one; empty: all.
    bool notes = false;
    bool sections = false;
    bool contents = false;
    bool revised = false;

    static constexpr auto fields = FieldList{
        Field<&PrintSwitches::paper>{
            "paper", {.visibility = Visibility::Patch, .help = "absent: the project's"}},
        Field<&PrintSwitches::scene_numbers>{
            "scene_numbers",
            {.visibility = Visibility::Patch,
             .help = "of the script; absent: as the script has them"}},
        Field<&PrintSwitches::watermark>{"watermark",
                                         {.visibility = Visibility::Patch,
                                          .length_max = 120,
                                          .help = "words across every page of the script"}},
        Field<&PrintSwitches::character>{"character",
                                         {.visibility = Visibility::Patch,
                                          .length_max = 200,
                                          .help = "only the script pages of this one"}},
        Field<&PrintSwitches::notes>{
            "notes", {.visibility = Visibility::Patch, .help = "print the notes of the script"}},
        Field<&PrintSwitches::sections>{
            "sections", {.visibility = Visibility::Patch, .help = "print the section lines"}},
        Field<&PrintSwitches::contents>{
            "contents", {.visibility = Visibility::Patch, .help = "list the scenes at the front"}},
        Field<&PrintSwitches::revised>{
            "revised",
            {.visibility = Visibility::Patch,
             .help = "star the lines that changed since the newest named draft"}}};
};

}  // namespace fabula::takeout
