// Reads Final Draft files (FDX, versions 1 to 5) into a document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct FdxScript {
    Document document;                   // Without ranges: it was never a text.
    std::vector<std::string> repairs;    // What Fountain says otherwise, one sentence each.
    std::optional<std::string> refusal;  // Why this is no script.
};

// `text` is UTF-8, whatever its declaration says.
FdxScript read_fdx(std::string_view text);

}  // namespace fabula::screenplay
