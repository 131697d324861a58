#include "screenplay/fdx/xml.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/intake/xml_guard.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

struct StringWriter final : pugi::xml_writer {
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
    std::string text;
};

bool is_blank(const pugi::xml_node& node) {
    return node.type() == pugi::node_pcdata && trim(node.value()).empty();
}

}  // namespace

FdxTree load_fdx(std::string_view text) {
    FdxTree tree;
    tree.refusal = refuse_xml(text);
    if (tree.refusal) return tree;
    tree.document = std::make_unique<pugi::xml_document>();
    const auto read = tree.document->load_buffer(
        text.data(), text.size(), (pugi::parse_full | pugi::parse_ws_pcdata), pugi::encoding_utf8);
    if (!read) {
        tree.refusal = std::string("The XML is broken: ") + read.description() + " (at byte " +
                       std::to_string(read.offset + 1) + ").";
        return tree;
    }
    tree.root = tree.document->child("FinalDraft");
    if (!tree.root) tree.refusal = "This XML file is not a Final Draft script.";
    return tree;
}

std::string save_fdx(pugi::xml_document& document) {
    auto declaration = document.first_child();
    if (declaration.type() == pugi::node_declaration) {
        if (auto encoding = declaration.attribute("encoding")) encoding.set_value("UTF-8");
    }
    StringWriter writer;
    document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    const auto head = writer.text.starts_with("<?xml") ? writer.text.find("?>") : kNone;
    if (head != kNone) writer.text.insert(head + 2, "\n");
    if (!writer.text.ends_with('\n')) writer.text.push_back('\n');
    return std::move(writer.text);
}

std::string declare_utf8(std::string_view text) {
    std::string out(text);
    const auto head = text.substr(0, text.find("?>"));
    constexpr std::string_view kEncoding = "encoding=";
    const auto at = head.starts_with("<?xml") ? head.find(kEncoding) : kNone;
    if (at == kNone || at + kEncoding.size() >= head.size()) return out;
    const auto from = at + kEncoding.size() + 1;
    const auto to = head.find(head[from - 1], from);
    if (to == kNone || to_lower_ascii(head.substr(from, to - from)) == "utf-8") return out;
    return out.replace(from, to - from, "UTF-8");
}

std::string xml_text(std::string_view text) {
    const bool clean = std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0xEF;
    });
    if (clean) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto c = next_code_point(text, at);
        const bool control = c < 0x20 && c != '\n' && c != '\t';
        if (!control && c != 0xFFFE && c != 0xFFFF) out.append(text.substr(from, at - from));
    }
    return out;
}

void move_behind(const pugi::xml_node& anchor, const pugi::xml_node& node) {
    auto parent = anchor.parent();
    const auto blank = anchor.previous_sibling();
    if (is_blank(node.previous_sibling())) {
        auto from = node.parent();
        from.remove_child(node.previous_sibling());
    }
    auto moved = parent.insert_move_after(node, anchor);
    if (is_blank(blank)) parent.insert_copy_before(blank, moved);
}

pugi::xml_node insert_behind(const pugi::xml_node& anchor, const char* name) {
    auto parent = anchor.parent();
    const auto blank = anchor.previous_sibling();
    auto node = parent.insert_child_after(name, anchor);
    if (is_blank(blank)) parent.insert_copy_before(blank, node);
    return node;
}

void remove_node(const pugi::xml_node& node) {
    auto parent = node.parent();
    if (is_blank(node.previous_sibling())) parent.remove_child(node.previous_sibling());
    parent.remove_child(node);
}

void set_attribute(pugi::xml_node node, const char* name, std::string_view value) {
    auto attribute = node.attribute(name);
    if (!attribute) attribute = node.append_attribute(name);
    attribute.set_value(xml_text(value).c_str());
}

}  // namespace fabula::screenplay
