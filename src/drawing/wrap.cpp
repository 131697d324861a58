// Breaking text into lines.
#include <algorithm>

#include "base/text.hpp"
#include "drawing/shape.hpp"

namespace fabula::drawing {

namespace {

bool is_blank(char32_t code) {
    return code == ' ' || code == '\t' || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200B && code != 0x2007) || code == 0x205F || code == 0x3000;
}

bool is_dash(char32_t code) {
    return code == '-' || code == 0x2010 || code == 0x2013 || code == 0x2014;
}

bool is_ideograph(char32_t code) {
    return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7AF) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFF00 && code <= 0xFF60) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

// What must not begin a line, or end one.
bool is_closing(char32_t code) {
    static constexpr std::u32string_view kClosing =
        U"!),.:;?]}»’”…、。〉》」』】〕！），．：；？］｝";
    return kClosing.find(code) != std::u32string_view::npos;
}
bool is_opening(char32_t code) {
    static constexpr std::u32string_view kOpening = U"([{«‘“„‚〈《「『【〔（［｛";
    return kOpening.find(code) != std::u32string_view::npos;
}

bool may_break_between(char32_t before_last, char32_t last, char32_t next) {
    if (is_closing(next) || is_opening(last)) return false;
    if (is_ideograph(last) || is_ideograph(next)) return true;
    // "-5" and "--" stay whole; "well-known" and "wait--what" may part after the dash.
    return is_dash(last) && !is_dash(next) && !is_blank(next) && before_last != 0 &&
           !is_blank(before_last);
}

// Bytes from..to stay on one line; blanks from to..next vanish at its end.
struct Piece {
    std::size_t from = 0, to = 0, next = 0;
};

std::vector<Piece> to_pieces(std::string_view text) {
    std::vector<Piece> pieces;
    Piece piece;
    char32_t before_last = 0, last = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t code = next_code_point(text, at);
        const bool blank = is_blank(code);
        const bool after_blank = here > 0 && is_blank(last);
        if (!blank && here > 0 && (after_blank || may_break_between(before_last, last, code))) {
            piece.next = here;
            pieces.push_back(piece);
            piece = {here, here, here};
        }
        if (!blank) piece.to = at;
        before_last = last;
        last = code;
    }
    piece.next = text.size();
    pieces.push_back(piece);
    return pieces;
}

// What stretches of a shaped paragraph measure when they stand alone.
class Advances {
public:
    Advances(std::string_view text, Face face, double size)
        : sums_(text.size() + 1), kerns_(text.size() + 1), starts_(text.size() + 1) {
        for (const GlyphRun& run : shape_text(text, face, size).runs) {
            for (const Glyph& glyph : run.glyphs) {
                sums_[glyph.cluster + 1] += glyph.advance;
                starts_[glyph.cluster] = true;
                const double alone = glyph_advance(run.font, glyph.id) * size;
                if (glyph.advance > 0) kerns_[glyph.cluster] = std::max(0.0, alone - glyph.advance);
            }
        }
        starts_[text.size()] = true;
        for (std::size_t i = 1; i <= text.size(); ++i) {
            sums_[i] += sums_[i - 1];
            if (i > 1 && !starts_[i - 1]) kerns_[i - 1] = kerns_[i - 2];
        }
    }

    // Width of bytes from..to. The last letter is no longer drawn towards the one behind it.
    [[nodiscard]] double width(std::size_t from, std::size_t to) const {
        return to <= from ? 0 : sums_[to] - sums_[from] + kerns_[to - 1];
    }
    // A word may be cut only where a cluster of letters begins.
    [[nodiscard]] std::size_t next_start(std::size_t at) const {
        do ++at;
        while (!starts_[at]);
        return at;
    }

private:
    std::vector<double> sums_;   // Of all that begins before each byte.
    std::vector<double> kerns_;  // By how much the cluster at each byte is drawn to the next.
    std::vector<bool> starts_;
};

class LineBreaker {
public:
    LineBreaker(std::string_view text, Face face, double size, double width,
                std::vector<std::string>& lines)
        : text_(text), advances_(text, face, size), width_(width), lines_(lines) {}

    void run() {
        for (const Piece& piece : to_pieces(text_)) {
            if (open_ && !fits(from_, piece.to)) close();
            if (!open_) from_ = piece.from;
            while (!fits(from_, piece.to)) cut(piece.to);
            to_ = piece.to;
            open_ = true;
        }
        close();
    }

private:
    [[nodiscard]] bool fits(std::size_t from, std::size_t to) const {
        return to <= from || advances_.width(from, to) <= width_ ||
               advances_.next_start(from) >= to;
    }
    void close() {
        lines_.emplace_back(text_.substr(from_, to_ > from_ ? to_ - from_ : 0));
        open_ = false;
    }
    // Ends a line inside a word, after as many clusters as fit but at least one.
    void cut(std::size_t end) {
        std::size_t at = advances_.next_start(from_);
        while (at < end && advances_.width(from_, advances_.next_start(at)) <= width_) {
            at = advances_.next_start(at);
        }
        to_ = at;
        close();
        from_ = at;
    }

    std::string_view text_;
    Advances advances_;
    double width_;
    std::vector<std::string>& lines_;
    std::size_t from_ = 0, to_ = 0;
    bool open_ = false;
};

}  // namespace

std::vector<std::string> wrap_text(std::string_view text, Face face, double size, double width) {
    std::vector<std::string> lines;
    for (const std::string_view paragraph : split(text, '\n')) {
        LineBreaker(paragraph, face, size, width, lines).run();
    }
    return lines;
}

}  // namespace fabula::drawing
