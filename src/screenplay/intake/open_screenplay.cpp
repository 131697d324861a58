#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "screenplay/intake/paragraph_kinds.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/title_lines.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

// Versions write the same attribute as "basestylename", "baseStyleName" and "base_style_name".
std::string_view attribute_like(const pugi::xml_node& node, std::string_view name) {
    for (const auto& attribute : node.attributes()) {
        std::string key;
        for (const char c : to_lower_ascii(attribute.name())) {
            if (c != '_') key.push_back(c);
        }
        if (key == name) return attribute.value();
    }
    return {};
}

bool is_set(const pugi::xml_node& node, std::string_view name) {
    const auto value = attribute_like(node, name);
    return value == "1" || value == "true";
}

constexpr std::array kBuiltIn = {
    ParagraphKind::Action,     ParagraphKind::Heading,       ParagraphKind::Action,
    ParagraphKind::Cue,        ParagraphKind::Parenthetical, ParagraphKind::Dialogue,
    ParagraphKind::Transition, ParagraphKind::Shot,
};

struct InfoKey {
    std::string_view attribute;
    std::string_view key;
};

constexpr std::array kInfo = {
    InfoKey{"title", "Title"},         InfoKey{"writtenby", "Author"},
    InfoKey{"copyright", "Copyright"}, InfoKey{"contact", "Contact"},
    InfoKey{"drafts", "Draft date"},
};

class OpenScreenplayReader {
public:
    explicit OpenScreenplayReader(const pugi::xml_node& root) : root_(root) {}

    ReadScript read() {
        for (const auto& style : child_of(root_, "styles").children()) {
            bases_[fold(attribute_like(style, "name"))] = base_of(style);
        }
        for (const auto& para : child_of(root_, "paragraphs").children()) add(para);
        read_title_page();
        return script_.finish();
    }

private:
    static std::string_view base_of(const pugi::xml_node& style) {
        const auto base = attribute_like(style, "basestylename");
        return base.empty() ? attribute_like(style, "basestyle") : base;
    }

    [[nodiscard]] ParagraphKind kind_of(const pugi::xml_node& style) const {
        std::string_view name = base_of(style);
        if (name.empty()) name = attribute_like(style, "name");
        if (name.empty()) {
            const auto index = parse_integer(attribute_like(style, "builtinindex")).value_or(0);
            const bool known = index >= 0 && index < std::ssize(kBuiltIn);
            return known ? kBuiltIn[static_cast<std::size_t>(index)] : ParagraphKind::Action;
        }
        // A style's chain of bases, which a broken file may close to a ring.
        for (int step = 0; step < 10 && !name.empty(); ++step) {
            const auto kind = kind_of_style(name);
            if (kind != ParagraphKind::Unknown) return kind;
            const auto base = bases_.find(fold(name));
            name = base == bases_.end() ? std::string_view() : base->second;
        }
        return ParagraphKind::Action;
    }

    static StyledText text_of(const pugi::xml_node& para) {
        StyledText out;
        for (const auto& node : para.children()) {
            if (local_name(node) != "text") continue;
            std::uint8_t style = Plain;
            if (is_set(node, "bold")) style |= Bold;
            if (is_set(node, "italic")) style |= Italic;
            if (is_set(node, "underline")) style |= Underline;
            for (const auto& part : node.children())
                append_run(out, clean_text(part.value()), style);
        }
        trim_runs(out);
        return out;
    }

    // The mark of two speeches side by side stands at the first of them.
    Dual take_dual(const pugi::xml_node& style, ParagraphKind kind) {
        if (kind == ParagraphKind::Cue) {
            const auto before = std::exchange(pair_, Dual::None);
            if (before == Dual::Left) return Dual::Right;
            if (is_set(style, "dualdialogue")) return pair_ = Dual::Left;
        }
        if (kind != ParagraphKind::Dialogue && kind != ParagraphKind::Parenthetical) {
            pair_ = Dual::None;
        }
        return Dual::None;
    }

    void add(const pugi::xml_node& para) {
        const auto style = child_of(para, "style");
        if (is_set(style, "pagebreakbefore") || is_set(para, "pagebreak")) script_.add_page_break();
        auto text = text_of(para);
        if (text.text.empty()) return;
        auto kind = kind_of(style);
        const auto dual = take_dual(style, kind);
        if (is_set(style, "allcaps")) text.text = to_upper_kept(std::move(text));
        auto number = attribute_like(para, "scenenumber");
        if (number.empty()) number = attribute_like(para, "number");
        if (kind == ParagraphKind::Action && attribute_like(style, "align") == "center") {
            script_.add_centered(std::move(text));
        } else {
            add_paragraph(script_, kind, std::move(text), trim(number), dual);
        }
        add_remarks(para, kind);
    }

    // In capitals, where that does not move the runs.
    static std::string to_upper_kept(StyledText text) {
        auto upper = to_upper(text.text);
        return upper.size() == text.text.size() ? upper : std::move(text.text);
    }

    void add_remarks(const pugi::xml_node& para, ParagraphKind kind) {
        const auto note = clean_text(attribute_like(para, "note"));
        if (!trim(note).empty()) script_.add_note(note);
        const auto synopsis = clean_text(attribute_like(para, "synopsis"));
        if (kind == ParagraphKind::Heading) {
            for (const auto line : split(synopsis, '\n')) script_.add_synopsis(line);
        } else if (!trim(synopsis).empty()) {
            script_.add_note(synopsis);
        }
    }

    void read_title_page() {
        const auto info = child_of(root_, "info");
        for (const auto& row : kInfo) {
            const std::string value = clean_text(attribute_like(info, row.attribute));
            std::vector<std::string> lines;
            for (const auto line : split(value, '\n')) lines.emplace_back(line);
            script_.set_title_entry(row.key, lines);
        }
        std::map<std::string, std::vector<std::string>> marked;
        TitleLines placed;
        for (const auto& para : child_of(root_, "titlepage").children()) {
            auto text = text_of(para);
            const auto key = std::string(attribute_like(para, "bookmark"));
            const auto align = attribute_like(child_of(para, "style"), "align");
            if (!key.empty() && !text.text.empty()) {
                marked[key].push_back(std::move(text.text));
            } else {
                placed.add(std::move(text), align == "right"  ? Side::Right
                                            : align == "left" ? Side::Left
                                                              : Side::Center);
            }
        }
        for (const auto& [key, lines] : marked) script_.set_title_entry(key, lines);
        script_.add_title_entries(placed.entries());
    }

    pugi::xml_node root_;
    ScriptBuilder script_;
    std::map<std::string, std::string_view> bases_;  // Of each style, by its folded name.
    Dual pair_ = Dual::None;
};

}  // namespace

bool is_open_screenplay(std::string_view head) noexcept {
    return head.find("Open Screenplay Format") != std::string_view::npos;
}

ReadScript read_open_screenplay(std::string_view text) {
    pugi::xml_document xml;
    if (auto why = load_xml(text, xml)) return refused_script(std::move(*why));
    const auto root = child_of(xml, "document");
    if (!child_of(root, "paragraphs")) {
        return refused_script("This is no script of Fade In: it has no paragraphs.");
    }
    return OpenScreenplayReader(root).read();
}

}  // namespace fabula::screenplay
