#include "screenplay/pages/wrap.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::screenplay {

namespace {

constexpr char32_t kEmDash = 0x2014;

enum class CharKind : std::uint8_t { Word, Blank, Hyphen, Beyond };  // Beyond ASCII.

constexpr std::array<CharKind, 256> kCharKinds = [] {
    std::array<CharKind, 256> kinds{};
    for (std::size_t c = 0x80; c < 256; ++c) kinds[c] = CharKind::Beyond;
    for (const char c : {' ', '\t', '\n', '\r'}) {
        kinds[static_cast<std::size_t>(c)] = CharKind::Blank;
    }
    kinds['-'] = CharKind::Hyphen;
    return kinds;
}();

CharKind kind_of(char c) noexcept {
    return kCharKinds[static_cast<unsigned char>(c)];
}

bool is_blank(char c) noexcept {
    return kind_of(c) == CharKind::Blank;
}

bool is_ascii(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x80;
}

// What closes a quotation or a clause sticks to the word before it.
bool is_closing(char32_t c) noexcept {
    switch (c) {
        case '"':
        case '\'':
        case ')':
        case ']':
        case '}':
        case '.':
        case ',':
        case ':':
        case ';':
        case '!':
        case '?':
        case 0x2019:  // ’
        case 0x201D:  // ”
        case 0x00BB:  // »
        case 0x203A:  // ›
        case 0x2026:  // …
            return true;
        default: return false;
    }
}

class LineWrapper {
public:
    LineWrapper(std::string_view text, const WrapOptions& options, std::vector<LineSpan>& lines)
        : text_(text), options_(options), lines_(lines) {}

    bool wrap(std::size_t from);

private:
    struct Line {
        std::size_t next = 0;  // Where the next line begins.
        bool last = false;
    };
    struct Chunk {
        std::size_t to = 0;
        std::uint32_t cells = 0;
    };

    Line wrap_one(std::size_t begin, std::uint32_t width);
    [[nodiscard]] Chunk next_chunk(std::size_t from, std::uint32_t cells_max) const;
    bool add_beyond(Chunk& chunk, std::size_t from, std::uint32_t cells_max) const;
    [[nodiscard]] bool parts_behind_hyphen(std::size_t at) const;
    Line cut(std::size_t line, std::size_t from, std::uint32_t room);

    [[nodiscard]] bool is_space(std::size_t at) const {
        return is_blank(text_[at]) && (options_.join_lines || text_[at] != '\n');
    }
    void emit(std::size_t from, std::size_t to, std::uint32_t cells) {
        lines_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), cells});
    }

    std::string_view text_;
    const WrapOptions& options_;
    std::vector<LineSpan>& lines_;
};

bool LineWrapper::wrap(std::size_t from) {
    const std::size_t limit =
        options_.line_limit == 0 ? SIZE_MAX : lines_.size() + options_.line_limit;
    Line line{.next = from};
    for (std::uint32_t width = from == 0 ? options_.columns.first : options_.columns.rest;
         !line.last; width = options_.columns.rest) {
        if (lines_.size() == limit) return false;
        line = wrap_one(line.next, width);
    }
    return true;
}

LineWrapper::Line LineWrapper::wrap_one(std::size_t begin, std::uint32_t width) {
    std::size_t at = begin;
    std::size_t shown_to = begin;
    std::uint32_t cells = 0;
    std::uint32_t shown_cells = 0;
    for (;;) {
        while (at < text_.size() && is_space(at)) {
            ++at;
            ++cells;
        }
        if (at == text_.size() || text_[at] == '\n') {
            emit(begin, shown_to, shown_cells);
            return {.next = at + 1, .last = at == text_.size()};
        }
        const Chunk chunk = next_chunk(at, width + 1);
        const std::uint32_t hanging = text_[chunk.to - 1] == '-' ? 1 : 0;
        if (cells + chunk.cells > width + hanging) {
            if (shown_to == begin) return cut(begin, at, width > cells ? width - cells : 0);
            emit(begin, shown_to, shown_cells);
            return {.next = at};
        }
        at = shown_to = chunk.to;
        cells = shown_cells = cells + chunk.cells;
    }
}

// As much as surely stays together: up to a blank, a hyphen that may end a line, or a wide
// character. What is longer than `cells_max` ends behind that, as no line holds it.
LineWrapper::Chunk LineWrapper::next_chunk(std::size_t from, std::uint32_t cells_max) const {
    const char* const text = text_.data();
    Chunk chunk{.to = from};
    while (chunk.to < text_.size() && chunk.cells <= cells_max) {
        const std::size_t word = chunk.to;
        const std::size_t end = std::min(text_.size(), word + cells_max + 1);
        while (chunk.to < end && kind_of(text[chunk.to]) == CharKind::Word) ++chunk.to;
        chunk.cells += static_cast<std::uint32_t>(chunk.to - word);
        if (chunk.to == end) continue;
        switch (kind_of(text[chunk.to])) {
            case CharKind::Hyphen:
                ++chunk.to;
                ++chunk.cells;
                if (parts_behind_hyphen(chunk.to)) return chunk;
                break;
            case CharKind::Beyond:
                if (add_beyond(chunk, from, cells_max)) return chunk;
                break;
            default: return chunk;
        }
    }
    return chunk;
}

// Adds characters beyond ASCII. True where the chunk ends behind them.
bool LineWrapper::add_beyond(Chunk& chunk, std::size_t from, std::uint32_t cells_max) const {
    char32_t before = chunk.to > from ? static_cast<unsigned char>(text_[chunk.to - 1]) : U' ';
    bool parts = false;  // Behind `before` a line may end.
    while (chunk.to < text_.size() && !is_blank(text_[chunk.to]) && chunk.cells <= cells_max) {
        if (is_ascii(text_[chunk.to]) && !parts) return false;
        std::size_t next = chunk.to;
        const char32_t code_point = next_code_point(text_, next);
        const int cells = cells_of(code_point);
        const bool may_part = parts || (cells == 2 && may_end_line(before));
        if (chunk.to > from && may_part && cells > 0 && may_start_line(code_point) &&
            !is_closing(code_point)) {
            return true;
        }
        chunk.to = next;
        chunk.cells += static_cast<std::uint32_t>(cells);
        if (cells == 0) continue;
        before = code_point;
        parts = (cells == 2 && may_end_line(code_point)) || code_point == kEmDash;
    }
    return false;
}

// `at` is behind a hyphen. "-5" and "--and" stay whole at the start of a word, "--" alone does not.
// A row of hyphens longer than any dash parts anywhere.
bool LineWrapper::parts_behind_hyphen(std::size_t at) const {
    constexpr std::size_t longest = 4;
    if (at == text_.size() || is_blank(text_[at])) return false;
    std::size_t run = at;
    while (run > 0 && text_[run - 1] == '-' && at - run <= longest) --run;
    std::size_t next = at;
    while (next < text_.size() && text_[next] == '-' && next - run <= longest) ++next;
    if (next - run > longest) return true;
    const bool ends_word = next == text_.size() || is_blank(text_[next]);
    if (run == 0 || is_blank(text_[run - 1])) return ends_word;
    return ends_word || !is_closing(next_code_point(text_, next));
}

// Cuts a word that no line can hold; `room` cells are left for it.
LineWrapper::Line LineWrapper::cut(std::size_t line, std::size_t from, std::uint32_t room) {
    std::size_t at = from;
    std::uint32_t used = 0;
    while (at < text_.size()) {
        std::size_t next = at;
        const auto cells = static_cast<std::uint32_t>(cells_of(next_code_point(text_, next)));
        if (used + cells > room && at > from) break;
        used += cells;
        at = next;
    }
    emit(line, at, static_cast<std::uint32_t>(from - line) + used);
    return {.next = at, .last = at == text_.size()};
}

}  // namespace

bool wrap_text(std::string_view text, std::uint32_t from, const WrapOptions& options,
               std::vector<LineSpan>& lines) {
    return LineWrapper(text, options, lines).wrap(from);
}

namespace {

// Ends a sentence; `alone` where no blank need follow, as in Chinese and Japanese.
bool ends_sentence(char32_t c, bool& alone) noexcept {
    alone = c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;  // 。！？｡
    return alone || c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x06D4 ||
           c == 0x0964 || c == 0x0965;  // … ؟ ۔ । ॥
}

bool closes_sentence(char32_t c) noexcept {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x2019 ||
           c == 0x201D || c == 0x00BB || c == 0x203A || c == 0x300D || c == 0x300F || c == 0xFF09;
}

}  // namespace

std::size_t next_sentence(std::string_view text, std::size_t from) noexcept {
    for (std::size_t at = from; at < text.size();) {
        const char c = text[at];
        if (is_ascii(c) && c != '.' && c != '!' && c != '?') {
            ++at;
            continue;
        }
        bool alone = false;
        if (!ends_sentence(next_code_point(text, at), alone)) continue;
        std::size_t behind = at;
        for (std::size_t next = at; next < text.size(); behind = next) {
            if (!closes_sentence(next_code_point(text, next))) break;
        }
        std::size_t begin = behind;
        while (begin < text.size() && is_blank(text[begin])) ++begin;
        if (begin > behind || (alone && begin < text.size())) return begin;
    }
    return text.size();
}

bool ends_with_sentence(std::string_view text) noexcept {
    text = trim(text);
    char32_t last = 0;
    for (std::size_t at = text.size(); at > 0;) {
        std::size_t begin = at - 1;
        while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
        std::size_t next = begin;
        last = next_code_point(text, next);
        if (!closes_sentence(last)) break;
        at = begin;
    }
    bool alone = false;
    return ends_sentence(last, alone);
}

}  // namespace fabula::screenplay
