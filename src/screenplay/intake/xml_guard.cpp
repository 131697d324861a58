#include "screenplay/intake/xml_guard.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

// Behind the next `end`, or the end of the text.
std::size_t skip_past(std::string_view text, std::size_t at, std::string_view end) {
    const auto found = text.find(end, at);
    return found == kNone ? text.size() : found + end.size();
}

// Behind the tag that opens at `at`; a '>' inside quotes does not close it.
std::size_t skip_tag(std::string_view text, std::size_t at) {
    char quote = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return at;
}

}  // namespace

std::optional<std::string> refuse_xml(std::string_view text, const XmlLimits& limits) {
    std::size_t depth = 0;
    std::size_t tags = 0;
    for (auto at = text.find('<'); at < text.size(); at = text.find('<', at)) {
        const auto rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at = skip_past(text, at, "-->");
        } else if (rest.starts_with("<![CDATA[")) {
            at = skip_past(text, at, "]]>");
        } else if (rest.starts_with("<!")) {
            return "The file declares a document type or entities, which scripts do not need and "
                   "which can be used for attacks.";
        } else if (rest.starts_with("<?")) {
            at = skip_past(text, at, "?>");
        } else {
            const auto end = skip_tag(text, at);
            const bool closes = rest.starts_with("</");
            const bool empty = end >= 2 && text.substr(end - 2, 2) == "/>";
            if (closes) depth -= depth > 0 ? 1 : 0;
            if (!closes && !empty) ++depth;
            if (depth > limits.depth_max) {
                return "The file nests its elements more than " + std::to_string(limits.depth_max) +
                       " levels deep.";
            }
            if (++tags > limits.tags_max) {
                return "The file has more than " + std::to_string(limits.tags_max) + " tags.";
            }
            at = end;
        }
    }
    return std::nullopt;
}

}  // namespace fabula::screenplay
