#include "screenplay/intake/xml.hpp"

#include "base/text.hpp"
#include "screenplay/intake/xml_guard.hpp"
#include "screenplay/source_form.hpp"

namespace fabula::screenplay {

namespace {

std::string_view local(std::string_view name) noexcept {
    return name.substr(name.find(':') + 1);
}

void append_text(const pugi::xml_node& node, std::string& out) {
    for (const auto& child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            out.append(child.value());
        } else {
            append_text(child, out);
        }
    }
}

}  // namespace

std::optional<std::string> load_xml(std::string_view bytes, pugi::xml_document& out) {
    const auto text = normalise_text(bytes);
    if (text.refusal) return text.refusal;
    if (auto why = refuse_xml(text.text)) return why;
    const auto read =
        out.load_buffer(text.text.data(), text.text.size(),
                        pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (read) return std::nullopt;
    return std::string("The XML is broken: ") + read.description() + " (at byte " +
           std::to_string(read.offset + 1) + ").";
}

std::string_view local_name(const pugi::xml_node& node) noexcept {
    return local(node.name());
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) noexcept {
    for (const auto& attribute : node.attributes()) {
        if (local(attribute.name()) == name) return attribute.value();
    }
    return {};
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) noexcept {
    for (const auto& child : node.children()) {
        if (local_name(child) == name) return child;
    }
    return {};
}

pugi::xml_node find_node(const pugi::xml_node& node, std::string_view name) noexcept {
    if (node.type() == pugi::node_element && local_name(node) == name) return node;
    for (const auto& child : node.children()) {
        if (const auto found = find_node(child, name)) return found;
    }
    return {};
}

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        const bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
        if (c == 0x2028 || c == 0x2029 || c == '\r') {
            out.push_back('\n');
        } else if (!control) {
            append_code_point(out, c);
        }
    }
    return out;
}

std::string collapsed_text(const pugi::xml_node& node) {
    std::string all;
    append_text(node, all);
    std::string out;
    for (const char c : clean_text(all)) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace fabula::screenplay
