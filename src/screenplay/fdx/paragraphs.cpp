#include "screenplay/fdx/paragraphs.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "screenplay/pages/units.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::string_view kActHeading = "New Act";

bool is_underlined(const Element& element) {
    return !element.runs.empty() &&
           std::all_of(element.runs.begin(), element.runs.end(),
                       [](const Run& run) { return run.style == Underline; });
}

std::string_view type_of_centered(std::string_view text) {
    switch (slot_of_centered(text)) {
        case Slot::NewAct: return kActHeading;
        case Slot::EndOfAct: return "End of Act";
        case Slot::ColdOpening: return "Cold Opening";
        default: return "Action";
    }
}

std::string_view type_of(const Element& element) {
    switch (element.type) {
        case ElementType::SceneHeading: return "Scene Heading";
        case ElementType::Action: return element.shot ? "Shot" : "Action";
        case ElementType::Character: return "Character";
        case ElementType::Parenthetical: return "Parenthetical";
        case ElementType::Dialogue: return "Dialogue";
        case ElementType::Lyric: return "Lyric";
        case ElementType::Transition: return "Transition";
        case ElementType::Centered: return type_of_centered(element.text);
        case ElementType::Synopsis: return "Summary";
        default: return "General";
    }
}

class Builder {
public:
    explicit Builder(const Document& document) : document_(document) {}

    FdxParagraphs build() {
        const auto& elements = document_.elements;
        out_.paragraphs.reserve(elements.size());
        for (index_ = 0; index_ < elements.size(); ++index_) {
            switch (elements[index_].type) {
                case ElementType::PageBreak: add_page_break(); break;
                case ElementType::Section: add_section(); break;
                case ElementType::Synopsis: add_synopsis(); break;
                case ElementType::Note:
                case ElementType::Boneyard: add_own_line_note(); break;
                default: add_printed();
            }
        }
        // Final Draft opens no script without a paragraph.
        if (break_pending_ || (out_.paragraphs.empty() && !out_.notes.empty())) add_blank();
        return std::move(out_);
    }

private:
    [[nodiscard]] const Element& element() const { return document_.elements[index_]; }

    FdxParagraph& add(std::string_view type) {
        auto& paragraph = out_.paragraphs.emplace_back();
        paragraph.type = type;
        paragraph.element = static_cast<std::uint32_t>(index_);
        paragraph.starts_page = break_pending_;
        break_pending_ = false;
        paragraph.pages = std::move(pages_pending_);
        pages_pending_.clear();
        return paragraph;
    }

    void add_blank() { add("Action"); }

    void add_page_break() {
        if (break_pending_ || out_.paragraphs.empty()) add_blank();
        break_pending_ = true;
        if (!element().scene_number.empty()) pages_pending_.push_back(element().scene_number);
    }

    // A section of the first level and the same words on the page are an act.
    [[nodiscard]] bool opens_act() const {
        if (element().level > 1 || index_ + 1 == document_.elements.size()) return false;
        const auto& next = document_.elements[index_ + 1];
        const bool named = slot_of_centered(next.text) != Slot::Centered;
        return next.type == ElementType::Centered && next.text == element().text &&
               (named || is_underlined(next));
    }

    // What is not printed begins no page.
    std::pair<bool, std::vector<std::string>> hold_break() {
        return {std::exchange(break_pending_, false), std::exchange(pages_pending_, {})};
    }
    void release_break(std::pair<bool, std::vector<std::string>> pending) {
        break_pending_ = pending.first;
        pages_pending_ = std::move(pending.second);
    }

    void add_section() {
        if (opens_act()) {
            ++index_;
            add_printed();
            auto& act = out_.paragraphs.back();
            if (act.type != "Action") return;
            act.type = kActHeading;
            act.centered = false;
            act.text.runs.clear();
            return;
        }
        auto pending = hold_break();
        const auto level = std::clamp<int>(element().level, 1, 6);
        add("Outline " + std::to_string(level)).text = {element().text, element().runs};
        add_notes();
        release_break(std::move(pending));
    }

    // Directly below a heading it is the scene's own.
    void add_synopsis() {
        StyledText text{element().text, element().runs};
        if (heading_ + 1 == index_ && !out_.paragraphs.empty()) {
            out_.paragraphs.back().summary.push_back(std::move(text));
            ++heading_;
            add_notes();
            return;
        }
        auto pending = hold_break();
        add("Summary").text = std::move(text);
        add_notes();
        release_break(std::move(pending));
    }

    void add_own_line_note() {
        auto& note = out_.notes.emplace_back();
        note.paragraph = last();
        note.own_line = true;
        note.comment = element().type == ElementType::Boneyard;
        note.source = static_cast<std::uint32_t>(index_);
        note.text = element().text;
    }

    [[nodiscard]] std::uint32_t last() const {
        return out_.paragraphs.empty() ? kNoParagraph
                                       : static_cast<std::uint32_t>(out_.paragraphs.size() - 1);
    }

    void add_blanks() {
        // The right side of a dual dialogue stands beside the left one, not below it.
        if (out_.paragraphs.empty() || element().dual == Dual::Right) return;
        for (int line = 1; line < element().blank_lines; ++line) add_blank();
    }

    void add_printed() {
        add_blanks();
        auto& paragraph = add(type_of(element()));
        paragraph.text = {element().text, element().runs};
        // An act begins a page by itself.
        if (paragraph.type == kActHeading) paragraph.starts_page = true;
        paragraph.centered = element().type == ElementType::Centered && paragraph.type == "Action";
        paragraph.number = element().scene_number;
        paragraph.dual = element().dual;
        if (element().type == ElementType::SceneHeading) heading_ = index_;
        add_notes();
    }

    // The notes within the element at hand.
    void add_notes() {
        for (; note_ < document_.notes.size() && document_.notes[note_].element <= index_;
             ++note_) {
            const auto& from = document_.notes[note_];
            auto& note = out_.notes.emplace_back();
            note.paragraph = last();
            note.at = from.element == index_ ? from.at : 0;
            note.source = static_cast<std::uint32_t>(note_);
            note.text = from.text;
        }
    }

    const Document& document_;
    FdxParagraphs out_;
    std::size_t index_ = 0;
    std::size_t note_ = 0;
    std::size_t heading_ = static_cast<std::size_t>(-2);  // Last of a heading and its synopses.
    bool break_pending_ = false;
    std::vector<std::string> pages_pending_;
};

}  // namespace

FdxParagraphs fdx_paragraphs(const Document& document) {
    return Builder(document).build();
}

}  // namespace fabula::screenplay
