#include "screenplay/intake/quotes.hpp"

#include <array>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

struct Style {
    char32_t open;
    char32_t close;
    char32_t other_close;  // 0: none.
    bool apostrophe;       // The closing mark is also an apostrophe.
};

constexpr std::array kStyles = {
    Style{0x201E, 0x201C, 0x201D, false},  // „ “
    Style{0x201C, 0x201D, 0, false},       // “ ”
    Style{'"', '"', 0, false},
    Style{0xBB, 0xAB, 0, false},          // » «
    Style{0xAB, 0xBB, 0, false},          // « »
    Style{0x203A, 0x2039, 0, false},      // › ‹
    Style{0x201A, 0x2018, 0x2019, true},  // ‚ ‘
    Style{0x2018, 0x2019, 0, true},       // ‘ ’
    Style{'\'', '\'', 0, true},
};

bool is_blank(char32_t c) noexcept {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0;
}

bool is_dash(char32_t c) noexcept {
    return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

bool ends_phrase(char32_t c) noexcept {
    return c == ',' || c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == ')' ||
           c == 0x2026 || is_dash(c) || c == '*' || c == '"' || c == 0x201D;
}

// What stands behind a quote and hardly behind an apostrophe.
bool is_stop(char32_t c) noexcept {
    return c == ',' || c == '.' || c == '!' || c == '?' || c == ';' || c == ':';
}

class QuoteFinder {
public:
    explicit QuoteFinder(std::string_view text) : text_(text) {}

    std::vector<Quoted> find() {
        std::vector<Quoted> out;
        for (std::size_t at = 0; at < text_.size();) {
            const auto from = at;
            const auto c = next_code_point(text_, at);
            const auto* style = opens(c, at);
            if (style != nullptr) {
                const auto quoted = close(*style, from, at);
                if (quoted.to > 0) {
                    out.push_back(quoted);
                    at = quoted.to;
                }
            }
            before_ = from < at ? last_of(at) : c;
        }
        return out;
    }

private:
    [[nodiscard]] char32_t peek(std::size_t at) const {
        return at < text_.size() ? next_code_point(text_, at) : U' ';
    }

    // The character that ends at byte `at`.
    [[nodiscard]] char32_t last_of(std::size_t at) const {
        auto from = at - 1;
        while (from > 0 && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80) --from;
        return next_code_point(text_, from);
    }

    // A mark opens before a word, at the start or behind a blank, dash or bracket.
    [[nodiscard]] const Style* opens(char32_t c, std::size_t behind) const {
        const bool room = is_blank(before_) || is_dash(before_) || before_ == '(' ||
                          before_ == '[' || before_ == '*' || before_ == ':' || before_ == 0x201C;
        if (!room || is_blank(peek(behind))) return nullptr;
        for (const auto& style : kStyles) {
            if (style.open == c) return &style;
        }
        return nullptr;
    }

    Quoted close(const Style& style, std::size_t from, std::size_t inner_from) {
        const auto index = static_cast<std::size_t>(&style - kStyles.data());
        if (from >= unclosed_from_[index]) return {};
        auto before = U' ';
        Quoted weak;  // Closes behind a letter, where it could be an apostrophe.
        for (auto at = inner_from; at < text_.size();) {
            const auto start = at;
            const auto c = next_code_point(text_, at);
            const bool closes =
                c == style.close || (style.other_close != 0 && c == style.other_close);
            if (closes && start > inner_from && !is_letter(peek(at)) && !is_digit(peek(at))) {
                const Quoted found{from, inner_from, start, at};
                if (!style.apostrophe || ends_phrase(before) || is_stop(peek(at))) return found;
                if (weak.to == 0 && !is_blank(before)) weak = found;
            }
            before = c;
        }
        if (weak.to > 0) return weak;
        if (from == 0) return {from, inner_from, text_.size(), text_.size()};
        unclosed_from_[index] = from;
        return {};
    }

    std::string_view text_;
    char32_t before_ = U' ';
    // Where no quote of a style closes any more.
    std::array<std::size_t, kStyles.size()> unclosed_from_ = [] {
        std::array<std::size_t, kStyles.size()> none{};
        none.fill(kNone);
        return none;
    }();
};

}  // namespace

std::vector<Quoted> find_quoted(std::string_view paragraph) {
    return QuoteFinder(paragraph).find();
}

}  // namespace fabula::screenplay
