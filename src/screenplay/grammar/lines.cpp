#include "screenplay/grammar/lines.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

// Finds notes and boneyard in text order. A mark that never closes is text.
class HiddenFinder {
public:
    explicit HiddenFinder(std::string_view text)
        : text_(text), note_(text.find("[[")), bone_(text.find("/*")) {}

    std::vector<Hidden> find_all() {
        std::vector<Hidden> found;
        while (note_ != kNone || bone_ != kNone) {
            const bool note = note_ < bone_;
            const auto from = note ? note_ : bone_;
            const auto to = note ? end_of_note(from) : end_of_boneyard(from);
            if (to == kNone) {
                report_open(from, note);
                skip_open(from, note);
                continue;
            }
            found.push_back(
                {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), note, 0});
            advance(to);
        }
        return found;
    }

    // Byte offsets of marks without an end.
    std::vector<std::pair<std::uint32_t, bool>> open;

private:
    // A note ends at its brackets, at the latest before a blank line: one of two blanks or more
    // holds it together.
    std::size_t end_of_note(std::size_t from) {
        if (from < note_fails_until_) return kNone;
        if (close_ != kNone && close_ < from + 2) close_ = text_.find("]]", from + 2);
        auto end = close_;
        const auto limit = end == kNone ? text_.size() : end;
        for (auto at = text_.find('\n', from); at < limit; at = text_.find('\n', at + 1)) {
            auto next = at + 1;
            while (next < limit && is_blank_char(text_[next])) ++next;
            const bool blank = next == text_.size() || text_[next] == '\n';
            if (blank && next - at - 1 < 2) {
                note_fails_until_ = at;
                return kNone;
            }
        }
        if (end == kNone) {
            note_fails_until_ = text_.size();
            return kNone;
        }
        end += 2;
        while (end < text_.size() && text_[end] == ']') ++end;
        return end;
    }

    [[nodiscard]] std::size_t end_of_boneyard(std::size_t from) const {
        const auto end = text_.find("*/", from + 2);
        return end == kNone ? kNone : end + 2;
    }

    void report_open(std::size_t from, bool note) {
        constexpr std::size_t kMost = 20;
        if (open.size() < kMost) open.emplace_back(static_cast<std::uint32_t>(from), note);
    }

    void skip_open(std::size_t from, bool note) {
        if (note) {
            note_ = text_.find("[[", std::max(from + 2, note_fails_until_));
        } else {
            bone_ = kNone;  // Nothing closes further down either.
        }
    }

    void advance(std::size_t to) {
        if (note_ != kNone && note_ < to) note_ = text_.find("[[", to);
        if (bone_ != kNone && bone_ < to) bone_ = text_.find("/*", to);
    }

    std::string_view text_;
    std::size_t note_;
    std::size_t bone_;
    std::size_t close_ = 0;  // The next brackets that close; looked for once.
    std::size_t note_fails_until_ = 0;
};

// UTF-16 units of a line, most of which are ASCII.
std::uint32_t units_of(std::string_view text) noexcept {
    std::uint64_t high = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        high |= word;
    }
    for (; at < text.size(); ++at) high |= static_cast<unsigned char>(text[at]);
    const bool ascii = (high & 0x8080808080808080U) == 0;
    return static_cast<std::uint32_t>(ascii ? text.size() : count_utf16_units(text));
}

// Says which lines hold a character, in one pass over the text.
class CharFinder {
public:
    CharFinder(std::string_view text, char c) : text_(text), char_(c), next_(text.find(c)) {}

    // Lines are asked for in order.
    bool within(std::size_t from, std::size_t to) {
        if (next_ < from) next_ = text_.find(char_, from);
        return next_ < to;
    }

private:
    std::string_view text_;
    char char_;
    std::size_t next_;
};

class LineReader {
public:
    LineReader(std::string_view text, Lines& out)
        : text_(text), out_(out), star_(text, '*'), underscore_(text, '_'), escape_(text, '\\') {}

    void read() {
        out_.lines.reserve(text_.size() / 32 + 8);
        std::size_t next_hidden = 0;
        for (std::size_t from = 0; from < text_.size();) {
            const auto first_hidden = next_hidden;
            auto to = end_of_line(from);
            while (next_hidden < out_.hidden.size() && out_.hidden[next_hidden].from < to) {
                const auto hidden_to = out_.hidden[next_hidden++].to;
                if (hidden_to > to) to = end_of_line(hidden_to);
            }
            add(from, to, first_hidden, next_hidden);
            from = to + 1;
        }
    }

private:
    [[nodiscard]] std::size_t end_of_line(std::size_t from) const {
        const auto end = text_.find('\n', from);
        return end == kNone ? text_.size() : end;
    }

    void add(std::size_t from, std::size_t to, std::size_t hidden_from, std::size_t hidden_to) {
        Line line;
        line.from = static_cast<std::uint32_t>(from);
        line.to = static_cast<std::uint32_t>(to);
        line.hidden_from = static_cast<std::uint32_t>(hidden_from);
        line.hidden_to = static_cast<std::uint32_t>(hidden_to);
        line.text = hidden_from == hidden_to ? text_.substr(from, to - from) : visible(line);
        line.range = {units_, units_ + units_of(text_.substr(from, to - from))};
        units_ = line.range.to + 1;
        const bool star = star_.within(from, to);
        const bool underscore = underscore_.within(from, to);
        line.marked = escape_.within(from, to) || star || underscore;
        if (!trim_left(line.text).empty()) {
            line.kind = LineContent::Text;
        } else if (hidden_from != hidden_to) {
            line.kind = LineContent::Hidden;
        } else {
            line.two_blanks = line.text == "  ";
        }
        out_.shown += line.kind != LineContent::Blank;
        out_.lines.push_back(line);
    }

    // The line without what it hides; of the blanks on both sides of a gap one side goes.
    std::string_view visible(const Line& line) {
        auto& joined = out_.joined.emplace_back();
        auto at = line.from;
        for (auto i = line.hidden_from; i < line.hidden_to; ++i) {
            auto& hidden = out_.hidden[i];
            joined.append(text_.substr(at, hidden.from - at));
            hidden.shown_at = static_cast<std::uint32_t>(joined.size());
            at = hidden.to;
            const bool blank_after = at < line.to && is_blank_char(text_[at]);
            if (at == line.to) {
                joined.resize(trim_right(joined).size());
            } else if (blank_after && (joined.empty() || is_blank_char(joined.back()))) {
                ++at;
            }
        }
        joined.append(text_.substr(at, line.to - at));
        return joined;
    }

    std::string_view text_;
    Lines& out_;
    CharFinder star_;
    CharFinder underscore_;
    CharFinder escape_;
    std::uint32_t units_ = 0;
};

Diagnostic open_mark(Range range, bool note) {
    if (note) {
        return {Severity::Doubt,
                range,
                "note_not_closed",
                "A note opens here and is not closed before the next blank line, so it is printed.",
                {}};
    }
    return {Severity::Doubt,
            range,
            "comment_not_closed",
            "A comment opens here and is never closed, so it is printed.",
            {}};
}

}  // namespace

Range range_in(std::string_view text, const Line& line, std::uint32_t from, std::uint32_t to) {
    const auto before = count_utf16_units(text.substr(line.from, from - line.from));
    const auto length = count_utf16_units(text.substr(from, to - from));
    const auto start = line.range.from + static_cast<std::uint32_t>(before);
    return {start, start + static_cast<std::uint32_t>(length)};
}

Lines read_lines(std::string_view text) {
    Lines out;
    HiddenFinder finder(text);
    out.hidden = finder.find_all();
    LineReader(text, out).read();
    for (const auto& [at, note] : finder.open) {
        const auto line =
            std::upper_bound(out.lines.begin(), out.lines.end(), at,
                             [](std::uint32_t offset, const Line& l) { return offset < l.from; });
        out.diagnostics.push_back(open_mark(range_in(text, *(line - 1), at, at + 2), note));
    }
    return out;
}

}  // namespace fabula::screenplay
