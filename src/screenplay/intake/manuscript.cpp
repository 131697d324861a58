#include "screenplay/intake/manuscript.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

struct TitleKey {
    std::string_view word;  // Folded.
    std::string_view key;
};

constexpr std::array kTitleKeys = {
    TitleKey{"title", "Title"},         TitleKey{"titel", "Title"},
    TitleKey{"author", "Author"},       TitleKey{"autor", "Author"},
    TitleKey{"autorin", "Author"},      TitleKey{"authors", "Author"},
    TitleKey{"year", "Date"},           TitleKey{"date", "Date"},
    TitleKey{"jahr", "Date"},           TitleKey{"translator", "Translator"},
    TitleKey{"subtitle", "Subtitle"},   TitleKey{"untertitel", "Subtitle"},
    TitleKey{"copyright", "Copyright"}, TitleKey{"source", "Source"},
};

struct HeadingWord {
    std::string_view word;  // Folded.
    std::size_t depth;
};

constexpr std::array kHeadingWords = {
    HeadingWord{"volume", 1},   HeadingWord{"book", 1},     HeadingWord{"part", 1},
    HeadingWord{"band", 1},     HeadingWord{"buch", 1},     HeadingWord{"teil", 1},
    HeadingWord{"act", 1},      HeadingWord{"akt", 1},      HeadingWord{"chapter", 2},
    HeadingWord{"kapitel", 2},  HeadingWord{"prologue", 2}, HeadingWord{"prolog", 2},
    HeadingWord{"epilogue", 2}, HeadingWord{"epilog", 2},   HeadingWord{"preface", 2},
    HeadingWord{"vorwort", 2},  HeadingWord{"nachwort", 2}, HeadingWord{"introduction", 2},
    HeadingWord{"scene", 3},    HeadingWord{"szene", 3},
};

}  // namespace

std::string_view find_title_key(std::string_view word) {
    const auto folded = fold(word);
    const auto found = std::find_if(kTitleKeys.begin(), kTitleKeys.end(),
                                    [&](const TitleKey& key) { return key.word == folded; });
    return found == kTitleKeys.end() ? std::string_view() : found->key;
}

StyledText plain_text(std::string_view text) {
    return {std::string(text), {}};
}

std::size_t heading_word_depth(std::string_view line) {
    auto word = trim(line);
    word = word.substr(0, word.find_first_of(" .:,\t"));
    const auto folded = fold(word);
    for (const auto& heading : kHeadingWords) {
        if (heading.word == folded) return heading.depth;
    }
    return 0;
}

bool ManuscriptBuilder::in_front_matter() const noexcept {
    return document_.elements.empty();
}

void ManuscriptBuilder::add_heading(std::size_t depth, StyledText text) {
    std::replace(text.text.begin(), text.text.end(), '\n', ' ');
    if (trim(text.text).empty()) return;
    const auto colon = text.text.find(':');
    if (in_front_matter() && colon != std::string::npos) {
        const auto key = find_title_key(std::string_view(text.text).substr(0, colon));
        if (!key.empty()) {
            set_title_entry(key, std::string_view(text.text).substr(colon + 1));
            return;
        }
    }
    auto& element = document_.elements.emplace_back();
    element.type = ElementType::Section;
    element.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(depth, 1, 6));
    element.text = trim(text.text);
    element.blank_lines = 1;
    // Styles of a heading say nothing that its place does not.
}

void ManuscriptBuilder::add_paragraph(StyledText text) {
    if (trim(text.text).empty()) return;
    auto& element = document_.elements.emplace_back();
    element.type = ElementType::Action;
    element.text = std::move(text.text);
    element.runs = std::move(text.runs);
    element.blank_lines = 1;
}

void ManuscriptBuilder::add_break() {
    if (in_front_matter() || document_.elements.back().type == ElementType::Centered) return;
    auto& element = document_.elements.emplace_back();
    element.type = ElementType::Centered;
    element.text = "* * *";
    element.blank_lines = 1;
}

void ManuscriptBuilder::set_title_entry(std::string_view key, std::string_view value) {
    value = trim(value);
    if (value.empty()) return;
    auto& page = document_.title_page;
    const bool known =
        std::any_of(page.begin(), page.end(), [&](const auto& entry) { return entry.key == key; });
    if (known) return;
    TitleEntry entry{std::string(key), {write_styled(value, {}).text}};
    // A title page opens with a key that every reader knows.
    page.insert(key == "Title" ? page.begin() : page.end(), std::move(entry));
}

void ManuscriptBuilder::take_title() {
    auto& elements = document_.elements;
    if (elements.size() < 2 || elements[0].type != ElementType::Section) return;
    const auto depth = elements[0].level;
    const auto deeper = [&](const Element& e) {
        return e.type == ElementType::Section && e.level > depth;
    };
    const auto beside = [&](const Element& e) {
        return e.type == ElementType::Section && e.level <= depth;
    };
    if (std::none_of(elements.begin() + 1, elements.end(), deeper) ||
        std::any_of(elements.begin() + 1, elements.end(), beside)) {
        return;
    }
    const auto& page = document_.title_page;
    const bool titled = !page.empty() && page.front().key == "Title";
    if (titled && fold(page.front().values.front()) != fold(elements[0].text)) return;
    const auto last_word = elements[0].text.substr(elements[0].text.rfind(' ') + 1);
    const bool part = heading_word_depth(elements[0].text) > 0 || heading_word_depth(last_word) > 0;
    if (!titled && part) return;
    set_title_entry("Title", elements[0].text);
    elements.erase(elements.begin());
}

void ManuscriptBuilder::level_headings() {
    std::uint8_t least = 6;
    for (const auto& element : document_.elements) {
        if (element.type == ElementType::Section) least = std::min(least, element.level);
    }
    for (auto& element : document_.elements) {
        if (element.type != ElementType::Section) continue;
        element.level = static_cast<std::uint8_t>(element.level - least + 1);
    }
}

Document ManuscriptBuilder::finish() {
    take_title();
    level_headings();
    auto& elements = document_.elements;
    while (!elements.empty() && elements.back().type == ElementType::Centered) elements.pop_back();
    return std::move(document_);
}

}  // namespace fabula::screenplay
