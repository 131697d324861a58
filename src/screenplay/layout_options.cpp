// What a script says about its own layout: the title page's "Fmt", in the words of JumpCut.
#include <array>

#include "base/text.hpp"
#include "screenplay/format_file.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::array kDialogue = {Slot::Dialogue, Slot::LeftDialogue, Slot::RightDialogue};
constexpr std::array kActs = {Slot::NewAct, Slot::EndOfAct, Slot::ColdOpening};

// "dl-" and "dr-", which JumpCut has for dialogue, are here for other elements too.
constexpr std::array<std::pair<char, Slot>, 5> kIndented = {{{'d', Slot::Dialogue},
                                                             {'p', Slot::Parenthetical},
                                                             {'c', Slot::Character},
                                                             {'a', Slot::Action},
                                                             {'s', Slot::SceneHeading}}};

using Word = std::string_view;

void add_style(ElementLayout& element, Style style) {
    element.style = static_cast<std::uint8_t>(element.style | style);
}

// Words that stand alone, with their short forms.
bool apply_name(Layout& layout, Word word) {
    const auto is = [word](Word name, Word other = {}) {
        return word == name || (!other.empty() && word == other);
    };
    ElementLayout& heading = layout.of(Slot::SceneHeading);
    if (is("bold-scene-headings", "bsh")) {
        add_style(heading, Bold);
    } else if (is("underline-scene-headings", "ush")) {
        add_style(heading, Underline);
    } else if (is("single-space-before-scene-headings", "ssbsh")) {
        heading.space_before = 1;
    } else if (is("all-caps-action", "acat")) {
        layout.of(Slot::Action).upper_case = true;
    } else if (is("double-spaced-dialogue", "dsd")) {
        for (const Slot slot : kDialogue) layout.of(slot).line_spacing = 2;
    } else if (is("no-auto-act-breaks")) {
        for (const Slot slot : kActs) layout.of(slot).starts_page = false;
    } else if (is("no-act-underlines")) {
        for (const Slot slot : kActs) layout.of(slot).style = Plain;
    } else {
        return false;
    }
    return true;
}

// Words with a measure in inches, "dl-2.25". One that lies off the paper changes nothing.
void apply_measure(Layout& layout, Word word) {
    const std::size_t dash = word.find('-');
    if (dash == Word::npos) return;
    const auto value = parse_decimal(word.substr(dash + 1));
    if (!value) return;
    const Word name = word.substr(0, dash);
    PageGeometry& page = layout.page;
    const auto set = [&](double& place, double min, double max) {
        if (*value >= min && *value <= max) place = *value;
    };
    for (const auto& [initial, slot] : kIndented) {
        if (name.size() != 2 || name.front() != initial) continue;
        ElementLayout& element = layout.of(slot);
        if (name.back() == 'l') set(element.left, 0, element.right - 0.5);
        if (name.back() == 'r') set(element.right, element.left + 0.5, page.width);
    }
    if (name == "tm") set(page.top, 0, 4);
    if (name == "bm") set(page.bottom, 0, 4);
    if (name == "hm") set(page.header, 0, 4);
    if (name == "fm") set(page.footer, 0, 4);
    if (name == "lpp" && *value >= 5) {
        const double text = *value * page.leading_points / 72.0;
        if (text <= page.height - page.top) page.bottom = page.height - page.top - text;
    }
}

std::vector<std::string> words_of(const Document& document) {
    std::vector<std::string> words;
    for (const TitleEntry& entry : document.title_page) {
        if (to_lower_ascii(trim(entry.key)) != "fmt") continue;
        for (const std::string& value : entry.values) {
            for (const auto word : split(value, ' ')) {
                if (!trim(word).empty()) words.push_back(to_lower_ascii(trim(word)));
            }
        }
    }
    return words;
}

Layout layout_of(const Document& document, const Layout& begin, std::optional<Paper> paper) {
    const auto words = words_of(document);
    Layout layout = begin;
    Paper size = Paper::Letter;
    for (const std::string& word : words) {
        if (const auto named = find_format(word)) layout = format_file(*named).layout;
        if (word == "a4") size = Paper::A4;
    }
    set_paper(layout, paper.value_or(size));
    for (const std::string& word : words) {
        if (!apply_name(layout, word)) apply_measure(layout, word);
    }
    return layout;
}

}  // namespace

Layout layout_for(const Document& document, std::optional<Paper> paper) {
    return layout_of(document, format_file(document.format).layout, paper);
}

Layout layout_for(const Document& document, const FormatFile& own, std::optional<Paper> paper) {
    return layout_of(document, own.layout, paper);
}

}  // namespace fabula::screenplay
