#include "screenplay/fdx/runs.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx/align.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/fdx/xml.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::uint32_t kNone = kUnmatched;

// A code point of the old or the new text.
struct Letter {
    char32_t code = 0;
    char32_t compared = 0;      // In upper case where case does not count.
    std::uint32_t run = kNone;  // Of the old text; kNone: the break between two paragraphs.
    std::uint8_t style = Plain;
};

struct OldRun {
    pugi::xml_node node;
    std::uint32_t paragraph = 0;
    std::uint8_t style = Plain;
    bool empty = false;
    bool tagged = false;
    bool used = false;
};

std::uint32_t units_of(char32_t code) {
    return code > 0xFFFF ? 2 : 1;
}

char32_t upper(char32_t code) {
    if (code < 0x80) return code >= 'a' && code <= 'z' ? code - 32 : code;
    std::string text;
    append_code_point(text, code);
    const auto raised = to_upper(text);
    std::size_t at = 0;
    const auto first = next_code_point(raised, at);
    return at == raised.size() ? first : code;
}

void append_letters(std::vector<Letter>& letters, std::string_view text, Letter like,
                    Compare compare) {
    for (std::size_t at = 0; at < text.size();) {
        like.code = next_code_point(text, at);
        if (like.code == '\r' || like.code == 0x2028 || like.code == 0x2029) like.code = '\n';
        like.compared = compare == Compare::InAnyCase ? upper(like.code) : like.code;
        letters.push_back(like);
    }
}

// Words and single other signs, as hashes and with where they begin.
struct Tokens {
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint32_t> starts;  // One more at the end.
};

std::vector<std::string> style_names(std::uint8_t style) {
    std::vector<std::string> names;
    if ((style & Bold) != 0) names.emplace_back("Bold");
    if ((style & Italic) != 0) names.emplace_back("Italic");
    if ((style & Underline) != 0) names.emplace_back("Underline");
    return names;
}

bool is_word(char32_t code) {
    return is_letter(code) || is_digit(code);
}

Tokens tokens_of(const std::vector<Letter>& letters, std::size_t from, std::size_t to) {
    Tokens tokens;
    for (auto at = from; at < to;) {
        tokens.starts.push_back(static_cast<std::uint32_t>(at));
        std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a.
        const bool word = is_word(letters[at].code);
        do {
            hash = (hash ^ letters[at++].compared) * 0x100000001B3U;
        } while (word && at < to && is_word(letters[at].code));
        tokens.hashes.push_back(hash);
    }
    tokens.starts.push_back(static_cast<std::uint32_t>(to));
    return tokens;
}

class Rewriter {
public:
    Rewriter(std::vector<pugi::xml_node>& paragraphs, const StyledText& text, Compare compare)
        : paragraphs_(paragraphs) {
        read_old(compare);
        read_new(text, compare);
    }

    std::vector<KeptStretch> rewrite() {
        source_.assign(new_.size(), kNone);
        compare();
        write();
        remove_leftovers();
        return std::move(kept_);
    }

private:
    void read_old(Compare compare) {
        for (std::uint32_t paragraph = 0; paragraph < paragraphs_.size(); ++paragraph) {
            if (paragraph > 0) old_.push_back({'\n', '\n', kNone, Plain});
            starts_.push_back(static_cast<std::uint32_t>(old_.size()));
            for (const auto& node : paragraphs_[paragraph].children("Text")) {
                const auto style = fdx_style(node.attribute("Style").as_string());
                const auto text = fdx_run_text(node);
                const auto run = static_cast<std::uint32_t>(runs_.size());
                if (first_runs_.size() == paragraph) first_runs_.push_back(run);
                runs_.push_back({node, paragraph, style, text.empty(),
                                 !node.attribute("TagNumber").empty(), false});
                append_letters(old_, text, {0, 0, run, style}, compare);
            }
            if (first_runs_.size() == paragraph) first_runs_.push_back(kNone);
        }
    }

    void read_new(const StyledText& text, Compare compare) {
        if (text.runs.empty()) return append_letters(new_, xml_text(text.text), {}, compare);
        for (const auto& run : text.runs) {
            const auto part = std::string_view(text.text).substr(run.from, run.to - run.from);
            append_letters(new_, xml_text(part), {0, 0, kNone, run.style}, compare);
        }
    }

    [[nodiscard]] bool same(std::size_t before, std::size_t after) const {
        return old_[before].compared == new_[after].compared;
    }

    // From both ends letter by letter, between them word by word.
    void compare() { match_ends(0, old_.size(), 0, new_.size()); }

    void match_ends(std::size_t from, std::size_t to, std::size_t other, std::size_t other_to) {
        const auto words = [](const Letter& letter) { return is_word(letter.code); };
        while (from < to && other < other_to && same(from, other)) {
            source_[other++] = static_cast<std::uint32_t>(from++);
        }
        while (from < to && other < other_to && same(to - 1, other_to - 1)) {
            source_[--other_to] = static_cast<std::uint32_t>(--to);
        }
        if (from == to || other == other_to) return;
        const auto before = tokens_of(old_, from, to);
        const auto after = tokens_of(new_, other, other_to);
        const auto match = align(before.hashes, after.hashes);
        for (std::size_t token = 0; token < match.size(); ++token) {
            if (match[token] == kUnmatched) continue;
            const auto length = before.starts[token + 1] - before.starts[token];
            const auto begin = after.starts[match[token]];
            if (after.starts[match[token] + 1] - begin != length) continue;
            // Blanks that only happen to be there keep nothing together.
            if (length == 1 && !words(old_[before.starts[token]]) && !beside(match, token))
                continue;
            for (std::uint32_t at = 0; at < length; ++at) {
                source_[begin + at] = before.starts[token] + at;
            }
        }
    }

    static bool beside(const std::vector<std::uint32_t>& match, std::size_t token) {
        const bool above =
            token > 0 && match[token - 1] != kUnmatched && match[token - 1] + 1 == match[token];
        const bool below = token + 1 < match.size() && match[token + 1] != kUnmatched &&
                           match[token] + 1 == match[token + 1];
        return above || below;
    }

    // Which run the letter joins: its own, or where it is new that of its neighbours.
    struct Home {
        std::uint32_t run = kNone;
        bool untagged = false;  // Beside the run, not in it: its tag does not reach so far.
    };

    // The run before, but for the one behind where only that has the style.
    [[nodiscard]] std::uint32_t better_home(std::uint32_t before, std::uint32_t behind,
                                            std::uint8_t style) const {
        if (before == kNone || behind == kNone) return before == kNone ? behind : before;
        const bool fits = runs_[before].style == style || runs_[behind].style != style;
        return fits ? before : behind;
    }

    [[nodiscard]] std::vector<Home> find_homes() const {
        std::vector<Home> homes(new_.size());
        std::uint32_t previous = kNone;
        for (std::size_t at = 0; at < new_.size(); ++at) {
            const auto from = source_[at];
            const bool is_break = from != kNone && old_[from].run == kNone;
            if (from != kNone && !is_break) previous = old_[from].run;
            if (is_break) previous = kNone;
            homes[at] = {previous, false};
        }
        std::uint32_t next = kNone;
        for (auto at = new_.size(); at-- > 0;) {
            const auto from = source_[at];
            if (from != kNone) {
                next = old_[from].run;
                continue;
            }
            auto& home = homes[at];
            const bool inside = home.run == next;
            home.run = better_home(home.run, next, new_[at].style);
            home.untagged = !inside && home.run != kNone && runs_[home.run].tagged;
        }
        return homes;
    }

    void write() {
        const auto homes = find_homes();
        std::uint32_t paragraph = 0;  // Whose text is written.
        std::uint32_t units = 0;
        begin_paragraph(0);
        Piece piece;
        for (std::size_t at = 0; at < new_.size(); ++at) {
            const auto from = source_[at];
            if (from != kNone && old_[from].run == kNone) {
                write_piece(piece);
                piece = {};
                paragraph = paragraph_of(from) + 1;
                begin_paragraph(paragraph);
                units = 0;
                continue;
            }
            const auto letter = from == kNone ? new_[at] : old_[from];
            const auto style = from != kNone && letter.code <= ' ' ? letter.style : new_[at].style;
            if (homes[at].run != piece.run || style != piece.style ||
                homes[at].untagged != piece.untagged) {
                write_piece(piece);
                piece = {{}, homes[at].run, style, homes[at].untagged};
            }
            append_code_point(piece.text, letter.code);
            if (from != kNone) keep(from, paragraph, units);
            units += units_of(letter.code);
        }
        write_piece(piece);
    }

    [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t letter) const {
        const auto next = std::upper_bound(starts_.begin(), starts_.end(), letter);
        return static_cast<std::uint32_t>(next - starts_.begin() - 1);
    }

    void keep(std::uint32_t from, std::uint32_t paragraph, std::uint32_t units) {
        const auto before = runs_[old_[from].run].paragraph;
        if (counted_ != before) {
            counted_ = before;
            counted_at_ = starts_[before];
            counted_units_ = 0;
        }
        for (; counted_at_ < from; ++counted_at_)
            counted_units_ += units_of(old_[counted_at_].code);
        const auto length = units_of(old_[from].code);
        if (!kept_.empty() && kept_.back().before == paragraphs_[before] &&
            kept_.back().after == paragraphs_[paragraph] &&
            kept_.back().from + kept_.back().length == counted_units_ &&
            kept_.back().to + kept_.back().length == units) {
            kept_.back().length += length;
        } else {
            kept_.push_back(
                {paragraphs_[before], counted_units_, paragraphs_[paragraph], units, length});
        }
    }

    struct Piece {
        std::string text;
        std::uint32_t run = kNone;
        std::uint8_t style = Plain;
        bool untagged = false;
    };

    void begin_paragraph(std::uint32_t index) {
        kept_paragraphs_.push_back(paragraphs_[index]);
        current_ = index;
        last_ = {};
    }

    // The run itself where its first words are written, copies of it for further ones.
    void write_piece(const Piece& piece) {
        if (piece.text.empty()) return;
        auto paragraph = kept_paragraphs_.back();
        pugi::xml_node node;
        if (piece.run != kNone) {
            auto& run = runs_[piece.run];
            const bool own = !run.used && run.node.parent() == paragraph && !piece.untagged;
            node = own ? run.node : copy_of(run, paragraph);
            run.used = run.used || own;
            if (piece.untagged) node.remove_attribute("TagNumber");
        } else {
            node = new_run(paragraph);
        }
        while (node.first_child()) node.remove_child(node.first_child());
        node.append_child(pugi::node_pcdata).set_value(piece.text.c_str());
        set_style(node, piece.style);
        last_ = node;
    }

    pugi::xml_node copy_of(const OldRun& run, pugi::xml_node paragraph) {
        if (last_) return paragraph.insert_copy_after(run.node, last_);
        const auto first = paragraph.child("Text");
        return first ? paragraph.insert_copy_before(run.node, first)
                     : paragraph.append_copy(run.node);
    }

    // Written like the paragraph's first run where all of its words are new.
    pugi::xml_node new_run(pugi::xml_node paragraph) {
        const auto first = first_runs_[current_];
        if (first != kNone) {
            auto& run = runs_[first];
            if (run.used) return copy_of(run, paragraph);
            run.used = true;
            run.node.remove_attribute("TagNumber");
            return run.node;
        }
        return last_ ? paragraph.insert_child_after("Text", last_) : paragraph.append_child("Text");
    }

    static void set_style(pugi::xml_node node, std::uint8_t style) {
        const std::string_view names = node.attribute("Style").as_string();
        if (fdx_style(names) == style) return;
        auto kept = style_names(style);
        for (const auto name : split(names, '+')) {
            if (!name.empty() && fdx_style(name) == Plain) kept.emplace_back(name);
        }
        if (kept.empty() && !node.attribute("Style")) return;
        set_attribute(node, "Style", join(kept, "+"));
    }

    // Runs whose words are gone; an empty one without attributes would be read as a line break.
    void remove_leftovers() {
        for (auto& run : runs_) {
            if (run.used || (run.empty && run.node.first_attribute())) continue;
            remove_node(run.node);
        }
        auto kept = kept_paragraphs_.begin();
        for (const auto& paragraph : paragraphs_) {
            if (kept != kept_paragraphs_.end() && *kept == paragraph) {
                ++kept;
            } else {
                remove_node(paragraph);
            }
        }
        paragraphs_ = std::move(kept_paragraphs_);
    }

    std::vector<pugi::xml_node>& paragraphs_;
    std::vector<Letter> old_;
    std::vector<Letter> new_;
    std::vector<std::uint32_t> starts_;  // First letter of each old paragraph.
    std::vector<OldRun> runs_;
    std::vector<std::uint32_t> first_runs_;  // Of each old paragraph.
    std::vector<std::uint32_t> source_;      // Of each new letter the old one.
    std::vector<KeptStretch> kept_;
    std::vector<pugi::xml_node> kept_paragraphs_;
    std::uint32_t current_ = 0;  // Paragraph at hand.
    pugi::xml_node last_;        // Text written last in the paragraph at hand.
    std::uint32_t counted_ = kNone;
    std::uint32_t counted_at_ = 0;
    std::uint32_t counted_units_ = 0;
};

}  // namespace

std::vector<KeptStretch> rewrite_fdx_text(std::vector<pugi::xml_node>& paragraphs,
                                          const StyledText& text, Compare compare) {
    return Rewriter(paragraphs, text, compare).rewrite();
}

void write_fdx_text(pugi::xml_node paragraph, const StyledText& text) {
    if (paragraph.child("Text")) {
        std::vector<pugi::xml_node> one{paragraph};
        rewrite_fdx_text(one, text, Compare::Exactly);
        return;
    }
    const auto add = [&](std::string_view words, std::uint8_t style) {
        const auto written = xml_text(words);
        if (written.empty()) return;
        auto run = paragraph.append_child("Text");
        run.append_child(pugi::node_pcdata).set_value(written.c_str());
        const auto names = style_names(style);
        if (!names.empty()) set_attribute(run, "Style", join(names, "+"));
    };
    if (text.runs.empty()) return add(text.text, Plain);
    for (const auto& run : text.runs) {
        add(std::string_view(text.text).substr(run.from, run.to - run.from), run.style);
    }
}

}  // namespace fabula::screenplay
