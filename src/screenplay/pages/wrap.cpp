#include "screenplay/pages/wrap.hpp"

#include <algorithm>
#include <array>

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

// One line of the text that is to be wrapped: [begin, end) without line breaks.
class LineWrapper {
public:
    LineWrapper(std::string_view text, const WrapOptions& options, std::vector<LineSpan>& lines)
        : text_(text),
          options_(options),
          lines_(lines),
          limit_(lines.size() + options.line_limit) {}

    // False where the limit is reached before the end.
    bool wrap(std::size_t begin, std::size_t end, bool opens_paragraph);

private:
    struct Chunk {
        std::size_t to = 0;
        std::uint32_t cells = 0;
    };

    [[nodiscard]] bool full() const { return options_.line_limit != 0 && lines_.size() >= limit_; }
    std::size_t wrap_one(std::size_t begin, std::size_t end, std::uint32_t width);
    [[nodiscard]] Chunk next_chunk(std::size_t from, std::size_t begin, std::size_t end) const;
    bool add_beyond(Chunk& chunk, std::size_t from, std::size_t end) const;
    [[nodiscard]] bool parts_behind_hyphen(std::size_t at, std::size_t begin,
                                           std::size_t end) const;
    std::size_t cut(std::size_t line, std::size_t from, std::size_t end, std::uint32_t room);
    void emit(std::size_t from, std::size_t to, std::uint32_t cells) {
        lines_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), cells});
    }

    std::string_view text_;
    const WrapOptions& options_;
    std::vector<LineSpan>& lines_;
    std::size_t limit_;
};

bool LineWrapper::wrap(std::size_t begin, std::size_t end, bool opens_paragraph) {
    std::uint32_t width = opens_paragraph ? options_.columns.first : options_.columns.rest;
    do {
        if (full()) return false;
        begin = wrap_one(begin, end, width);
        width = options_.columns.rest;
    } while (begin < end);
    return true;
}

// Emits one line and returns where the next begins.
std::size_t LineWrapper::wrap_one(std::size_t begin, std::size_t end, std::uint32_t width) {
    std::size_t at = begin;
    std::size_t shown_to = begin;
    std::uint32_t cells = 0;
    std::uint32_t shown_cells = 0;
    for (;;) {
        while (at < end && is_blank(text_[at])) {
            ++at;
            ++cells;
        }
        if (at == end) break;
        const Chunk chunk = next_chunk(at, begin, end);
        const std::uint32_t hanging = text_[chunk.to - 1] == '-' ? 1 : 0;
        if (cells + chunk.cells - hanging > width) {
            if (shown_to > begin) break;
            return cut(begin, at, end, width > cells ? width - cells : 0);
        }
        at = shown_to = chunk.to;
        cells = shown_cells = cells + chunk.cells;
    }
    emit(begin, shown_to, shown_cells);
    return at;
}

// As much as surely stays together: up to a blank, a hyphen that may end a line, or a wide
// character.
LineWrapper::Chunk LineWrapper::next_chunk(std::size_t from, std::size_t begin,
                                           std::size_t end) const {
    const char* const text = text_.data();
    Chunk chunk{.to = from};
    for (;;) {
        const std::size_t word = chunk.to;
        while (chunk.to < end && kind_of(text[chunk.to]) == CharKind::Word) ++chunk.to;
        chunk.cells += static_cast<std::uint32_t>(chunk.to - word);
        if (chunk.to == end) return chunk;
        switch (kind_of(text[chunk.to])) {
            case CharKind::Hyphen:
                ++chunk.to;
                ++chunk.cells;
                if (parts_behind_hyphen(chunk.to, begin, end)) return chunk;
                break;
            case CharKind::Beyond:
                if (add_beyond(chunk, from, end)) return chunk;
                break;
            default: return chunk;
        }
    }
}

// Adds characters beyond ASCII. True where the chunk ends behind them.
bool LineWrapper::add_beyond(Chunk& chunk, std::size_t from, std::size_t end) const {
    char32_t before = chunk.to > from ? static_cast<unsigned char>(text_[chunk.to - 1]) : U' ';
    bool parts = false;  // Behind `before` a line may end.
    while (chunk.to < end && !is_blank(text_[chunk.to])) {
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
bool LineWrapper::parts_behind_hyphen(std::size_t at, std::size_t begin, std::size_t end) const {
    if (at == end || is_blank(text_[at])) return false;
    std::size_t run = at;
    while (run > begin && text_[run - 1] == '-') --run;
    std::size_t next = at;
    while (next < end && text_[next] == '-') ++next;
    const bool ends_word = next == end || is_blank(text_[next]);
    if (run == begin || is_blank(text_[run - 1])) return ends_word;
    return ends_word || !is_closing(next_code_point(text_, next));
}

// Cuts a word that no line can hold; `room` cells are left for it.
std::size_t LineWrapper::cut(std::size_t line, std::size_t from, std::size_t end,
                             std::uint32_t room) {
    std::size_t at = from;
    std::uint32_t used = 0;
    while (at < end) {
        std::size_t next = at;
        const auto cells = static_cast<std::uint32_t>(cells_of(next_code_point(text_, next)));
        if (used + cells > room && at > from) break;
        used += cells;
        at = next;
    }
    const std::string_view lead = text_.substr(line, from - line);
    emit(line, at, static_cast<std::uint32_t>(lead.size()) + used);
    return at;
}

}  // namespace

bool wrap_text(std::string_view text, std::uint32_t from, const WrapOptions& options,
               std::vector<LineSpan>& lines) {
    LineWrapper wrapper(text, options, lines);
    if (options.join_lines) return wrapper.wrap(from, text.size(), from == 0);
    for (std::size_t begin = from;;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (!wrapper.wrap(begin, end, begin == 0)) return false;
        if (end == text.size()) return true;
        begin = end + 1;
    }
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

}  // namespace fabula::screenplay
