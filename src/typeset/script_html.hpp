// A script as one HTML file: semantic, readable without a server, ready to print.
#pragma once

#include <string>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::typeset {

// What is in a text and not on its pages, shown on demand.
struct ScriptExtras {
    bool notes = false;
    bool sections = false;  // With their synopses.
};

// No script, no address, no file besides: one document in UTF-8. `language` as BCP 47.
std::string script_html(const screenplay::Document& document, std::string_view language,
                        const ScriptExtras& extras);

}  // namespace fabula::typeset
