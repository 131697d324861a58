#include "typeset/script_html.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/pages/title.hpp"
#include "typeset/xml.hpp"

namespace fabula::typeset {

using screenplay::Document;
using screenplay::Dual;
using screenplay::Element;
using screenplay::ElementType;
using screenplay::Run;

namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.25 "Courier Prime", "Courier New", Courier, monospace; }
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: break-word; }
header { text-align: center; margin: 4rem 0 6rem; }
header dl { text-align: start; margin-top: 4rem; }
header dt { font-weight: bold; } header dd { margin: 0 0 .5rem; }
h1, h2, h3, p { font-size: 1rem; margin: 0 0 1rem; white-space: pre-wrap; }
header h1 { font-size: 1.25rem; }
h2.scene { margin-top: 2rem; text-transform: uppercase; display: flex; gap: 1rem; }
h2.scene .number { font-weight: normal; }
h2.section { margin-top: 3rem; }
.speech { margin: 0 0 1rem; } .speech p { margin: 0 0 0 16.6%; max-width: 58%; }
.speech .cue { margin-left: 33.3%; } .speech .parenthetical { margin-left: 25%; max-width: 42%; }
.dual { display: flex; gap: 1rem; } .dual .speech { flex: 1; }
.dual .speech p { margin-left: 0; max-width: none; } .dual .cue { text-align: center; }
.dual .speech .parenthetical { margin-left: 8%; }
.transition { text-align: end; } .centered { text-align: center; }
.lyric { font-style: italic; } .shot { text-transform: uppercase; }
aside, .synopsis { opacity: .75; border-inline-start: 3px solid; padding-inline-start: .75rem;
    margin: 0 0 1rem; font-size: .9em; white-space: pre-wrap; }
hr { border: 0; border-top: 1px solid; margin: 2rem 0; }
@page { margin: 1in 1in 1in 1.5in; }
@media print {
    :root { color-scheme: light; }
    body { font-size: 12pt; line-height: 1; } main { max-width: none; padding: 0; }
    header, hr { break-after: page; } hr { visibility: hidden; margin: 0; }
    h2 { break-after: avoid; } .speech { break-inside: avoid; } p { orphans: 2; widows: 2; }
}
)";

class HtmlWriter {
public:
    HtmlWriter(const Document& document, const ScriptExtras& extras)
        : document_(document), extras_(extras), note_(document.notes.begin()) {}

    std::string write(std::string_view language) {
        const std::string title = screenplay::title_value(document_, "title");
        out_ = "<!DOCTYPE html>\n<html lang=\"" + escape_xml(language) +
               "\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"generator\" content=\"Fabula\">\n<title>" +
               escape_xml(title.empty() ? "Script" : title) + "</title>\n<style>";
        out_.append(kStyle).append("</style>\n</head>\n<body>\n<main>\n");
        add_title_page();
        for (std::size_t i = 0; i < document_.elements.size();) i = add_block(i);
        close_scene();
        out_ += "</main>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    void add_title_page() {
        if (document_.title_page.empty()) return;
        out_ += "<header>\n";
        std::string rest;
        for (const auto& entry : document_.title_page) {
            const std::string key = to_lower_ascii(trim(entry.key));
            const bool centred = key == "title" || key == "credit" || key == "author" ||
                                 key == "authors" || key == "source";
            std::string value;
            for (const auto& line : entry.values) {
                if (!value.empty()) value += "<br>";
                const auto styled = screenplay::read_styled(line);
                value += styled_html(styled.text, styled.runs);
            }
            if (key == "title") {
                out_ += "<h1>" + value + "</h1>\n";
            } else if (centred) {
                out_ += "<p>" + value + "</p>\n";
            } else {
                rest += "<dt>" + escape_xml(trim(entry.key)) + "</dt><dd>" + value + "</dd>\n";
            }
        }
        if (!rest.empty()) out_ += "<dl>\n" + rest + "</dl>\n";
        out_ += "</header>\n";
    }

    // Returns the index behind the block.
    std::size_t add_block(std::size_t i) {
        const Element& element = document_.elements[i];
        switch (element.type) {
            case ElementType::Character: return add_speeches(i);
            case ElementType::SceneHeading: open_scene(element); break;
            case ElementType::Action:
                add_paragraph(element.shot ? "p class=\"shot\"" : "p class=\"action\"", element);
                break;
            case ElementType::Transition: add_paragraph("p class=\"transition\"", element); break;
            case ElementType::Centered: add_paragraph("p class=\"centered\"", element); break;
            case ElementType::PageBreak: out_ += "<hr>\n"; break;
            case ElementType::Section: add_section(element); break;
            case ElementType::Synopsis:
                if (extras_.sections) add_paragraph("p class=\"synopsis\"", element);
                break;
            case ElementType::Note:
                if (extras_.notes) add_paragraph("aside", element);
                break;
            case ElementType::Boneyard: break;
            case ElementType::Lyric: add_paragraph("p class=\"lyric\"", element); break;
            case ElementType::Dialogue:
            case ElementType::Parenthetical: add_paragraph("p", element); break;
        }
        add_notes_of(i);
        return i + 1;
    }

    std::size_t add_speeches(std::size_t i) {
        const bool dual = document_.elements[i].dual == Dual::Left;
        if (dual) out_ += "<div class=\"dual\">\n";
        i = add_speech(i);
        const bool goes_on = dual && i < document_.elements.size() &&
                             document_.elements[i].type == ElementType::Character &&
                             document_.elements[i].dual == Dual::Right;
        if (goes_on) i = add_speech(i);
        if (dual) out_ += "</div>\n";
        return i;
    }

    std::size_t add_speech(std::size_t i) {
        out_ += "<div class=\"speech\">\n";
        add_paragraph("p class=\"cue\"", document_.elements[i]);
        const std::size_t first = i;
        for (++i; i < document_.elements.size(); ++i) {
            const Element& element = document_.elements[i];
            if (element.type == ElementType::Dialogue) {
                add_paragraph("p class=\"dialogue\"", element);
            } else if (element.type == ElementType::Parenthetical) {
                add_paragraph("p class=\"parenthetical\"", element);
            } else if (element.type == ElementType::Lyric) {
                add_paragraph("p class=\"lyric\"", element);
            } else {
                break;
            }
        }
        out_ += "</div>\n";
        for (std::size_t k = first; k < i; ++k) add_notes_of(k);
        return i;
    }

    void open_scene(const Element& heading) {
        close_scene();
        ++scenes_;
        out_ += "<section id=\"scene-" + std::to_string(scenes_) + "\">\n<h2 class=\"scene\">";
        if (!heading.scene_number.empty()) {
            out_ += "<span class=\"number\">" + escape_xml(heading.scene_number) + "</span> ";
        }
        out_ += "<span>" + styled_html(heading.text, heading.runs) + "</span></h2>\n";
        in_scene_ = true;
    }

    void close_scene() {
        if (in_scene_) out_ += "</section>\n";
        in_scene_ = false;
    }

    void add_section(const Element& section) {
        const bool shown = extras_.sections || screenplay::is_prose(document_.format);
        if (!shown) return;
        close_scene();
        add_paragraph("h2 class=\"section\"", section);
    }

    void add_paragraph(std::string_view tag, const Element& element) {
        out_.append("<").append(tag).append(">");
        out_ += styled_html(element.text, element.runs);
        out_.append("</").append(tag.substr(0, tag.find(' '))).append(">\n");
    }

    void add_notes_of(std::size_t element) {
        for (; note_ != document_.notes.end() && note_->element <= element; ++note_) {
            if (extras_.notes) out_ += "<aside>" + escape_xml(note_->text) + "</aside>\n";
        }
    }

    static std::string styled_html(std::string_view text, const std::vector<Run>& runs) {
        if (runs.empty()) return escape_xml(text);
        std::string out;
        for (const Run& run : runs) {
            const bool bold = (run.style & screenplay::Bold) != 0;
            const bool italic = (run.style & screenplay::Italic) != 0;
            const bool underline = (run.style & screenplay::Underline) != 0;
            if (bold) out += "<strong>";
            if (italic) out += "<em>";
            if (underline) out += "<u>";
            out += escape_xml(text.substr(run.from, run.to - run.from));
            if (underline) out += "</u>";
            if (italic) out += "</em>";
            if (bold) out += "</strong>";
        }
        return out;
    }

    const Document& document_;
    ScriptExtras extras_;
    std::vector<screenplay::InlineNote>::const_iterator note_;
    std::string out_;
    int scenes_ = 0;
    bool in_scene_ = false;
};

}  // namespace

std::string script_html(const Document& document, std::string_view language,
                        const ScriptExtras& extras) {
    return HtmlWriter(document, extras).write(language);
}

}  // namespace fabula::typeset
