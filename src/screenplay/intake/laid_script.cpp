#include "screenplay/intake/laid_script.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/intake/manuscript.hpp"
#include "screenplay/intake/paragraph_kinds.hpp"
#include "screenplay/intake/script_builder.hpp"

namespace fabula::screenplay {

namespace {

// Points. Dialogue stands an inch right of action and names two inches; templates vary, so half.
constexpr double kSpeechIndent = 18;
constexpr double kCueIndent = 60;
constexpr double kTabWidth = 36;
constexpr double kBlankWidth = 7.2;
constexpr std::size_t kCueLengthMax = 60;
constexpr std::size_t kTitlePageMax = 60;  // Paragraphs.

bool is_blank(const LaidParagraph& paragraph) {
    return trim(paragraph.text.text).empty();
}

bool is_heading_line(const LaidParagraph& paragraph) {
    const auto line = trim(paragraph.text.text);
    return line.size() < 200 && line.find('\n') == std::string_view::npos &&
           looks_like_heading(line);
}

bool is_transition_line(std::string_view line) {
    return looks_like_transition(line) ||
           (is_upper_case(line) && (line.starts_with("FADE ") || line.ends_with("OUT.")));
}

// Blanks and tabs in front, as typewriters indent.
double typed_indent(std::string_view text) {
    double points = 0;
    for (const char c : text) {
        if (c != ' ' && c != '\t') break;
        points += c == '\t' ? kTabWidth : kBlankWidth;
    }
    return points;
}

class ScriptReader {
public:
    explicit ScriptReader(LaidScript& laid) : laid_(laid), paragraphs_(laid.paragraphs) {
        for (auto& paragraph : paragraphs_) paragraph.indent += typed_indent(paragraph.text.text);
    }

    [[nodiscard]] bool is_script() {
        std::size_t headings = 0;
        for (const auto& paragraph : paragraphs_) {
            if (is_blank(paragraph)) continue;
            const auto kind = kind_of_style(paragraph.style);
            ++styled_[kind];
            headings += is_heading_line(paragraph);
        }
        by_style_ = styled_[ParagraphKind::Cue] > 0 && styled_[ParagraphKind::Dialogue] > 0;
        return by_style_ || headings > 0;
    }

    ReadScript read() {
        name_kinds();
        const auto body = read_title_page();
        for (std::size_t i = body; i < paragraphs_.size(); ++i) add(i);
        for (auto& repair : laid_.repairs) script_.add_repair(std::move(repair));
        script_.set_title_entry("Title", {laid_.title});
        script_.set_title_entry("Author", {laid_.author});
        return script_.finish();
    }

private:
    void name_kinds() {
        kinds_.assign(paragraphs_.size(), ParagraphKind::Unknown);
        if (by_style_) {
            for (std::size_t i = 0; i < paragraphs_.size(); ++i) kinds_[i] = styled_kind(i);
            return;
        }
        find_base();
        for (std::size_t i = 0; i < paragraphs_.size(); ++i) kinds_[i] = placed_kind(i);
    }

    [[nodiscard]] ParagraphKind styled_kind(std::size_t i) const {
        const auto kind = kind_of_style(paragraphs_[i].style);
        if (kind != ParagraphKind::Unknown) return kind;
        return is_heading_line(paragraphs_[i]) ? ParagraphKind::Heading : ParagraphKind::Unknown;
    }

    // Where headings stand, which is where action stands.
    void find_base() {
        std::map<int, std::size_t> places;
        std::size_t most = 0;
        bool cues = false;
        for (const auto& paragraph : paragraphs_) {
            if (is_blank(paragraph)) {
                ++blanks_;
            } else if (is_heading_line(paragraph)) {
                const auto count = ++places[static_cast<int>(paragraph.indent)];
                if (count > most) base_ = paragraph.indent;
                most = std::max(most, count);
            }
        }
        for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
            cues = cues || (stands_as_cue(paragraphs_[i]) && is_cue_line(i));
        }
        indented_ = cues;
    }

    [[nodiscard]] bool stands_as_cue(const LaidParagraph& paragraph) const {
        return paragraph.side == Side::Center || paragraph.indent >= base_ + kCueIndent;
    }

    // A name in capitals, and a speech directly below it.
    [[nodiscard]] bool is_cue_line(std::size_t i) const {
        const auto line = trim(paragraphs_[i].text.text);
        if (line.size() > kCueLengthMax || line.find('\n') != std::string_view::npos) return false;
        if (!looks_like_cue(line) || is_heading_line(paragraphs_[i])) return false;
        if (is_transition_line(line) || i + 1 == paragraphs_.size()) return false;
        const auto below = trim(paragraphs_[i + 1].text.text);
        return !below.empty() && !is_heading_line(paragraphs_[i + 1]) &&
               (below.starts_with('(') || !is_upper_case(below) || indented_speech(i + 1));
    }

    [[nodiscard]] bool indented_speech(std::size_t i) const {
        return paragraphs_[i].indent > base_ + kSpeechIndent;
    }

    ParagraphKind placed_kind(std::size_t i) {
        const auto& paragraph = paragraphs_[i];
        const auto line = trim(paragraph.text.text);
        const bool in_speech = std::exchange(in_speech_, false);
        if (line.empty()) return ParagraphKind::Unknown;
        if (is_heading_line(paragraph)) return ParagraphKind::Heading;
        const bool right = paragraph.side == Side::Right;
        if (is_transition_line(line) &&
            (right || paragraph.indent > base_ + kCueIndent || looks_like_transition(line))) {
            return ParagraphKind::Transition;
        }
        if (is_cue_line(i) && (!indented_ || stands_as_cue(paragraph))) {
            in_speech_ = true;
            return ParagraphKind::Cue;
        }
        if (!in_speech) return ParagraphKind::Action;
        const bool aside = line.starts_with('(') && line.ends_with(')');
        if (indented_ && !indented_speech(i) && paragraph.side != Side::Center) {
            return ParagraphKind::Action;
        }
        // Without indents and blank lines the one paragraph below the name is the speech.
        in_speech_ = indented_ || aside || blanks_ > 0;
        return aside ? ParagraphKind::Parenthetical : ParagraphKind::Dialogue;
    }

    // What stands before the first page break, or centred at the top; answers where the body
    // begins.
    std::size_t read_title_page() {
        const auto first =
            static_cast<std::size_t>(std::find_if(kinds_.begin(), kinds_.end(),
                                                  [](auto kind) {
                                                      return kind == ParagraphKind::Heading ||
                                                             kind == ParagraphKind::Cue ||
                                                             kind == ParagraphKind::Transition;
                                                  }) -
                                     kinds_.begin());
        std::size_t end = 0;
        for (std::size_t i = 1; i <= first && i < paragraphs_.size() && i < kTitlePageMax; ++i) {
            if (paragraphs_[i].new_page) end = i;
        }
        while (end == 0 || (end < first && end < kTitlePageMax && is_title(end))) {
            if (end == 0 && (first == 0 || !is_title(0))) return 0;
            ++end;
        }
        TitleLines lines;
        for (std::size_t i = 0; i < end; ++i) {
            const auto side = is_title(i) ? Side::Center : paragraphs_[i].side;
            lines.add(paragraphs_[i].text, side);
        }
        script_.add_title_entries(lines.entries());
        return end;
    }

    [[nodiscard]] bool is_title(std::size_t i) const {
        const auto style = fold(paragraphs_[i].style);
        return is_blank(paragraphs_[i]) || paragraphs_[i].side == Side::Center ||
               style == "title" || style == "subtitle" || style == "author";
    }

    void add(std::size_t i) {
        auto& paragraph = paragraphs_[i];
        if (paragraph.new_page) script_.add_page_break();
        auto kind = kinds_[i];
        trim_runs(paragraph.text);
        if (kind == ParagraphKind::Unknown && paragraph.heading > 0) {
            return script_.add_section(paragraph.heading, paragraph.text.text);
        }
        const bool action = kind == ParagraphKind::Unknown || kind == ParagraphKind::Action;
        if (action && paragraph.side == Side::Center) {
            return script_.add_centered(std::move(paragraph.text));
        }
        add_paragraph(script_, kind, std::move(paragraph.text));
    }

    LaidScript& laid_;
    std::vector<LaidParagraph>& paragraphs_;
    std::vector<ParagraphKind> kinds_;
    std::map<ParagraphKind, std::size_t> styled_;
    ScriptBuilder script_;
    double base_ = 0;
    std::size_t blanks_ = 0;
    bool by_style_ = false;
    bool indented_ = false;  // Names stand right of action.
    bool in_speech_ = false;
};

// Prose: headings are sections, the rest paragraphs.
ReadScript read_manuscript(LaidScript& laid) {
    ManuscriptBuilder builder;
    if (!laid.title.empty()) builder.set_title_entry("Title", laid.title);
    for (auto& paragraph : laid.paragraphs) {
        trim_runs(paragraph.text);
        const auto words = trim(paragraph.text.text);
        if (words.empty()) continue;
        const auto style = fold(paragraph.style);
        if (paragraph.heading > 0) {
            builder.add_heading(paragraph.heading, std::move(paragraph.text));
        } else if (style == "title" && laid.title.empty()) {
            builder.set_title_entry("Title", words);
            laid.title = words;
        } else if (is_break_line(words)) {
            builder.add_break();
        } else if (heading_word_depth(words) > 0 && words.size() < 60 &&
                   words.find('\n') == std::string_view::npos) {
            builder.add_heading(heading_word_depth(words), std::move(paragraph.text));
        } else {
            builder.add_paragraph(std::move(paragraph.text));
        }
    }
    if (!laid.author.empty()) builder.set_title_entry("Author", laid.author);
    ReadScript out;
    out.document = builder.finish();
    out.repairs = std::move(laid.repairs);
    if (out.document.elements.empty()) return refused_script("The file holds no story text.");
    return out;
}

}  // namespace

ReadScript read_laid_script(LaidScript laid) {
    ScriptReader script(laid);
    return script.is_script() ? script.read() : read_manuscript(laid);
}

}  // namespace fabula::screenplay
