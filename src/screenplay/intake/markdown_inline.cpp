#include "screenplay/intake/markdown_inline.hpp"

#include "base/text.hpp"
#include "screenplay/intake/entities.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

// Marks further apart than this are not looked for, so that hostile text stays cheap.
constexpr std::size_t kReach = 1000;

bool is_punctuation(char c) noexcept {
    return std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(c) != kNone;
}

bool is_word(unsigned char c) noexcept {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Writes Fountain's marks for Markdown's; those are then read as any line is.
class InlineReader {
public:
    explicit InlineReader(std::string_view text) : text_(text) {}

    std::string write() {
        while (at_ < text_.size()) {
            switch (text_[at_]) {
                case '\\': escape(); break;
                case '_': underscores(); break;
                case '`': code(); break;
                case '!': image(); break;
                case '[': link(); break;
                case '<': tag(); break;
                case '&': append_entity(text_, at_, out_); break;
                default: out_.push_back(text_[at_++]); break;
            }
        }
        return std::move(out_);
    }

private:
    void put_plain(char c) {
        if (c == '*' || c == '_') out_.push_back('\\');
        out_.push_back(c);
    }

    void put_plain(std::string_view text) {
        for (const char c : text) put_plain(c);
    }

    void escape() {
        ++at_;
        if (at_ < text_.size() && is_punctuation(text_[at_])) {
            put_plain(text_[at_++]);
        } else {
            out_.push_back('\\');
        }
    }

    // Underscores are emphasis like stars, but not within a word.
    void underscores() {
        const auto from = at_;
        while (at_ < text_.size() && text_[at_] == '_') ++at_;
        const auto length = at_ - from;
        const bool word_before = from > 0 && is_word(static_cast<unsigned char>(text_[from - 1]));
        const bool word_after =
            at_ < text_.size() && is_word(static_cast<unsigned char>(text_[at_]));
        if (length > 3 || (word_before && word_after)) {
            put_plain(text_.substr(from, length));
        } else {
            out_.append(length, '*');
        }
    }

    void code() {
        auto open = at_;
        while (open < text_.size() && text_[open] == '`') ++open;
        const auto fence = text_.substr(at_, open - at_);
        const auto close = text_.substr(open, kReach).find(fence);
        if (close == kNone) {
            out_.append(fence);
            at_ = open;
            return;
        }
        put_plain(text_.substr(open, close));
        at_ = open + close + fence.size();
    }

    void image() {
        const bool image = text_.substr(at_, 2) == "![";
        if (image) {
            ++at_;
            link();
        } else {
            out_.push_back(text_[at_++]);
        }
    }

    // "[words](address)" keeps its words.
    void link() {
        const auto close = text_.substr(at_, kReach).find(']');
        const auto behind = close == kNone ? kNone : at_ + close + 1;
        if (behind != kNone && behind < text_.size() && text_[behind] == '(') {
            const auto end = text_.substr(behind, kReach).find(')');
            if (end != kNone) {
                out_.append(InlineReader(text_.substr(at_ + 1, close - 1)).write_words());
                at_ = behind + end + 1;
                return;
            }
        }
        out_.push_back(text_[at_++]);
    }

    // Within a link there are no links.
    std::string write_words() {
        while (at_ < text_.size()) {
            switch (text_[at_]) {
                case '\\': escape(); break;
                case '_': underscores(); break;
                case '&': append_entity(text_, at_, out_); break;
                default: out_.push_back(text_[at_++]); break;
            }
        }
        return std::move(out_);
    }

    void tag() {
        const auto end = text_.substr(at_, kReach).find('>');
        if (end == kNone) {
            out_.push_back(text_[at_++]);
            return;
        }
        auto name = text_.substr(at_ + 1, end - 1);
        if (name.starts_with("http") || name.starts_with("mailto:")) {
            put_plain(name);
            at_ += end + 1;
            return;
        }
        if (name.starts_with('/')) name.remove_prefix(1);
        name = name.substr(0, name.find_first_of(" /\t\n"));
        if (name.empty() || !is_word(static_cast<unsigned char>(name.front()))) {
            out_.push_back(text_[at_++]);
            return;
        }
        const auto lower = to_lower_ascii(name);
        if (lower == "em" || lower == "i") out_.push_back('*');
        if (lower == "strong" || lower == "b") out_.append("**");
        if (lower == "u") out_.push_back('_');
        at_ += end + 1;
        if (lower != "br") return;
        while (!out_.empty() && out_.back() == ' ') out_.pop_back();
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        out_.push_back('\n');
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

StyledText read_markdown_inline(std::string_view text) {
    return read_styled(InlineReader(text).write());
}

}  // namespace fabula::screenplay
