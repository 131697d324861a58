// An XML file as lines that two files share where they say the same: attributes sorted, blanks
// between elements left out, text as it stands.
#pragma once

#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::test {

inline void dump_xml(const pugi::xml_node& node, int depth, std::string& out) {
    const std::string indent(static_cast<std::size_t>(depth), ' ');
    const std::string_view value = node.value();
    const bool holds_text = std::string_view(node.parent().name()) == "Text";
    switch (node.type()) {
        case pugi::node_pcdata:
        case pugi::node_cdata:
            if (holds_text || value.find_first_not_of(" \t\r\n") != value.npos) {
                out.append(indent).append("'").append(value).append("'\n");
            }
            return;
        case pugi::node_comment:
            out.append(indent).append("<!--").append(value).append("\n");
            return;
        case pugi::node_pi: out.append(indent).append("<?").append(value).append("\n"); return;
        case pugi::node_element: break;
        default: return;
    }
    std::vector<std::string> attributes;
    for (const auto& attribute : node.attributes()) {
        attributes.push_back(std::string(attribute.name()) + "=" + attribute.value());
    }
    std::sort(attributes.begin(), attributes.end());
    out.append(indent).append("<").append(node.name());
    for (const auto& attribute : attributes) out.append(" ").append(attribute);
    out.append("\n");
    for (const auto& child : node.children()) dump_xml(child, depth + 1, out);
}

// Nothing where the text is no XML.
inline std::string dump_xml(std::string_view text) {
    pugi::xml_document document;
    std::string out;
    if (!document.load_buffer(text.data(), text.size(), (pugi::parse_full | pugi::parse_ws_pcdata),
                              pugi::encoding_utf8)) {
        return out;
    }
    for (const auto& child : document.children()) dump_xml(child, 0, out);
    return out;
}

}  // namespace fabula::test
