// Looks over an XML text before it is parsed, so that a hostile one costs nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fabula::screenplay {

struct XmlLimits {
    std::size_t depth_max = 200;       // Final Draft nests fewer than 15 levels.
    std::size_t tags_max = 2'000'000;  // A feature script has about 10,000.
};

// One sentence on why the text is refused: a document type, entities, nesting, number of tags.
std::optional<std::string> refuse_xml(std::string_view text, const XmlLimits& limits = {});

}  // namespace fabula::screenplay
