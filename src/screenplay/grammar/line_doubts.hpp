// What a line may have been meant as, where it reads as something else: each with the text that
// would say it.
#pragma once

#include <optional>
#include <string_view>

#include "screenplay/document.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

// Of a line that looks like a scene heading and lacks a blank line above or below.
std::optional<Diagnostic> doubt_of_heading(const Line& line, bool blank_above, bool blank_below);

// Of an upper-case line that is read as a cue.
std::optional<Diagnostic> doubt_of_cue(const Line& line);

// Of a line between blank ones that is read as action: "INR. KITCHEN - NIGHT", "INT: KITCHEN -
// NIGHT", "INTERIOR KITCHEN - NIGHT", or a transition with a blank behind its colon.
std::optional<Diagnostic> doubt_of_action(const Line& line, std::string_view language);

}  // namespace fabula::screenplay
