// What other programs may read differently gets its forcing mark before it is printed.
#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/format_lines.hpp"
#include "screenplay/grammar/heading.hpp"

namespace fabula::screenplay {

namespace {

// A cue that every program takes for one; "3CPO", "MÜLLER" and "ANNA (quietly)" some do not.
bool is_plain_cue(std::string_view cue) noexcept {
    const auto is_plain = [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && (c < 'a' || c > 'z');
    };
    return !cue.empty() && cue.front() >= 'A' && cue.front() <= 'Z' &&
           std::all_of(cue.begin(), cue.end(), is_plain);
}

// One that begins as the syntax page lists it.
bool is_plain_heading(std::string_view heading) {
    const auto length = fountain_heading_prefix(heading).length;
    const auto word = to_upper(heading.substr(0, length));
    return word == "INT" || word == "EXT" || word == "EST" || word == "INT./EXT" ||
           word == "INT/EXT" || word == "I/E";
}

// A dot forces only what begins with a letter or digit, so no emphasis may stand there.
void force_heading(Element& element) {
    if (!is_forced_heading("." + element.text)) return;
    element.forced = true;
    if (!element.runs.empty() && element.runs.front().style != Plain) element.runs.clear();
}

void make_portable(Element& element, Format format) {
    switch (element.type) {
        case ElementType::SceneHeading:
            if (!is_plain_heading(element.text)) force_heading(element);
            break;
        case ElementType::Character:
            element.forced = element.forced || !is_plain_cue(element.text);
            break;
        case ElementType::Action: element.shot = false; break;
        case ElementType::Centered: element.forced = true; break;
        case ElementType::PageBreak: element.scene_number.clear(); break;
        case ElementType::Section:
            // Printed in its format, where other programs leave sections out.
            if (format_line(element.text, format) == FormatLine::None) break;
            element.type = ElementType::SceneHeading;
            element.level = 0;
            force_heading(element);
            break;
        default: break;
    }
}

void name_format(Document& document) {
    const bool named = std::any_of(document.title_page.begin(), document.title_page.end(),
                                   [](const auto& e) { return fold(e.key) == "format"; });
    if (named || document.format == Format::Screenplay) return;
    document.title_page.push_back({"Format", {std::string(name_of(document.format))}});
}

}  // namespace

std::string print_portable_fountain(Document document) {
    const auto format = document.format;
    bool below_heading = false;  // Which some take for one only above a blank line.
    for (auto& element : document.elements) {
        make_portable(element, format);
        if (below_heading && element.blank_lines == 0) element.blank_lines = 1;
        below_heading = element.type == ElementType::SceneHeading;
    }
    name_format(document);
    document.format = Format::Screenplay;
    return print_fountain(document);
}

}  // namespace fabula::screenplay
