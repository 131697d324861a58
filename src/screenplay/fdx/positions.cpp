#include "screenplay/fdx/positions.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "screenplay/fdx/text.hpp"

namespace fabula::screenplay {

namespace {

std::optional<std::uint32_t> read_place(std::string_view text) {
    const auto number = parse_integer(trim(text));
    if (!number || *number < 0 || *number > std::numeric_limits<std::int32_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*number);
}

}  // namespace

std::optional<FdxRange> read_fdx_range(const pugi::xml_node& node) {
    const std::string_view range = node.attribute("Range").as_string();
    const auto comma = range.find(',');
    const auto from = read_place(range.substr(0, comma));
    if (!from) return std::nullopt;
    const auto to = comma == std::string_view::npos ? from : read_place(range.substr(comma + 1));
    return FdxRange{*from, std::max(*from, to.value_or(*from))};
}

std::string write_fdx_range(FdxRange range) {
    return std::to_string(range.from) + "," + std::to_string(range.to);
}

pugi::xml_node counted_paragraph(pugi::xml_node node) {
    while (std::string_view(node.parent().name()) == "DualDialogue") node = node.parent().parent();
    return node;
}

std::uint32_t fdx_length(const pugi::xml_node& paragraph) {
    std::size_t units = 0;
    for (const auto& child : paragraph.children()) {
        const std::string_view name = child.name();
        if (name == "Text") {
            units += count_utf16_units(fdx_run_text(child));
        } else if (name == "DualDialogue" || name == "OmittedScene") {
            units += 2;
        }
    }
    return static_cast<std::uint32_t>(std::min<std::size_t>(units, 0x7FFFFFFF));
}

}  // namespace fabula::screenplay
