// A script as Markdown (CommonMark) for wikis, notebooks and text editors.
#pragma once

#include <string>

#include "typeset/script_html.hpp"

namespace fabula::typeset {

// Scene headings become headings of level 2, sections above them of level 1, cues bold lines with
// the speech in a block quote below. What Markdown would read as its own is escaped.
std::string script_markdown(const screenplay::Document& document, const ScriptExtras& extras);

}  // namespace fabula::typeset
