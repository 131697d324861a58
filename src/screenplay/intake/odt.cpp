#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "screenplay/intake/laid_script.hpp"
#include "screenplay/intake/office_styles.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

// "0.5in", "1.27cm", "36pt" as points; percentages and nonsense are nothing.
std::optional<double> points_of(std::string_view length) {
    struct Unit {
        std::string_view name;
        double points;
    };
    static constexpr std::array kUnits = {Unit{"in", 72.0}, Unit{"cm", 72 / 2.54},
                                          Unit{"mm", 72 / 25.4}, Unit{"pt", 1.0}, Unit{"pc", 12.0}};
    for (const auto& unit : kUnits) {
        if (!length.ends_with(unit.name)) continue;
        const auto value = parse_decimal(length.substr(0, length.size() - unit.name.size()));
        if (value) return *value * unit.points;
    }
    return std::nullopt;
}

std::optional<bool> unless(std::string_view value, std::string_view off) {
    if (value.empty()) return std::nullopt;
    return value != off;
}

OfficeLook read_look(const pugi::xml_node& style) {
    OfficeLook look;
    const auto text = child_of(style, "text-properties");
    const auto paragraph = child_of(style, "paragraph-properties");
    look.bold = unless(attribute_of(text, "font-weight"), "normal");
    look.italic = unless(attribute_of(text, "font-style"), "normal");
    look.underline = unless(attribute_of(text, "text-underline-style"), "none");
    const auto capitals = attribute_of(text, "text-transform");
    if (!capitals.empty()) look.capitals = capitals == "uppercase";
    look.left = points_of(attribute_of(paragraph, "margin-left"));
    look.first = points_of(attribute_of(paragraph, "text-indent"));
    const auto side = attribute_of(paragraph, "text-align");
    if (side == "center") look.side = Side::Center;
    if (side == "end" || side == "right") look.side = Side::Right;
    if (side == "start" || side == "left" || side == "justify") look.side = Side::Left;
    if (attribute_of(paragraph, "break-before") == "page") look.new_page = true;
    return look;
}

// "Scene_20_Heading" is how a file writes the name "Scene Heading".
std::string display_name(const pugi::xml_node& style) {
    const auto shown = attribute_of(style, "display-name");
    return std::string(shown.empty() ? attribute_of(style, "name") : shown);
}

class OdtReader {
public:
    // Of styles.xml and of content.xml, whose automatic styles have no name for people.
    void read_styles(const pugi::xml_node& root) {
        for (const auto& group : root.children()) {
            const bool automatic = local_name(group) == "automatic-styles";
            if (!automatic && local_name(group) != "styles") continue;
            for (const auto& node : group.children()) {
                if (local_name(node) != "style") continue;
                auto look = read_look(node);
                if (!automatic) look.name = display_name(node);
                const auto family = attribute_of(node, "family");
                styles_.add(key(family, attribute_of(node, "name")),
                            key(family, attribute_of(node, "parent-style-name")), std::move(look));
            }
        }
    }

    LaidScript read(const pugi::xml_node& body) {
        read_blocks(body);
        say_left_out(laid_.repairs, notes_, "footnote", "footnotes");
        say_left_out(laid_.repairs, remarks_, "comment", "comments");
        say_left_out(laid_.repairs, changes_, "deleted passage that the file still keeps",
                     "deleted passages that the file still keeps");
        return std::move(laid_);
    }

private:
    static std::string key(std::string_view family, std::string_view name) {
        return std::string(family) + "/" + std::string(name);
    }

    void read_blocks(const pugi::xml_node& node) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "p" || name == "h") {
                read_paragraph(child);
            } else if (name == "tracked-changes") {
                for (const auto& change : child.children()) {
                    changes_ += static_cast<bool>(find_node(change, "deletion"));
                }
            } else if (name != "annotation" && name != "sequence-decls" && name != "forms") {
                read_blocks(child);
            }
        }
    }

    void read_paragraph(const pugi::xml_node& node) {
        const auto look = styles_.look_of(key("paragraph", attribute_of(node, "style-name")));
        auto paragraph = look.paragraph();
        if (local_name(node) == "h") {
            const auto level = parse_integer(attribute_of(node, "outline-level")).value_or(1);
            paragraph.heading = static_cast<std::size_t>(std::clamp<std::int64_t>(level, 1, 9));
        }
        std::vector<pugi::xml_node> boxes;
        read_inline(node, look, paragraph.text, boxes);
        laid_.paragraphs.push_back(std::move(paragraph));
        for (const auto& box : boxes) read_blocks(box);
    }

    void read_inline(const pugi::xml_node& node, const OfficeLook& look, StyledText& text,
                     std::vector<pugi::xml_node>& boxes) {
        for (const auto& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                // Several blanks are written as <text:s>.
                append_collapsed(text, look.shown(clean_text(child.value())), look.style());
                continue;
            }
            const auto name = local_name(child);
            if (name == "s") {
                const auto count = parse_integer(attribute_of(child, "c")).value_or(1);
                const auto blanks =
                    static_cast<std::size_t>(std::clamp<std::int64_t>(count, 1, 200));
                append_run(text, std::string(blanks, ' '), look.style());
            } else if (name == "tab") {
                append_run(text, "\t", look.style());
            } else if (name == "line-break") {
                append_run(text, "\n", look.style());
            } else if (name == "note") {
                ++notes_;
            } else if (name == "annotation") {
                ++remarks_;
            } else if (name == "text-box") {
                boxes.push_back(child);
            } else if (name == "span") {
                auto inner = look;
                inner.put_on_top(styles_.look_of(key("text", attribute_of(child, "style-name"))));
                read_inline(child, inner, text, boxes);
            } else {
                read_inline(child, look, text, boxes);
            }
        }
    }

    OfficeStyles styles_;
    LaidScript laid_;
    std::size_t notes_ = 0;
    std::size_t remarks_ = 0;
    std::size_t changes_ = 0;
};

}  // namespace

ReadScript read_odt(const std::vector<SourcePart>& parts) {
    pugi::xml_document xml;
    if (auto why = load_xml(parts.front().bytes, xml)) return refused_script(std::move(*why));
    const auto root = child_of(xml, "document-content");
    const auto body = child_of(child_of(root, "body"), "text");
    if (!body) return refused_script("This OpenDocument file is no text document.");
    OdtReader reader;
    OfficeMeta meta;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        pugi::xml_document part;
        // Without its styles a text is still a text.
        if (load_xml(parts[i].bytes, part)) continue;
        if (parts[i].name == "styles.xml") reader.read_styles(child_of(part, "document-styles"));
        if (parts[i].name == "meta.xml") meta = read_office_meta(part);
    }
    reader.read_styles(root);
    auto laid = reader.read(body);
    laid.title = meta.title;
    laid.author = meta.author;
    return read_laid_script(std::move(laid));
}

}  // namespace fabula::screenplay
