#include <cstdint>
#include <map>
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

constexpr double kTwipsPerPoint = 20;

std::string_view value_of(const pugi::xml_node& node) {
    return attribute_of(node, "val");
}

// <w:b/> is yes, <w:b w:val="0"/> is no.
std::optional<bool> flag_of(const pugi::xml_node& properties, std::string_view name) {
    const auto node = child_of(properties, name);
    if (!node) return std::nullopt;
    const auto value = value_of(node);
    return value != "0" && value != "false" && value != "off" && value != "none";
}

std::optional<double> points_of(std::string_view twips) {
    const auto value = parse_decimal(twips);
    if (!value) return std::nullopt;
    return *value / kTwipsPerPoint;
}

void read_run_look(const pugi::xml_node& properties, OfficeLook& look) {
    look.bold = flag_of(properties, "b");
    look.italic = flag_of(properties, "i");
    look.underline = flag_of(properties, "u");
    look.capitals = flag_of(properties, "caps");
}

void read_paragraph_look(const pugi::xml_node& properties, OfficeLook& look) {
    const auto indent = child_of(properties, "ind");
    look.left = points_of(attribute_of(indent, "left"));
    if (!look.left) look.left = points_of(attribute_of(indent, "start"));
    look.first = points_of(attribute_of(indent, "firstLine"));
    if (const auto hanging = points_of(attribute_of(indent, "hanging"))) look.first = -*hanging;
    const auto side = value_of(child_of(properties, "jc"));
    if (side == "center") look.side = Side::Center;
    if (side == "right" || side == "end") look.side = Side::Right;
    if (side == "left" || side == "start" || side == "both") look.side = Side::Left;
    look.new_page = flag_of(properties, "pageBreakBefore");
    const auto level = parse_integer(value_of(child_of(properties, "outlineLvl")));
    if (level && *level >= 0 && *level < 9) look.heading = static_cast<std::size_t>(*level) + 1;
}

class DocxStyles {
public:
    void read(const pugi::xml_node& root) {
        for (const auto& node : root.children()) {
            if (local_name(node) != "style") continue;
            OfficeLook look;
            look.name = value_of(child_of(node, "name"));
            read_run_look(child_of(node, "rPr"), look);
            read_paragraph_look(child_of(node, "pPr"), look);
            const auto standard = attribute_of(node, "default");
            const std::string id(attribute_of(node, "styleId"));
            if ((standard == "1" || standard == "true") &&
                attribute_of(node, "type") == "paragraph") {
                default_ = id;
            }
            styles_.add(id, std::string(value_of(child_of(node, "basedOn"))), std::move(look));
        }
    }

    // Of a paragraph that names no style, the default's. A style that the file leaves out still
    // has its id for a name.
    [[nodiscard]] OfficeLook of_paragraph(std::string_view id) const {
        auto look = styles_.look_of(id.empty() ? default_ : std::string(id));
        if (look.name.empty()) look.name = id;
        return look;
    }

    [[nodiscard]] OfficeLook of_words(std::string_view id) const {
        auto look = styles_.look_of(std::string(id));
        look.name.clear();
        return look;
    }

private:
    OfficeStyles styles_;
    std::string default_;
};

// Elements whose content is not part of the text.
bool is_left_out(std::string_view name) {
    return name == "del" || name == "moveFrom" || name == "instrText" || name == "delText" ||
           name == "Fallback" || name == "pPr" || name == "rPr" || name == "sdtPr" ||
           name == "tblPr" || name == "trPr" || name == "tcPr";
}

class DocxReader {
public:
    explicit DocxReader(const DocxStyles& styles) : styles_(styles) {}

    LaidScript read(const pugi::xml_node& body) {
        read_blocks(body);
        const auto say = [&](const char* what, std::string_view one, std::string_view many) {
            say_left_out(laid_.repairs, seen_[what], one, many);
        };
        say("footnoteReference", "footnote", "footnotes");
        say("endnoteReference", "endnote", "endnotes");
        say("commentReference", "comment", "comments");
        say("del", "deleted passage that the file still keeps",
            "deleted passages that the file still keeps");
        say("drawing", "picture or shape, but not its words,",
            "pictures or shapes, but not their words,");
        return std::move(laid_);
    }

private:
    void read_blocks(const pugi::xml_node& node) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "p") {
                read_paragraph(child);
            } else if (!is_left_out(name)) {
                read_blocks(child);
            } else if (name == "del" || name == "moveFrom") {
                ++seen_["del"];
            }
        }
    }

    void read_paragraph(const pugi::xml_node& node) {
        const auto properties = child_of(node, "pPr");
        const auto id = value_of(child_of(properties, "pStyle"));
        auto look = styles_.of_paragraph(id);
        OfficeLook own;
        read_paragraph_look(properties, own);
        look.put_on_top(own);
        auto paragraph = look.paragraph();
        paragraph.new_page |= std::exchange(break_next_, false);
        std::vector<pugi::xml_node> boxes;
        read_inline(node, look, paragraph, boxes);
        laid_.paragraphs.push_back(std::move(paragraph));
        for (const auto& box : boxes) read_blocks(box);
    }

    void read_inline(const pugi::xml_node& node, const OfficeLook& look, LaidParagraph& paragraph,
                     std::vector<pugi::xml_node>& boxes) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "r") {
                read_run(child, look, paragraph, boxes);
            } else if (name == "del" || name == "moveFrom") {
                ++seen_["del"];
            } else if (!is_left_out(name)) {
                read_inline(child, look, paragraph, boxes);
            }
        }
    }

    void read_run(const pugi::xml_node& run, const OfficeLook& paragraph_look,
                  LaidParagraph& paragraph, std::vector<pugi::xml_node>& boxes) {
        const auto properties = child_of(run, "rPr");
        auto look = paragraph_look;
        look.put_on_top(styles_.of_words(value_of(child_of(properties, "rStyle"))));
        OfficeLook own;
        read_run_look(properties, own);
        look.put_on_top(own);
        for (const auto& part : run.children()) read_part(part, look, paragraph, boxes);
    }

    void read_part(const pugi::xml_node& part, const OfficeLook& look, LaidParagraph& paragraph,
                   std::vector<pugi::xml_node>& boxes) {
        const auto name = local_name(part);
        const auto style = look.style();
        auto& text = paragraph.text;
        if (name == "t") {
            append_run(text, look.shown(clean_text(part.child_value())), style);
        } else if (name == "tab") {
            append_run(text, "\t", style);
        } else if (name == "cr") {
            append_run(text, "\n", style);
        } else if (name == "noBreakHyphen") {
            append_run(text, "\u2011", style);
        } else if (name == "br") {
            read_break(attribute_of(part, "type"), style, paragraph);
        } else if (name == "drawing" || name == "pict" || name == "AlternateContent") {
            ++seen_["drawing"];
            find_boxes(part, boxes);
        } else {
            ++seen_[std::string(name)];
        }
    }

    void read_break(std::string_view type, std::uint8_t style, LaidParagraph& paragraph) {
        if (type != "page") {
            append_run(paragraph.text, "\n", style);
        } else if (trim(paragraph.text.text).empty()) {
            paragraph.new_page = true;
        } else if (paragraph.side == Side::Left && paragraph.heading == 0) {
            auto rest = paragraph;
            rest.text = {};
            laid_.paragraphs.push_back(std::exchange(paragraph, std::move(rest)));
            paragraph.new_page = true;
        } else {
            break_next_ = true;
        }
    }

    static void find_boxes(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "Fallback") continue;
            if (name == "txbxContent") {
                boxes.push_back(child);
            } else {
                find_boxes(child, boxes);
            }
        }
    }

    const DocxStyles& styles_;
    LaidScript laid_;
    std::map<std::string, std::size_t> seen_;
    bool break_next_ = false;
};

// "Heading 1" and its like, whose depth some programs leave to the name.
void name_headings(LaidScript& laid) {
    for (auto& paragraph : laid.paragraphs) {
        const auto name = fold(paragraph.style);
        if (paragraph.heading > 0 || !name.starts_with("heading ")) continue;
        const auto depth = parse_integer(name.substr(8)).value_or(0);
        if (depth >= 1 && depth <= 9) paragraph.heading = static_cast<std::size_t>(depth);
    }
}

}  // namespace

ReadScript read_docx(const std::vector<SourcePart>& parts) {
    pugi::xml_document xml;
    if (auto why = load_xml(parts.front().bytes, xml)) return refused_script(std::move(*why));
    const auto body = child_of(child_of(xml, "document"), "body");
    if (!body) return refused_script("This Word file has no text.");
    DocxStyles styles;
    OfficeMeta meta;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        pugi::xml_document part;
        // Without its styles a text is still a text.
        if (load_xml(parts[i].bytes, part)) continue;
        if (parts[i].name.ends_with("styles.xml")) styles.read(child_of(part, "styles"));
        if (parts[i].name.ends_with("core.xml")) meta = read_office_meta(part);
    }
    auto laid = DocxReader(styles).read(body);
    laid.title = meta.title;
    laid.author = meta.author;
    name_headings(laid);
    return read_laid_script(std::move(laid));
}

}  // namespace fabula::screenplay
