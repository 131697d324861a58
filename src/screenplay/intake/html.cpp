#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/intake/entities.hpp"
#include "screenplay/intake/manuscript.hpp"
#include "screenplay/intake/prose.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 34> kBlocks = {
    "address", "article", "aside",   "blockquote", "body",   "center", "dd",   "details", "div",
    "dl",      "dt",      "figure",  "figcaption", "footer", "form",   "h1",   "h2",      "h3",
    "h4",      "h5",      "h6",      "header",     "hgroup", "li",     "main", "ol",      "p",
    "pre",     "section", "summary", "table",      "tbody",  "tr",     "ul"};

// Their content is not read.
constexpr std::array<std::string_view, 9> kSkipped = {
    "script", "style", "template", "svg", "math", "nav", "object", "textarea", "select"};

constexpr std::array<std::string_view, 5> kItalic = {"em", "i", "cite", "dfn", "var"};
constexpr std::array<std::string_view, 2> kBold = {"strong", "b"};
constexpr std::array<std::string_view, 2> kUnderline = {"u", "ins"};

struct Tag {
    std::string name;  // Lower case.
    std::string_view attributes;
    bool closing = false;
    bool empty = false;
};

class HtmlReader {
public:
    explicit HtmlReader(std::string_view text) : text_(text) {}

    Document read() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '<' && read_markup()) continue;
            if (c == '&') {
                std::string decoded;
                append_entity(text_, at_, decoded);
                put(decoded);
            } else {
                put(text_.substr(at_++, 1));
            }
        }
        flush();
        return builder_.finish();
    }

private:
    // Comments, declarations and tags; false where the '<' is text.
    bool read_markup() {
        const auto rest = text_.substr(at_);
        if (rest.starts_with("<!--")) return skip_to("-->");
        if (rest.starts_with("<![CDATA[")) return skip_to("]]>");
        if (rest.starts_with("<!") || rest.starts_with("<?")) return skip_to(">");
        const auto tag = read_tag();
        if (!tag) return false;
        handle(*tag);
        return true;
    }

    bool skip_to(std::string_view end) {
        const auto found = text_.find(end, at_);
        at_ = found == kNone ? text_.size() : found + end.size();
        return true;
    }

    static bool is_name_start(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    std::optional<Tag> read_tag() {
        const bool closing = text_.substr(at_ + 1, 1) == "/";
        const auto name_from = at_ + (closing ? 2U : 1U);
        if (unclosed_ || name_from >= text_.size() || !is_name_start(text_[name_from])) {
            return std::nullopt;
        }
        const auto end = end_of_tag(name_from);
        if (end == kNone) {
            unclosed_ = true;
            return std::nullopt;
        }
        auto inside = text_.substr(name_from, end - name_from);
        Tag tag;
        tag.closing = closing;
        tag.empty = inside.ends_with('/');
        const auto name_end = std::min(inside.find_first_of(" \t\n/"), inside.size());
        tag.name = to_lower_ascii(inside.substr(0, name_end));
        tag.attributes = inside.substr(name_end);
        at_ = end + 1;
        return tag;
    }

    [[nodiscard]] std::size_t end_of_tag(std::size_t at) const {
        char quote = 0;
        for (; at < text_.size(); ++at) {
            const char c = text_[at];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if ((c == '"' || c == '\'') && text_[at - 1] == '=') {
                quote = c;
            } else if (c == '>') {
                return at;
            }
        }
        return kNone;
    }

    void handle(const Tag& tag) {
        if (is_one_of(kSkipped, tag.name)) return skip_element(tag);
        if (tag.name == "title" && !tag.closing) return read_title();
        if (tag.name == "meta") return read_meta(tag);
        if (tag.name == "br") return put_break();
        if (tag.name == "hr") {
            flush();
            return builder_.add_break();
        }
        if (tag.name == "td" || tag.name == "th") return put(" ");
        if (is_one_of(kBlocks, tag.name)) return handle_block(tag);
        const int by = tag.closing ? -1 : tag.empty ? 0 : 1;
        if (is_one_of(kItalic, tag.name)) italic_ = std::max(0, italic_ + by);
        if (is_one_of(kBold, tag.name)) bold_ = std::max(0, bold_ + by);
        if (is_one_of(kUnderline, tag.name)) underline_ = std::max(0, underline_ + by);
    }

    void handle_block(const Tag& tag) {
        flush();
        const bool heading = tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] <= '6';
        depth_ = heading && !tag.closing ? static_cast<std::size_t>(tag.name[1] - '0') : 0;
        if (tag.name == "pre") verbatim_ = !tag.closing;
    }

    void skip_element(const Tag& tag) {
        if (tag.closing || tag.empty) return;
        const auto close = "</" + tag.name;
        auto found = at_;
        while (found < text_.size() && !starts_with_ascii_insensitive(text_.substr(found), close)) {
            found = std::min(text_.find('<', found + 1), text_.size());
        }
        at_ = found;
        if (at_ < text_.size()) skip_to(">");
    }

    void read_title() {
        const auto end = std::min(text_.find("</", at_), text_.size());
        std::string title;
        while (at_ < end) {
            if (text_[at_] == '&') {
                append_entity(text_, at_, title);
            } else {
                const char c = text_[at_++];
                title.push_back(c == '\n' || c == '\t' ? ' ' : c);
            }
        }
        builder_.set_title_entry("Title", title);
    }

    void read_meta(const Tag& tag) {
        if (fold(attribute(tag, "name")) != "author") return;
        builder_.set_title_entry("Author", attribute(tag, "content"));
    }

    static std::string_view attribute(const Tag& tag, std::string_view name) {
        const auto key = std::string(name) + "=\"";
        const auto from = tag.attributes.find(key);
        if (from == kNone) return {};
        const auto value = tag.attributes.substr(from + key.size());
        return value.substr(0, value.find('"'));
    }

    void put(std::string_view text) {
        for (const char c : text) {
            const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (blank && !verbatim_) {
                gap_ = true;
                continue;
            }
            if (c == '\n' && line_.text.empty()) continue;
            if (gap_ && !line_.text.empty() && line_.text.back() != '\n') append(" ");
            gap_ = false;
            append(std::string_view(&c, 1));
        }
    }

    void append(std::string_view text) {
        const auto from = static_cast<std::uint32_t>(line_.text.size());
        line_.text.append(text);
        const auto style =
            static_cast<std::uint8_t>((bold_ > 0 ? Bold : Plain) | (italic_ > 0 ? Italic : Plain) |
                                      (underline_ > 0 ? Underline : Plain));
        const auto to = static_cast<std::uint32_t>(line_.text.size());
        if (!line_.runs.empty() && line_.runs.back().style == style) {
            line_.runs.back().to = to;
        } else {
            line_.runs.push_back({from, to, style});
        }
    }

    void put_break() {
        gap_ = false;
        if (!line_.text.empty()) append("\n");
    }

    // What an unclosed tag began ends with its paragraph.
    void flush() {
        while (!line_.text.empty() && line_.text.back() == '\n') drop_last();
        if (line_.runs.size() == 1 && line_.runs[0].style == Plain) line_.runs.clear();
        if (!line_.text.empty()) {
            if (depth_ > 0) {
                builder_.add_heading(depth_, std::move(line_));
            } else if (is_break_line(trim(line_.text))) {
                builder_.add_break();
            } else {
                builder_.add_paragraph(std::move(line_));
            }
        }
        line_ = {};
        gap_ = false;
        italic_ = bold_ = underline_ = 0;
    }

    void drop_last() {
        line_.text.pop_back();
        auto& run = line_.runs.back();
        if (--run.to == run.from) line_.runs.pop_back();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    ManuscriptBuilder builder_;
    StyledText line_;
    std::size_t depth_ = 0;  // Of the open heading.
    int italic_ = 0;
    int bold_ = 0;
    int underline_ = 0;
    bool gap_ = false;       // Blanks wait for the next character.
    bool verbatim_ = false;  // Within <pre>.
    bool unclosed_ = false;  // No tag closes from here on.
};

}  // namespace

Document read_html(std::string_view text) {
    return HtmlReader(text).read();
}

}  // namespace fabula::screenplay
