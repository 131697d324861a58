#include <algorithm>
#include <span>

#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/grammar/format_lines.hpp"
#include "screenplay/grammar/languages.hpp"
#include "screenplay/grammar/lines.hpp"
#include "screenplay/grammar/title_page.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

bool is_printed(ElementType type) noexcept {
    return type < ElementType::Section;
}

bool is_speech(ElementType type) noexcept {
    return type == ElementType::Dialogue || type == ElementType::Parenthetical ||
           type == ElementType::Lyric;
}

// An empty comment between two characters that would otherwise open a note or a comment.
constexpr std::string_view kSeparator = "/**/";

// Keeps text from opening a note or a comment that the document does not have.
std::string without_hidden(std::string_view text) {
    if (text.find("[[") == kNone && text.find("/*") == kNone) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        out.push_back(text[at]);
        const auto pair = text.substr(at, 2);
        if (pair == "[[" || pair == "/*") out.append(kSeparator);
    }
    return out;
}

// A note may hold an empty line only as one of two blanks, and no brackets of its own.
std::string note_text(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        out.push_back(text[at]);
        if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] == '\n') out.append("  ");
        if (text[at] == ']' && at + 1 < text.size() && text[at + 1] == ']' &&
            text.find_first_not_of(']', at) != kNone) {
            out.push_back(' ');
        }
    }
    return out;
}

class Printer {
public:
    explicit Printer(const Document& doc) : doc_(doc), language_(language_of(doc)) {}

    std::string print() {
        out_.reserve(doc_.elements.size() * 64);
        print_title_page();
        for (index_ = 0; index_ < doc_.elements.size(); ++index_) print_element();
        return std::move(out_);
    }

private:
    void print_title_page() {
        for (const auto& entry : doc_.title_page) {
            out_.append(without_hidden(entry.key)).push_back(':');
            if (entry.values.size() == 1) {
                out_.append(" ").append(without_hidden(entry.values[0]));
            } else {
                for (const auto& value : entry.values) {
                    out_.append("\n    ").append(without_hidden(value));
                }
            }
            out_.push_back('\n');
        }
        if (!doc_.title_page.empty()) out_.push_back('\n');
    }

    [[nodiscard]] const Element& element() const { return doc_.elements[index_]; }

    void print_element() {
        const auto lines = marked_lines();
        std::string body = forced_body(lines);
        if (index_ == 0 && opens_title_page("\n" + body)) {
            body.insert(0, element().type == ElementType::Character ? "@" : "!");
        }
        out_.append(gap(body), '\n');
        out_.append(body).push_back('\n');
        in_speech_ = element().type == ElementType::Character ||
                     (is_speech(element().type) && continues_block());
    }

    // Blank lines above: what the document says, and what keeps this element what it is.
    [[nodiscard]] std::size_t gap(std::string_view body) const {
        if (index_ == 0) {
            // What stands directly below a line of the format could read as its value.
            const bool key = is_own_line(element()) && body.ends_with(':');
            return key || opens_title_page(body) ? 1 : 0;
        }
        const std::size_t wanted = element().blank_lines;
        if (continues_block()) return 0;
        return std::max<std::size_t>(wanted, needs_gap(body) ? 1 : 0);
    }

    [[nodiscard]] bool opens_title_page(std::string_view body) const {
        if (!doc_.title_page.empty()) return false;
        const auto text = std::string(body) + "\n\nText.";
        Document read;
        return read_title_page(read_lines(text), read) != 0;
    }

    // Dialogue, parenthetical or lyric directly below its cue or speech.
    [[nodiscard]] bool continues_block() const {
        if (index_ == 0 || !is_speech(element().type)) return false;
        if (element().type != ElementType::Lyric) return true;
        return in_speech_ && element().blank_lines == 0;
    }

    [[nodiscard]] bool needs_gap(std::string_view body) const {
        const auto type = element().type;
        const auto& above = doc_.elements[index_ - 1];
        const bool below_text =
            is_printed(above.type) && above.type != ElementType::PageBreak && !is_own_line(above);
        switch (type) {
            case ElementType::SceneHeading: return is_own_line(element()) ? in_speech_ : below_text;
            case ElementType::Character: return below_text;
            case ElementType::Transition: return below_text && !body.starts_with('>');
            case ElementType::Action: return below_text && !may_follow_directly(above);
            case ElementType::Centered:
            case ElementType::Lyric: return natural_heading_above(above);
            default: return false;
        }
    }

    [[nodiscard]] bool may_follow_directly(const Element& above) const {
        if (above.type == ElementType::Action) return is_own_line(above) || is_own_line(element());
        if (is_speech(above.type) || above.type == ElementType::Character) {
            return element().forced || (above.type == ElementType::Lyric && !in_speech_);
        }
        return !natural_heading_above(above);
    }

    // A heading or transition that is one only because a blank line follows.
    [[nodiscard]] bool natural_heading_above(const Element& above) const {
        return !above.forced && !is_own_line(above) &&
               (above.type == ElementType::SceneHeading || above.type == ElementType::Transition);
    }

    // Written without a mark, the format makes of the line what the element is.
    [[nodiscard]] bool is_own_line(const Element& own) const {
        if (own.forced || own.text != trim_right(trim_left(own.text))) return false;
        switch (format_line(own.text, doc_.format)) {
            case FormatLine::Page:
            case FormatLine::Act: return own.type == ElementType::Section && own.level == 1;
            case FormatLine::Scene: return own.type == ElementType::SceneHeading;
            case FormatLine::Panel: return own.type == ElementType::Action && own.shot;
            case FormatLine::Effect: return own.type == ElementType::Action && !own.shot;
            case FormatLine::None: break;
        }
        return false;
    }

    [[nodiscard]] bool has_own_meaning(std::string_view line) const {
        return format_line(line, doc_.format) != FormatLine::None;
    }

    // The same with the marks that it is written with.
    [[nodiscard]] bool is_own_line(std::string_view marked) const {
        return is_own_line(element()) && format_line(visible(marked), doc_.format) ==
                                             format_line(element().text, doc_.format);
    }

    // The element's lines with their marks and notes.
    [[nodiscard]] std::vector<std::string> marked_lines() {
        const auto& own = element();
        std::vector<std::string> lines;
        const std::string_view text = own.text;
        for (std::size_t from = 0; from <= text.size();) {
            auto to = text.find('\n', from);
            if (to == kNone) to = text.size();
            lines.push_back(marked_line(from, to));
            from = to + 1;
        }
        return lines;
    }

    std::string marked_line(std::size_t from, std::size_t to) {
        const auto line = std::string_view(element().text).substr(from, to - from);
        std::vector<Run> runs;
        for (const auto& run : element().runs) {
            if (run.style == Plain || run.to <= from || run.from >= to) continue;
            runs.push_back(
                {static_cast<std::uint32_t>(std::max<std::size_t>(run.from, from) - from),
                 static_cast<std::uint32_t>(std::min<std::size_t>(run.to, to) - from), run.style});
        }
        std::vector<std::uint32_t> places;
        const auto first_note = note_;
        for (; note_ < doc_.notes.size() && belongs(doc_.notes[note_], to); ++note_) {
            const auto at = std::max<std::size_t>(doc_.notes[note_].at, from);
            places.push_back(static_cast<std::uint32_t>(at - from));
        }
        auto marked = write_styled(line, runs, places);
        const bool ambiguous = reads_differently_with_plain_marks(line);
        if (ambiguous) marked = write_styled(line, runs, places, Escape::All);
        if (places.empty()) return without_hidden(marked.text);
        return with_notes(marked, first_note);
    }

    // Stars and underscores that mean themselves could also make a parenthetical of dialogue, a
    // heading or a break line of a paragraph.
    [[nodiscard]] bool reads_differently_with_plain_marks(std::string_view line) const {
        line = trim_right(trim_left(line));
        if (line.empty() || (line.front() != '*' && line.front() != '_')) return false;
        if (element().type == ElementType::Dialogue) return true;
        if (element().type == ElementType::Action && looks_like_heading(line, language_))
            return true;
        return is_prose(doc_.format) && element().type == ElementType::Action &&
               !element().forced && is_break_line(line);
    }

    [[nodiscard]] bool belongs(const InlineNote& note, std::size_t to) const {
        return note.element < index_ || (note.element == index_ && note.at <= to);
    }

    // Reading takes one of two blanks around a note away, so one more is written there.
    [[nodiscard]] std::string with_notes(const MarkedLine& line, std::size_t note) const {
        std::string out;
        std::size_t from = 0;
        for (const auto place : line.places) {
            out.append(without_hidden(std::string_view(line.text).substr(from, place - from)));
            if (out.ends_with('[')) out.append(kSeparator);
            out.append("[[").append(note_text(doc_.notes[note++].text)).append("]]");
            const bool blank_before = place == 0 || is_blank_char(line.text[place - 1]);
            const bool at_end = place == line.text.size();
            if (at_end ? place > 0 && blank_before
                       : blank_before && is_blank_char(line.text[place])) {
                out.push_back(' ');
            }
            if (!at_end && line.text[place] == ']') out.append(kSeparator);
            from = place;
        }
        return out.append(without_hidden(std::string_view(line.text).substr(from)));
    }

    // Puts the lines together with the mark that the first one needs.
    [[nodiscard]] std::string forced_body(const std::vector<std::string>& lines) const {
        const auto& own = element();
        const auto& first = lines.front();
        switch (own.type) {
            case ElementType::SceneHeading: return heading_body(first);
            case ElementType::Action: return action_body(lines);
            case ElementType::Character: return cue_body(first);
            case ElementType::Dialogue: return dialogue_body(lines);
            case ElementType::Parenthetical: return join_lines(lines, "");
            case ElementType::Lyric: return "~" + join_lines(lines, "");
            case ElementType::Transition:
                return must_force_transition(first) ? "> " + first : first;
            case ElementType::Centered: return centered_body(first);
            case ElementType::PageBreak:
                return own.scene_number.empty() ? "===" : "=== " + own.scene_number + " ===";
            case ElementType::Section:
                if (is_own_line(first) && !in_speech_) return first;
                return std::string(std::max<std::size_t>(own.level, 1), '#') + " " + first;
            case ElementType::Synopsis: return "= " + first;
            case ElementType::Note: return "[[" + note_text(own.text) + "]]";
            case ElementType::Boneyard: return "/*" + own.text + "*/";
        }
        return first;
    }

    // No line of two blanks can stand right below a cue.
    [[nodiscard]] std::string dialogue_body(std::span<const std::string> lines) const {
        const bool below_cue =
            index_ > 0 && doc_.elements[index_ - 1].type == ElementType::Character;
        while (below_cue && lines.size() > 1 && lines.front().empty()) lines = lines.subspan(1);
        return join_lines(lines, "  ");
    }

    static std::string join_lines(std::span<const std::string> lines, std::string_view empty) {
        std::string out;
        for (const auto& line : lines) {
            if (&line != &lines.front()) out.push_back('\n');
            out.append(line.empty() ? empty : std::string_view(line));
        }
        return out;
    }

    // What a reader of the line sees, to whom notes and separators are not there.
    static std::string visible(std::string_view line) {
        const auto lines = read_lines(line);
        return lines.lines.empty() ? std::string() : std::string(shown(lines.lines.front()));
    }

    // Stars that mean themselves may stand before INT. only without a backslash; those behind them
    // have theirs, so nothing pairs with them.
    static std::string without_leading_escapes(std::string_view line) {
        std::string out;
        while (line.starts_with("\\*") || line.starts_with("\\_")) {
            out.push_back(line[1]);
            line.remove_prefix(2);
        }
        return out.append(line);
    }

    [[nodiscard]] std::string heading_body(const std::string& line) const {
        std::string out;
        const auto bare = without_leading_escapes(line);
        const bool natural = looks_like_heading(visible(bare), language_) || is_own_line(line);
        if (element().forced || !natural) out.push_back('.');
        out.append(natural ? bare : line);
        if (!element().scene_number.empty()) {
            out.append(" #").append(element().scene_number).append("#");
        }
        return out;
    }

    [[nodiscard]] std::string action_body(const std::vector<std::string>& lines) const {
        if (lines.size() == 1 && is_own_line(lines.front())) return lines.front();
        std::string out;
        bool forced = !must_force_action(lines);
        for (const auto& line : lines) {
            if (&line != &lines.front()) out.push_back('\n');
            if (&line == &lines.front() && element().shot) {
                out.append("!!");
                forced = true;
            } else if ((!forced || interrupts_action(line)) &&
                       is_forced_action(visible("!" + line))) {
                out.push_back('!');
                // Two marks would name a shot.
                if (names_shot(line, &line == &lines.front())) out.push_back(' ');
                forced = true;
            }
            out.append(line);
        }
        return out;
    }

    [[nodiscard]] bool names_shot(std::string_view line, bool first) const {
        return first && !is_prose(doc_.format) && is_forced_action(line);
    }

    [[nodiscard]] bool interrupts_action(const std::string& line) const {
        const auto text = visible(line);
        if (text.empty()) return false;
        if (is_forced_action(text) || has_own_meaning(text)) return true;
        if (!is_prose(doc_.format)) return interrupts_text(text);
        return is_boundary(text) || is_centered(text) || is_break_line(text);
    }

    [[nodiscard]] bool must_force_action(const std::vector<std::string>& lines) const {
        const auto text = visible(lines.front());
        if (element().forced) return true;
        if (text.empty()) return false;
        if (interrupts_action(lines.front())) return true;
        if (below_text()) return false;
        if (section_marks(text) > 0) return true;
        if (is_prose(doc_.format)) return false;
        if (is_forced_cue(text) || is_forced_heading(text)) return true;
        const bool alone = lines.size() == 1 && !text_follows_directly();
        if (alone && looks_like_heading(text, language_)) return true;
        if (alone && looks_like_transition(text) && ends_as_transition(lines.front())) return true;
        const bool speech = lines.size() > 1 ? !interrupts_action(lines[1]) : lyric_follows();
        return speech && looks_like_cue(text);
    }

    // Notes aside, no blank stands behind the colon.
    static bool ends_as_transition(std::string_view line) {
        const auto lines = read_lines(line);
        return !lines.lines.empty() && lines.lines.front().text.ends_with("TO:");
    }

    // The line above belongs to an element on the page, so that this one is no new paragraph.
    [[nodiscard]] bool below_text() const {
        if (index_ == 0 || element().blank_lines > 0) return false;
        const auto& above = doc_.elements[index_ - 1];
        const bool break_line = above.type == ElementType::Centered && !above.forced;
        return is_printed(above.type) && above.type != ElementType::PageBreak && !break_line &&
               !is_own_line(above);
    }

    [[nodiscard]] bool text_follows_directly() const {
        if (index_ + 1 == doc_.elements.size()) return false;
        const auto& below = doc_.elements[index_ + 1];
        return below.blank_lines == 0 && is_printed(below.type) &&
               below.type != ElementType::PageBreak;
    }

    // Behind nothing but notes and comments.
    [[nodiscard]] bool lyric_follows() const {
        for (auto next = index_ + 1; next < doc_.elements.size(); ++next) {
            const auto& below = doc_.elements[next];
            if (below.blank_lines > 0) return false;
            if (below.type < ElementType::Note) return below.type == ElementType::Lyric;
        }
        return false;
    }

    [[nodiscard]] bool speech_follows() const {
        for (auto next = index_ + 1; next < doc_.elements.size(); ++next) {
            const auto& below = doc_.elements[next];
            const bool hidden =
                below.type == ElementType::Note || below.type == ElementType::Boneyard;
            if (hidden && below.blank_lines == 0) continue;
            if (below.type == ElementType::Lyric) return below.blank_lines == 0;
            return is_speech(below.type);
        }
        return false;
    }

    [[nodiscard]] std::string cue_body(const std::string& line) const {
        const auto text = visible(line);
        const bool natural = looks_like_cue(text) && !has_own_meaning(text) && speech_follows() &&
                             !interrupts_text(text) && section_marks(text) == 0 &&
                             !is_forced_action(text) && !is_forced_heading(text) &&
                             !is_forced_cue(text);
        std::string out;
        if (element().forced || !natural) out.push_back('@');
        out.append(line);
        if (element().dual == Dual::Right) out.append(" ^");
        return out;
    }

    [[nodiscard]] bool must_force_transition(const std::string& line) const {
        if (element().forced || !ends_as_transition(line)) return true;
        const auto text = visible(line);
        return !looks_like_transition(text) || has_own_meaning(text) ||
               looks_like_heading(text, language_) || interrupts_text(text) ||
               is_forced_heading(text) || is_forced_cue(text) || section_marks(text) > 0;
    }

    [[nodiscard]] std::string centered_body(const std::string& line) const {
        if (!element().forced && is_break_line(element().text)) return element().text;
        return "> " + line + " <";
    }

    const Document& doc_;
    std::string_view language_;
    std::string out_;
    std::size_t index_ = 0;
    std::size_t note_ = 0;
    bool in_speech_ = false;
};

}  // namespace

std::string print_fountain(const Document& document) {
    return Printer(document).print();
}

}  // namespace fabula::screenplay
