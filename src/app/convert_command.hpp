// fabula convert: one file into another, by the engine alone.
#pragma once

#include <string>

#include "convert/convert.hpp"

namespace fabula::app {

struct ConvertCommand {
    std::string input;
    std::string output;  // Its ending says what is made, where `to` is empty.
    std::string to;
    std::string paper;           // Empty: as the script has it.
    std::string scene_numbers;   // Empty: as the script has them.
    std::string revised_from;    // A version before, whose differences are marked.
    std::string revision;        // Heads the pages that have marks.
    std::string revision_color;  // Of their paper; empty: white.
    std::string fonts;           // A folder with fonts; empty: the system's alone.
    std::string format;          // Name of a script format, or a .json file that holds one.
    convert::ConvertWish wish;   // The rest of what the caller says.
};

// Throws AppError where a file cannot be read or written, or the ending is not known.
int run_convert(const ConvertCommand& command);

// What the command can make, one line each, for its help.
std::string list_outputs();

}  // namespace fabula::app
