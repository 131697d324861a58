#include "breakdown/stretches.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "breakdown/analysis.hpp"
#include "breakdown/sentences.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::breakdown {

using screenplay::Document;
using screenplay::Element;
using screenplay::ElementType;

namespace {

// How good it is to cut before a piece.
enum class Border { Word, Sentence, Paragraph, Heading };

// What is never cut apart.
struct Piece {
    std::size_t from = 0;  // Byte of the stored text; a heading above it is part of it.
    std::string_view text;
    std::int64_t words = 0;
    Border before = Border::Paragraph;
    std::string_view heading{};
};

bool is_heading(const Element& element) {
    return element.type == ElementType::SceneHeading || element.type == ElementType::Section;
}

bool is_break(const Element& element) {
    return element.type == ElementType::Centered && screenplay::is_break_line(element.text);
}

bool is_shown(const Element& element) {
    return is_told(element.type) && !is_break(element) && !trim(element.text).empty();
}

// Bytes of UTF-16 offsets that only grow, in one walk.
class Offsets {
public:
    explicit Offsets(std::string_view text) : text_(text) {}
    std::size_t byte_of(std::uint32_t units) {
        while (units_ < units && at_ < text_.size()) {
            units_ += next_code_point(text_, at_) > 0xFFFF ? 2 : 1;
        }
        return at_;
    }
    std::uint32_t units_of(std::size_t byte) {
        while (at_ < byte && at_ < text_.size()) {
            units_ += next_code_point(text_, at_) > 0xFFFF ? 2 : 1;
        }
        return units_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t units_ = 0;
};

enum class Grain { Sentences, Words };

class Pieces {
public:
    Pieces(const Document& document, std::string_view text, Grain grain)
        : text_(text), grain_(grain), offsets_(text) {
        for (std::size_t i = 0; i < document.elements.size(); ++i) take(document.elements[i]);
    }
    std::vector<Piece> list;

private:
    void take(const Element& element) {
        const auto from = offsets_.byte_of(element.range.from);
        if (is_heading(element) || is_break(element)) {
            open(from);
            border_ = Border::Heading;
            if (!is_break(element)) heading_ = element.text;
            return;
        }
        if (element.type == ElementType::Character) {
            open(from);
            border_ = std::max(border_, Border::Paragraph);
            return;
        }
        if (!is_shown(element)) return;
        open(from);
        const auto raw = text_.substr(from, offsets_.byte_of(element.range.to) - from);
        add_parts(element, raw);
    }

    // The next piece begins here, if not above already.
    void open(std::size_t from) {
        if (!opened_) start_ = from;
        opened_ = true;
    }

    // A paragraph in parts. Where none is cut off its text is what is printed, without marks.
    void add_parts(const Element& element, std::string_view raw) {
        const auto ends = ends_of(element, raw);
        std::size_t at = 0;
        for (const auto end : ends) {
            const auto part = trim(raw.substr(at, end - at));
            add(ends.size() == 1 ? trim(element.text) : part,
                static_cast<std::size_t>(raw.data() - text_.data()) + at);
            at = end;
        }
    }

    [[nodiscard]] std::vector<std::size_t> ends_of(const Element& element,
                                                   std::string_view raw) const {
        std::vector<std::size_t> ends;
        if (grain_ == Grain::Words) {
            ends = word_ends(raw);
        } else if (element.type == ElementType::Action) {
            ends = sentence_ends(raw);
        }
        if (ends.empty()) ends.push_back(raw.size());
        ends.back() = raw.size();
        return ends;
    }

    void add(std::string_view text, std::size_t from) {
        if (text.empty()) return;
        list.push_back({.from = opened_ ? start_ : from,
                        .text = text,
                        .words = screenplay::count_words(text),
                        .before = opened_ ? border_ : inner_border(),
                        .heading = heading_});
        opened_ = false;
        border_ = Border::Paragraph;
        heading_ = {};
    }
    [[nodiscard]] Border inner_border() const {
        if (grain_ == Grain::Sentences) return Border::Sentence;
        const auto before = list.empty() ? std::string_view() : list.back().text;
        return ends_sentence(before) ? Border::Sentence : Border::Word;
    }

    std::string_view text_;
    Grain grain_;
    Offsets offsets_;
    std::size_t start_ = 0;
    bool opened_ = false;
    Border border_ = Border::Paragraph;
    std::string_view heading_;
};

// Which pieces begin a stretch: those whose place is next to where an even cut would fall, a better
// border outweighing a worse place.
std::vector<std::size_t> choose_starts(const std::vector<Piece>& pieces, std::size_t count) {
    constexpr double kPerBorder = 0.15;  // Of a stretch's length.
    std::int64_t total = 0;
    std::vector<std::int64_t> before;  // Words before each piece.
    for (const auto& piece : pieces) {
        before.push_back(total);
        total += piece.words;
    }
    const auto length = static_cast<double>(total) / static_cast<double>(count);
    std::vector<std::size_t> starts{0};
    for (std::size_t k = 1; k < count; ++k) {
        const auto ideal = length * static_cast<double>(k);
        auto best = starts.back() + 1;
        double best_cost = 1e300;
        for (auto i = starts.back() + 1; i + (count - k) <= pieces.size(); ++i) {
            const auto distance = static_cast<double>(before[i]) - ideal;
            if (distance > 2 * length && i > best) break;
            const auto cost =
                std::abs(distance) / length - kPerBorder * static_cast<double>(pieces[i].before);
            if (cost < best_cost) {
                best = i;
                best_cost = cost;
            }
        }
        starts.push_back(best);
    }
    return starts;
}

// Sentences of one paragraph stand side by side.
std::string joined(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    std::string out;
    for (auto i = from; i < to; ++i) {
        const bool apart = pieces[i].before >= Border::Paragraph;
        if (i > from) out += apart ? "\n\n" : " ";
        out += pieces[i].text;
    }
    return out;
}

}  // namespace

std::int64_t count_told_words(const Document& document) {
    std::int64_t count = 0;
    for (const auto& element : document.elements) {
        if (is_shown(element)) count += screenplay::count_words(element.text);
    }
    return count;
}

std::vector<Stretch> cut_into(const Document& document, std::string_view text, std::size_t count) {
    auto pieces = Pieces(document, text, Grain::Sentences).list;
    if (pieces.size() < count) pieces = Pieces(document, text, Grain::Words).list;
    count = std::min(count, pieces.size());
    std::vector<Stretch> out;
    if (count == 0) return out;
    auto starts = choose_starts(pieces, count);
    starts.push_back(pieces.size());
    Offsets offsets(text);
    for (std::size_t k = 0; k < count; ++k) {
        Stretch stretch;
        const auto& first = pieces[starts[k]];
        stretch.heading = trim(first.heading);
        stretch.text = joined(pieces, starts[k], starts[k + 1]);
        for (auto i = starts[k]; i < starts[k + 1]; ++i) stretch.word_count += pieces[i].words;
        stretch.range.from = offsets.units_of(first.from);
        if (!out.empty()) out.back().range.to = stretch.range.from;
        out.push_back(std::move(stretch));
    }
    out.back().range.to = document.elements.back().range.to;
    return out;
}

}  // namespace fabula::breakdown
