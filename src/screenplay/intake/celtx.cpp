#include <pugixml.hpp>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "screenplay/intake/entities.hpp"
#include "screenplay/intake/paragraph_kinds.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

// Celtx writes its scripts as a browser did, so tags may stay open.
class CeltxReader {
public:
    explicit CeltxReader(std::string_view text) : text_(text) {}

    void read(ScriptBuilder& script) {
        script_ = &script;
        while (at_ < text_.size()) {
            if (text_[at_] == '<' && read_tag()) continue;
            if (text_[at_] == '&') {
                std::string decoded;
                append_entity(text_, at_, decoded);
                put(decoded);
            } else {
                put(text_.substr(at_++, 1));
            }
        }
        flush();
    }

private:
    // False where the '<' is text.
    bool read_tag() {
        if (unclosed_) return false;
        const auto rest = text_.substr(at_);
        const bool comment = rest.starts_with("<!--");
        const auto end = text_.find(comment ? "-->" : ">", at_);
        if (end == kNone) {
            unclosed_ = true;
            return false;
        }
        const auto inside = rest.substr(1, end - at_ - 1);
        at_ = end + (comment ? 3 : 1);
        if (!comment && !inside.empty()) handle(inside);
        return true;
    }

    void handle(std::string_view inside) {
        const bool closing = inside.front() == '/';
        if (closing) inside.remove_prefix(1);
        const auto name = to_lower_ascii(inside.substr(0, inside.find_first_of(" \t\n/")));
        if (name == "style" || name == "script" || name == "title") {
            if (!closing) skip_to_end_of(name);
        } else if (name == "p" || name == "div" || name == "body") {
            flush();
            kind_ = closing ? ParagraphKind::Unknown : kind_of_style(value_of(inside, "class"));
        } else if (name == "br") {
            gap_ = false;
            if (!line_.text.empty()) append_run(line_, "\n", style_);
        } else {
            set_style(name, closing);
        }
    }

    void set_style(std::string_view name, bool closing) {
        const auto flag = name == "b" || name == "strong" ? Bold
                          : name == "i" || name == "em"   ? Italic
                          : name == "u"                   ? Underline
                                                          : Plain;
        style_ = static_cast<std::uint8_t>(closing ? style_ & ~flag : style_ | flag);
    }

    void skip_to_end_of(const std::string& name) {
        const auto end = text_.find("</" + name, at_);
        const auto inside = text_.substr(at_, end == kNone ? kNone : end - at_);
        if (name == "title") {
            std::string title;
            for (std::size_t at = 0; at < inside.size();) {
                if (inside[at] == '&') {
                    append_entity(inside, at, title);
                } else {
                    title.push_back(inside[at++]);
                }
            }
            script_->set_title_entry("Title", {clean_text(title)});
        }
        at_ = end == kNone ? text_.size() : end;
    }

    static std::string_view value_of(std::string_view tag, std::string_view name) {
        const auto from = tag.find(std::string(name) + "=\"");
        if (from == kNone) return {};
        const auto value = tag.substr(from + name.size() + 2);
        return value.substr(0, value.find('"'));
    }

    void put(std::string_view text) {
        for (const char c : text) {
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                gap_ = true;
                continue;
            }
            if (gap_ && !line_.text.empty() && line_.text.back() != '\n') {
                append_run(line_, " ", style_);
            }
            gap_ = false;
            append_run(line_, std::string_view(&c, 1), style_);
        }
    }

    void flush() {
        trim_runs(line_);
        if (!line_.text.empty()) add_paragraph(*script_, kind_, std::move(line_));
        line_ = {};
        gap_ = false;
        style_ = Plain;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    ScriptBuilder* script_ = nullptr;
    StyledText line_;
    ParagraphKind kind_ = ParagraphKind::Unknown;
    std::uint8_t style_ = Plain;
    bool gap_ = false;       // Blanks wait for the next character.
    bool unclosed_ = false;  // No tag closes from here on.
};

std::string project_title(const SourcePart& rdf) {
    pugi::xml_document xml;
    if (load_xml(rdf.bytes, xml)) return {};
    const auto project = find_node(xml, "Project");
    const auto title = attribute_of(project, "title");
    return title.empty() ? collapsed_text(child_of(project, "title")) : clean_text(title);
}

}  // namespace

ReadScript read_celtx(const std::vector<SourcePart>& parts) {
    const auto page = normalise_text(parts.front().bytes);
    if (page.refusal) return refused_script(*page.refusal);
    ScriptBuilder script;
    if (parts.size() > 1) script.set_title_entry("Title", {project_title(parts[1])});
    CeltxReader(page.text).read(script);
    return script.finish();
}

}  // namespace fabula::screenplay
