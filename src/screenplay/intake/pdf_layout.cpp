#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/intake/paragraph_kinds.hpp"
#include "screenplay/intake/pdf_columns.hpp"
#include "screenplay/intake/pdf_lines.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/title_lines.hpp"

namespace fabula::screenplay {

namespace {

using Words = std::vector<PdfWord>;

// "CONTINUED:", "CONTINUED: (2)", "(CONTINUED)": what scenes say at page breaks.
bool is_scene_break_mark(std::string_view text) {
    if (text.starts_with("(CONTINUED") && text.ends_with(')')) return true;
    if (!text.starts_with("CONTINUED:")) return false;
    const auto rest = trim(text.substr(10));
    return rest.empty() || (rest.starts_with('(') && rest.ends_with(')'));
}

bool is_more_mark(std::string_view text) {
    return text == "(MORE)" || text == "(WEITER)" || text == "(SUITE)" || text == "(MÁS)";
}

// "ANNA (CONT'D)" without its mark; unchanged where it has none.
std::string_view without_continued(std::string_view cue) {
    const auto open = cue.rfind('(');
    if (open == std::string_view::npos) return cue;
    const auto mark = fold(cue.substr(open));
    const bool continued =
        mark.starts_with("(cont") || mark.starts_with("(forts") || mark.starts_with("(weiter");
    return continued ? trim(cue.substr(0, open)) : cue;
}

// Lines of one paragraph as they come; the paragraph is added when it ends.
class LayoutReader {
public:
    LayoutReader(const PdfLines& pdf, const PdfColumns& columns) : pdf_(pdf), columns_(columns) {}

    ReadScript read() {
        for (std::size_t i = read_title_page(); i < pdf_.lines.size(); ++i) add(i);
        flush();
        say_repairs();
        return script_.finish();
    }

private:
    struct Open {
        ParagraphKind kind = ParagraphKind::Unknown;
        std::string text;
        std::string number;  // Of a scene.
        std::size_t lines = 0;
        double last_right = 0;  // Where its last line ends.
        bool centered = false;
    };

    // The first page, where nothing on it is part of a scene.
    std::size_t read_title_page() {
        const auto& lines = pdf_.lines;
        std::size_t end = 0;
        while (end < lines.size() && lines[end].page == lines[0].page) ++end;
        if (end == lines.size() || end > 40) return 0;
        TitleLines title;
        bool centered = false;
        const auto middle = columns_.page_middle();
        for (std::size_t i = 0; i < end; ++i) {
            const auto& line = lines[i];
            if (looks_like_heading(text_of(line.words, pdf_.cell))) return 0;
            if (line.gap > pdf_.leading * 1.5) title.add({}, Side::Left);
            const auto halves = split_at_gap(line.words, 6 * pdf_.cell);
            for (const auto& half : halves) {
                const auto center = (half.front().left + half.back().right) / 2;
                const bool at_left = half.front().left < columns_.base() + 2 * pdf_.cell;
                const bool in_middle = std::abs(center - middle) < 4 * pdf_.cell;
                const auto side = in_middle && halves.size() == 1 && !at_left ? Side::Center
                                  : at_left                                   ? Side::Left
                                                                              : Side::Right;
                centered = centered || side == Side::Center;
                title.add({text_of(half, pdf_.cell), {}}, side);
            }
        }
        if (!centered) return 0;
        script_.add_title_entries(title.entries());
        return end;
    }

    static std::vector<Words> split_at_gap(const Words& words, double gap) {
        std::vector<Words> parts(1);
        for (const auto& word : words) {
            if (!parts.back().empty() && word.left - parts.back().back().right > gap) {
                parts.emplace_back();
            }
            parts.back().push_back(word);
        }
        return parts;
    }

    void add(std::size_t i) {
        auto line = pdf_.lines[i];
        const bool new_page = i > 0 && pdf_.lines[i - 1].page != line.page;
        const bool apart = new_page || line.gap > pdf_.leading * 1.5;
        std::string number = columns_.take_margins(line);
        if (line.words.empty()) return;
        if (apart || dual_.empty()) flush_dual();
        if (columns_.opens_dual(line) || (!dual_.empty() && !apart)) {
            flush();
            dual_.push_back(std::move(line));
            return;
        }
        const auto text = text_of(line.words, pdf_.cell);
        if (is_scene_break_mark(text) && line.left() > columns_.base() - 2 * pdf_.cell &&
            at_page_edge(i)) {
            ++page_marks_;
            return;
        }
        if (is_more_mark(text)) {
            more_ = true;
            ++page_marks_;
            return;
        }
        if (more_ && resumes(text)) return;
        more_ = false;
        place(i, line, text, number, new_page, apart);
    }

    [[nodiscard]] bool at_page_edge(std::size_t i) const {
        const auto page = [&](std::size_t at) { return pdf_.lines[at].page; };
        const bool first = i < 2 || page(i - 2) != page(i);
        const bool last = i + 2 >= pdf_.lines.size() || page(i + 2) != page(i);
        return first || last;
    }

    // The name that is said again on the next page.
    bool resumes(std::string_view text) {
        const auto name = without_continued(text);
        if (fold(name) != fold(without_continued(last_cue_))) return false;
        more_ = false;
        joins_page_ = true;
        ++page_marks_;
        return true;
    }

    void place(std::size_t i, const PdfLine& line, const std::string& text,
               const std::string& number, bool new_page, bool apart) {
        const bool speaking = open_speech();
        const auto kind = kind_of(i, line, text, number, apart && !joins_page_);
        const bool centered =
            kind == ParagraphKind::Action && apart_alone(i) && columns_.is_centered(line);
        const bool same = kind == open_.kind && !open_.text.empty() && !centered;
        if (joins_page_ && same) {
            append(text, line, ' ');
        } else if (same && !apart && goes_on(text, line)) {
            append_wrapped(text, line);
        } else if (same && kind == ParagraphKind::Dialogue && speaking) {
            open_.text.append(apart && !new_page ? "\n\n" : "\n");
            append(text, line, 0);
        } else if (same && kind == ParagraphKind::Action && new_page && splits_over(i, text)) {
            append_wrapped(text, line);
        } else if (same && kind == ParagraphKind::Action && !apart) {
            append(text, line, '\n');
        } else {
            flush();
            open_ = {kind, text, number, 1, line.right(), centered};
        }
        joins_page_ = false;
    }

    [[nodiscard]] bool open_speech() const {
        return open_.kind == ParagraphKind::Cue || open_.kind == ParagraphKind::Dialogue ||
               open_.kind == ParagraphKind::Parenthetical;
    }

    // Nothing directly above and below.
    [[nodiscard]] bool apart_alone(std::size_t i) const {
        const bool above =
            i == 0 || pdf_.lines[i].gap == 0 || pdf_.lines[i].gap > pdf_.leading * 1.5;
        const bool below = i + 1 == pdf_.lines.size() || pdf_.lines[i + 1].gap == 0 ||
                           pdf_.lines[i + 1].gap > pdf_.leading * 1.5;
        return above && below;
    }

    [[nodiscard]] ParagraphKind kind_of(std::size_t i, const PdfLine& line, std::string_view text,
                                        std::string_view number, bool apart) const {
        const bool below = i + 1 < pdf_.lines.size() && pdf_.lines[i + 1].gap > 0 &&
                           pdf_.lines[i + 1].gap <= pdf_.leading * 1.5;
        if (columns_.at_base(line)) {
            if (!number.empty() || looks_like_heading(text)) return ParagraphKind::Heading;
            const bool goes_on = open_.kind == ParagraphKind::Heading && !apart;
            const bool stands_out = apart_alone(i) && columns_.stands_as_heading(line, text);
            return goes_on || stands_out ? ParagraphKind::Heading : ParagraphKind::Action;
        }
        if (apart && below && columns_.is_cue(line, text, &pdf_.lines[i + 1])) {
            return ParagraphKind::Cue;
        }
        if (apart && !below && columns_.is_transition(line, text)) return ParagraphKind::Transition;
        const bool aside =
            open_.kind == ParagraphKind::Parenthetical && !apart && open_.text.back() != ')';
        if (open_speech() && columns_.in_speech(line)) {
            if (aside) return ParagraphKind::Parenthetical;
            const bool opens = text.front() == '(' && columns_.is_aside(line);
            return opens ? ParagraphKind::Parenthetical : ParagraphKind::Dialogue;
        }
        return ParagraphKind::Action;
    }

    // The line above was full: the first word of this one had no room there.
    [[nodiscard]] bool goes_on(std::string_view text, const PdfLine& line) const {
        if (open_.kind != ParagraphKind::Action && open_.kind != ParagraphKind::Dialogue) {
            return true;
        }
        auto first = text.substr(0, text.find(' '));
        // A line may end behind a hyphen.
        const auto hyphen = first.find('-', 1);
        if (hyphen != std::string_view::npos) first = first.substr(0, hyphen + 1);
        const auto needed = static_cast<double>(count_code_points(first) + 1) * pdf_.cell;
        return open_.last_right + needed > columns_.right_of(open_.kind, line) + pdf_.cell / 2;
    }

    // A paragraph that goes on from the page before has two lines there and two here, and ended no
    // sentence or line.
    [[nodiscard]] bool splits_over(std::size_t i, std::string_view text) const {
        if (open_.lines < 2 || open_.centered) return false;
        if (i + 1 < pdf_.lines.size() && pdf_.lines[i + 1].gap > pdf_.leading * 1.5) return false;
        const char last = open_.text.back();
        const bool ended = last == '.' || last == '!' || last == '?' || last == '"' || last == ')';
        return !ended || goes_on(text, pdf_.lines[i]);
    }

    void append(std::string_view text, const PdfLine& line, char separator) {
        if (separator != 0) open_.text.push_back(separator);
        open_.text.append(text);
        ++open_.lines;
        open_.last_right = line.right();
    }

    // Two hyphens are a dash, behind which a blank may have stood.
    void append_wrapped(std::string_view text, const PdfLine& line) {
        const auto& above = open_.text;
        const bool hyphen = above.size() > 1 && above.back() == '-' &&
                            above[above.size() - 2] != ' ' && above[above.size() - 2] != '-';
        append(text, line, hyphen ? char{0} : ' ');
    }

    void flush() {
        auto done = std::exchange(open_, {});
        if (done.text.empty()) return;
        if (done.kind == ParagraphKind::Heading) last_cue_.clear();
        if (done.kind == ParagraphKind::Cue) done.text = name_cue(std::move(done.text));
        if (done.centered) return script_.add_centered({std::move(done.text), {}});
        add_paragraph(script_, done.kind, {std::move(done.text), {}}, done.number);
    }

    // Pages say "(CONT'D)" by themselves where somebody goes on speaking.
    std::string name_cue(std::string cue) {
        const auto name = without_continued(cue);
        const bool goes_on = fold(speaker_of(name)) == fold(speaker_of(last_cue_));
        if (goes_on) cue.resize(name.size());
        return last_cue_ = std::move(cue);
    }

    // Two speeches side by side: each line cut in two.
    void flush_dual() {
        const auto lines = std::exchange(dual_, {});
        if (lines.empty()) return;
        const auto columns = columns_.split_dual(lines);
        auto side = Dual::Left;
        for (const auto& column : columns) {
            std::string speech;
            const auto say = [&] { script_.add_dialogue({std::exchange(speech, {}), {}}); };
            for (std::size_t i = 0; i < column.size(); ++i) {
                const auto text = text_of(column[i], pdf_.cell);
                const bool aside = text.starts_with('(') && text.ends_with(')');
                if (i == 0) {
                    script_.add_cue({name_cue(text), {}}, side);
                } else if (aside) {
                    say();
                    script_.add_parenthetical({text, {}});
                } else {
                    if (!speech.empty()) speech.push_back(' ');
                    speech.append(text);
                }
            }
            say();
            side = Dual::Right;
        }
    }

    void say_repairs() {
        script_.add_repair(
            "A PDF says what stands where, not what it is: kinds of lines were told "
            "by their places, and bold, italic and underlined words are plain.");
        const auto count = pdf_.taken + page_marks_;
        if (count == 0) return;
        script_.add_repair(std::to_string(count) +
                           (count == 1 ? " page number, header, footer or mark of a page break was"
                                       : " page numbers, headers, footers and marks of page breaks "
                                         "were") +
                           " left out.");
    }

    const PdfLines& pdf_;
    const PdfColumns& columns_;
    ScriptBuilder script_;
    Open open_;
    std::vector<PdfLine> dual_;  // Of two speeches side by side.
    std::string last_cue_;
    bool more_ = false;        // "(MORE)" stood above.
    bool joins_page_ = false;  // The speech goes on from the page before.
    std::size_t page_marks_ = 0;
};

}  // namespace

ReadScript read_pdf_layout(std::string_view xml) {
    auto pdf = read_pdf_lines(xml);
    if (pdf.refusal) return refused_script(std::move(*pdf.refusal));
    const PdfColumns columns(pdf);
    return LayoutReader(pdf, columns).read();
}

}  // namespace fabula::screenplay
