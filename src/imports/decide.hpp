// What the answers to doubts make of an imported text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "imports/imports_service.hpp"

namespace fabula::imports {

// Throws Invalid for the id of a doubt that the import does not have.
void check_decisions(const Import& import, const Decisions& decisions);

// The text with the accepted suggestions written in, and where the undecided doubts now begin.
struct DecidedText {
    std::string text;
    std::vector<std::uint32_t> undecided;
};

DecidedText decide(const Import& import, const Decisions& decisions);

}  // namespace fabula::imports
