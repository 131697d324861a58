#include "screenplay/fountain.hpp"

#include <algorithm>

#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/element_builder.hpp"
#include "screenplay/grammar/format_lines.hpp"
#include "screenplay/grammar/languages.hpp"
#include "screenplay/grammar/line_doubts.hpp"
#include "screenplay/grammar/lines.hpp"
#include "screenplay/grammar/title_page.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = static_cast<std::size_t>(-1);

class Parser {
public:
    Parser(std::string_view text, Format format)
        : source_(text), lines_(read_lines(text)), builder_(text, lines_, doc_) {
        doc_.format = format;
    }

    Document read() {
        const std::size_t body = read_title_page(lines_, doc_);
        language_ = language_of(doc_);
        return read_from(body);
    }

    Document read_body(const Document& front) {
        language_ = language_of(front);
        return read_from(0);
    }

private:
    Document read_from(std::size_t at) {
        doc_.elements.reserve(lines_.shown);
        while (at < lines_.lines.size()) {
            switch (lines_.lines[at].kind) {
                case LineContent::Blank:
                    builder_.add_blank_line();
                    below_text_ = false;
                    ++at;
                    break;
                case LineContent::Hidden:
                    builder_.add_hidden(line(at++));
                    if (heading_at(at)) below_text_ = false;
                    break;
                case LineContent::Text: at = read_text(at); break;
            }
        }
        for (auto& diagnostic : lines_.diagnostics) doc_.diagnostics.push_back(diagnostic);
        std::stable_sort(doc_.diagnostics.begin(), doc_.diagnostics.end(),
                         [](const auto& a, const auto& b) { return a.range.from < b.range.from; });
        return std::move(doc_);
    }

    // Looking ahead.

    [[nodiscard]] const Line& line(std::size_t at) const { return lines_.lines[at]; }
    [[nodiscard]] std::size_t count() const noexcept { return lines_.lines.size(); }
    [[nodiscard]] bool is_text(std::size_t at) const {
        return at < count() && line(at).kind == LineContent::Text;
    }
    [[nodiscard]] std::size_t skip_hidden(std::size_t at) const {
        while (at < count() && line(at).kind == LineContent::Hidden) ++at;
        return at;
    }
    // A line that hides all it holds is blank to a heading or transition above it.
    [[nodiscard]] bool blank_follows(std::size_t at) const {
        if (!is_text(at + 1)) return true;
        const auto below = shown(line(at + 1));
        return is_boundary(below) || is_section_line(format_line(below, doc_.format));
    }
    // To a cue it is not there at all.
    [[nodiscard]] bool speech_follows(std::size_t at) const {
        const auto next = skip_hidden(at + 1);
        return is_text(next) && continues_speech(shown(line(next))) &&
               !is_section_line(format_line(shown(line(next)), doc_.format));
    }

    std::size_t add_line(ElementType type, std::size_t at, std::string_view text) {
        builder_.begin(type, line(at));
        builder_.add_text(line(at), text);
        builder_.finish();
        below_text_ = type < ElementType::PageBreak;
        return at + 1;
    }

    // Recognizing elements. Each reader answers the line behind what it read.

    std::size_t read_text(std::size_t at) {
        const auto text = shown(line(at));
        const bool fresh = !below_text_;
        std::string_view number;
        switch (text.front()) {
            case '=':
                if (is_page_break(text, number)) return read_page_break(at, number);
                if (is_synopsis(text)) {
                    return add_line(ElementType::Synopsis, at, trim_left(text.substr(1)));
                }
                break;
            case '#':
                if (section_marks(text) > 0 && (fresh || is_section_below_text(text))) {
                    return read_section(at, text);
                }
                break;
            case '>':
                if (is_centered(text)) return read_centered(at, text);
                if (is_forced_transition(text) && !is_prose(doc_.format)) {
                    return read_forced(ElementType::Transition, at, text.substr(1));
                }
                break;
            case '~':
                if (is_lyric(text) && !is_prose(doc_.format)) {
                    return add_line(ElementType::Lyric, at, trim_left(text.substr(1)));
                }
                break;
            default: break;
        }
        if (is_prose(doc_.format)) return read_manuscript(at, text);
        const auto own = format_line(text, doc_.format);
        if (own != FormatLine::None) return read_format_line(own, at, text);
        return fresh ? read_fresh(at, text) : read_action(at);
    }

    std::size_t read_format_line(FormatLine own, std::size_t at, std::string_view text) {
        switch (own) {
            case FormatLine::Page:
            case FormatLine::Act:
                add_line(ElementType::Section, at, text);
                doc_.elements.back().level = 1;
                break;
            case FormatLine::Scene: read_heading(at, text, false); break;
            case FormatLine::Panel:
                add_line(ElementType::Action, at, text);
                doc_.elements.back().shot = true;
                break;
            case FormatLine::Effect:
            case FormatLine::None: add_line(ElementType::Action, at, text); break;
        }
        below_text_ = false;
        return at + 1;
    }

    // A line with a blank line above it.
    std::size_t read_fresh(std::size_t at, std::string_view text) {
        if (text.front() == '!' && is_forced_action(text)) return read_action(at);
        if (is_forced_heading(text)) {
            if (!blank_follows(at)) {
                builder_.doubt(line(at).range, "heading_without_blank_line",
                               "A scene heading is followed by a blank line.",
                               std::string(line(at).text) + "\n");
            }
            return read_heading(at, text.substr(1), true);
        }
        if (is_forced_cue(text)) return read_speech(at, text.substr(1), true);
        if (looks_like_heading(text, language_)) {
            if (blank_follows(at)) return read_heading(at, text, false);
            doubt_heading(at, text);
        }
        const bool transition =
            looks_like_transition(text) && line(at).text.ends_with("TO:") && blank_follows(at);
        if (transition) return add_line(ElementType::Transition, at, text);
        if (looks_like_cue(text) && speech_follows(at)) {
            builder_.add_diagnostic(doubt_of_cue(line(at)));
            return read_speech(at, text, false);
        }
        if (blank_follows(at)) {
            builder_.add_diagnostic(doubt_of_action(line(at), language_));
        }
        return read_action(at);
    }

    std::size_t read_page_break(std::size_t at, std::string_view number) {
        builder_.begin(ElementType::PageBreak, line(at)).scene_number = number;
        below_text_ = false;
        return at + 1;
    }

    std::size_t read_section(std::size_t at, std::string_view text) {
        const auto marks = section_marks(text);
        add_line(ElementType::Section, at, trim_left(text.substr(marks)));
        doc_.elements.back().level = static_cast<std::uint8_t>(std::min<std::size_t>(marks, 6));
        return at + 1;
    }

    std::size_t read_centered(std::size_t at, std::string_view text) {
        return read_forced(ElementType::Centered, at, text.substr(1, text.size() - 2));
    }

    std::size_t read_forced(ElementType type, std::size_t at, std::string_view text) {
        add_line(type, at, trim_right(trim_left(text)));
        doc_.elements.back().forced = true;
        return at + 1;
    }

    std::size_t read_heading(std::size_t at, std::string_view text, bool forced) {
        std::string_view number;
        text = split_scene_number(trim_left(text), number);
        add_line(ElementType::SceneHeading, at, text);
        auto& element = doc_.elements.back();
        element.forced = forced;
        element.scene_number = number;
        return at + 1;
    }

    // A paragraph: lines up to a blank one or one that is something else by itself.
    std::size_t read_action(std::size_t at) {
        builder_.begin(ElementType::Action, line(at));
        bool first = true;
        std::size_t next = at;
        while (is_text(next)) {
            const auto text = shown(line(next));
            const bool other =
                interrupts_text(text) || format_line(text, doc_.format) != FormatLine::None;
            if (!first && other) break;
            if (!first) {
                if (at < next && heading_at(next)) break;
                for (; at < next; ++at) builder_.add_inline_notes(line(at));
                builder_.add_line_break();
                doubt_heading(next, text);
            }
            add_action_line(next, text, first);
            first = false;
            at = next + 1;
            next = skip_hidden(at);
        }
        builder_.finish();
        below_text_ = true;
        return at;
    }

    // What would be a heading below a blank line, and is one below a note or comment too.
    [[nodiscard]] bool heading_at(std::size_t at) const {
        return !is_prose(doc_.format) && is_text(at) &&
               looks_like_heading(shown(line(at)), language_) && blank_follows(at);
    }

    void add_action_line(std::size_t at, std::string_view text, bool first) {
        auto& element = doc_.elements.back();
        auto shown_text = line(at).text;
        if (is_forced_action(text)) {
            text.remove_prefix(1);
            element.forced = true;
            if (first && is_forced_action(text) && !is_prose(doc_.format)) {
                text = trim_left(text.substr(1));
                element.shot = true;
            }
            shown_text.remove_prefix(static_cast<std::size_t>(text.data() - shown_text.data()));
        }
        if (shown_text.find('\t') == std::string_view::npos) {
            builder_.add_text(line(at), shown_text);
        } else {
            add_with_tabs(line(at), shown_text);
        }
    }

    // A tab in action is four spaces.
    void add_with_tabs(const Line& own, std::string_view text) {
        std::string expanded;
        for (const char c : text) c == '\t' ? expanded.append("    ") : expanded.append(1, c);
        auto copy = own;
        copy.text = expanded;
        builder_.add_text(copy, expanded);
    }

    // A cue and what is said, to the next blank line.
    std::size_t read_speech(std::size_t at, std::string_view text, bool forced) {
        const bool dual = text.back() == '^';
        const bool beside = dual && partner_.to == last_printed() && !partner_.dual;
        const auto first = doc_.elements.size();
        builder_.begin(ElementType::Character, line(at)).forced = forced;
        builder_.add_text(line(at), cue_name(text));
        builder_.finish();
        ++at;
        if (speech_follows(at - 1)) {
            at = read_speech_lines(at);
        } else {
            builder_.doubt(doc_.elements[first].range, "cue_without_dialogue",
                           "A character is named here, but nothing is said below.");
        }
        if (dual && !beside) {
            builder_.doubt(
                doc_.elements[first].range, "dual_without_partner",
                "The caret asks for dual dialogue, but no speech of one speaker stands before it.");
        }
        if (beside) {
            set_dual(partner_.from, partner_.to, Dual::Left);
            set_dual(first, doc_.elements.size(), Dual::Right);
        }
        partner_ = {first, doc_.elements.size(), beside};
        below_text_ = true;
        return at;
    }

    // Index behind the last element that is on the page.
    [[nodiscard]] std::size_t last_printed() const {
        auto end = doc_.elements.size();
        while (end > 0 && doc_.elements[end - 1].type >= ElementType::Note) --end;
        return end;
    }

    void set_dual(std::size_t from, std::size_t to, Dual side) {
        for (; from < to; ++from) {
            if (doc_.elements[from].type < ElementType::Section) doc_.elements[from].dual = side;
        }
    }

    std::size_t read_speech_lines(std::size_t at) {
        open_ = false;
        while (true) {
            const auto next = next_speech_line(at);
            if (next == kNone) break;
            const auto blanks = hide_between(at, next);
            const auto text = shown(line(next));
            if (open_) doc_.elements.back().text.append(blanks, '\n');
            at = add_speech_line(next, text, blanks);
        }
        close_dialogue();
        return at;
    }

    // The line that goes on with the speech; kNone where it ends. A line of two spaces goes on.
    [[nodiscard]] std::size_t next_speech_line(std::size_t at) const {
        auto next = at;
        while (next < count() &&
               (line(next).kind == LineContent::Hidden || line(next).two_blanks)) {
            ++next;
        }
        if (!is_text(next) || (at < next && heading_at(next))) return kNone;
        return continues_speech(shown(line(next))) ? next : kNone;
    }

    // Takes in what stands between two lines of speech; answers how many of them are blank.
    std::size_t hide_between(std::size_t at, std::size_t next) {
        std::size_t blanks = 0;
        for (; at < next; ++at) {
            if (line(at).kind == LineContent::Blank) {
                ++blanks;
            } else if (open_) {
                builder_.add_inline_notes(line(at));
            } else {
                builder_.add_hidden(line(at));
            }
        }
        return blanks;
    }

    // `blanks` lines of two spaces stand above it.
    std::size_t add_speech_line(std::size_t at, std::string_view text, std::size_t blanks) {
        if (is_lyric(text)) {
            close_dialogue();
            return add_line(ElementType::Lyric, at, trim_left(text.substr(1)));
        }
        if (opens_parenthetical(text)) {
            const auto end = end_of_parenthetical(at, text);
            if (end != kNone) return add_parenthetical(at, end);
        }
        if (open_) {
            builder_.add_line_break();
        } else {
            builder_.begin(ElementType::Dialogue, line(at)).text.append(blanks, '\n');
            open_ = true;
        }
        builder_.add_text(line(at), text);
        return at + 1;
    }

    void close_dialogue() {
        if (open_) builder_.finish();
        open_ = false;
    }

    // The line behind the parenthetical that opens at `at`; kNone where it is dialogue.
    std::size_t end_of_parenthetical(std::size_t at, std::string_view text) {
        if (closes_parenthetical(text)) return at + 1;
        if (text.find(')') != std::string_view::npos || at < unclosed_until_) return kNone;
        for (auto next = at + 1;; ++next) {
            if (!is_text(next) || interrupts_text(shown(line(next)))) {
                unclosed_until_ = next;
                return kNone;
            }
            const auto more = shown(line(next));
            if (closes_parenthetical(more)) return next + 1;
            if (more.find(')') != std::string_view::npos) return kNone;
        }
    }

    std::size_t add_parenthetical(std::size_t at, std::size_t end) {
        close_dialogue();
        builder_.begin(ElementType::Parenthetical, line(at));
        for (auto i = at; i < end; ++i) {
            if (i > at) builder_.add_line_break();
            builder_.add_text(line(i), shown(line(i)));
        }
        builder_.finish();
        return end;
    }

    std::size_t read_manuscript(std::size_t at, std::string_view text) {
        if (is_break_line(text)) return add_break(at, text);
        builder_.begin(ElementType::Action, line(at));
        bool first = true;
        std::size_t next = at;
        while (is_text(next)) {
            text = shown(line(next));
            const bool other = is_boundary(text) || is_centered(text) || is_break_line(text);
            if (!first && other) break;
            if (!first) {
                for (; at < next; ++at) builder_.add_inline_notes(line(at));
                builder_.add_line_break();
            }
            add_action_line(next, text, first);
            first = false;
            at = next + 1;
            next = skip_hidden(at);
        }
        builder_.finish();
        below_text_ = true;
        return at;
    }

    // The marks of a break line are its text, not emphasis.
    std::size_t add_break(std::size_t at, std::string_view text) {
        builder_.begin(ElementType::Centered, line(at)).text = text;
        below_text_ = false;
        return at + 1;
    }

    // Doubts.

    void doubt_heading(std::size_t at, std::string_view text) {
        if (is_prose(doc_.format) || !looks_like_heading(text, language_)) return;
        const bool blank_above = !below_text_ && (at == 0 || !is_text(at - 1));
        builder_.add_diagnostic(doubt_of_heading(line(at), blank_above, blank_follows(at)));
    }

    struct Speech {
        std::size_t from = kNone;
        std::size_t to = kNone;
        bool dual = false;
    };

    std::string_view source_;
    std::string_view language_;  // Of the script, where its title page names one.
    Lines lines_;
    Document doc_;
    ElementBuilder builder_;
    bool below_text_ = false;         // The line above belongs to an element on the page.
    bool open_ = false;               // The last element is dialogue that may go on.
    std::size_t unclosed_until_ = 0;  // No parenthesis that opens before this line closes.
    Speech partner_;                  // The speech before, beside which a dual one would stand.
};

}  // namespace

bool is_break_line(std::string_view line) noexcept {
    if (line == "#" || line == "⁂") return true;
    const char mark = line.empty() ? ' ' : line.front();
    if (mark != '*' && mark != '-' && mark != '_' && mark != '~') return false;
    std::size_t marks = 0;
    for (const char c : line) {
        if (c != mark && !is_blank_char(c)) return false;
        marks += c == mark;
    }
    return marks >= 3;
}

Document parse_fountain(std::string_view text, Format format) {
    return Parser(text, format).read();
}

Document parse_body(std::string_view text, const Document& front) {
    return Parser(text, front.format).read_body(front);
}

}  // namespace fabula::screenplay
