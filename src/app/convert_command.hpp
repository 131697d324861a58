// fabula convert: one file into another, by the engine alone.
#pragma once

#include <string>

namespace fabula::app {

struct ConvertCommand {
    std::string input;
    std::string output;  // Its ending says what is made.
    std::string paper = "letter";
};

// Throws AppError where the input cannot be read or the ending is not known.
int run_convert(const ConvertCommand& command);

}  // namespace fabula::app
