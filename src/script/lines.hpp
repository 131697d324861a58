// A script as the array of lines that the .lss format has: {"class", "content"}, one per element.
// What such lines cannot say, title page, notes, emphasis, scene numbers, stays in the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "screenplay/document.hpp"

namespace fabula::script {

struct ScriptLine {
    std::string line_class;  // "scene-heading", "action", "character", "dialogue", …
    std::string content;

    static constexpr auto fields = FieldList{
        Field<&ScriptLine::line_class>{
            "class",
            {.required = true,
             .length_max = 40,
             .help = "scene-heading, action, character, parenthetical, dialogue, lyric, "
                     "transition, shot, centered, section"}},
        Field<&ScriptLine::content>{"content", {.required = true, .length_max = 20'000'000}}};
};

// What is read and printed; sections too.
std::vector<ScriptLine> lines_of(const screenplay::Document& document);

// The text with these lines instead of its own: those that are as they were keep their source, and
// what stands hidden between them stays. A class that is not known reads as action.
std::string with_lines(std::string_view text, const screenplay::Document& document,
                       const std::vector<ScriptLine>& lines);

}  // namespace fabula::script
