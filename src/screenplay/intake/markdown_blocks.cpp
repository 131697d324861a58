#include "screenplay/intake/markdown_blocks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

std::size_t indent_of(std::string_view line) noexcept {
    std::size_t columns = 0;
    for (const char c : line) {
        if (!is_blank_char(c)) break;
        columns += c == '\t' ? 4 : 1;
    }
    return columns;
}

// "# Heading": its depth; 0 where the line is none.
std::size_t atx_depth(std::string_view line) noexcept {
    const auto marks = line.find_first_not_of('#');
    if (marks == kNone || marks == 0 || marks > 6) return 0;
    return is_blank_char(line[marks]) ? marks : 0;
}

// "===" and "---" below a line make a heading of it.
std::size_t underline_depth(std::string_view line) noexcept {
    if (line.empty()) return 0;
    if (line.find_first_not_of('=') == kNone) return 1;
    return line.size() > 1 && line.find_first_not_of('-') == kNone ? 2 : 0;
}

bool is_list_item(std::string_view line) noexcept {
    if (line.size() < 3) return false;
    if ((line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return true;
    const auto digits = line.find_first_not_of("0123456789");
    return digits != kNone && digits > 0 && digits < 4 && digits + 1 < line.size() &&
           (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

// "**Algernon.**" alone on its line, as plays set a speaker.
bool is_bold_line(std::string_view line) noexcept {
    return line.size() > 4 && line.starts_with("**") && line.ends_with("**") &&
           line.find("**", 2) == line.size() - 2;
}

class BlockReader {
public:
    MarkdownText read(std::string_view text) {
        const auto lines = split(text, '\n');
        for (std::size_t at = skip_front_matter(lines); at < lines.size(); ++at) add(lines[at]);
        flush();
        return {std::move(blocks_), std::move(front_matter_)};
    }

private:
    // "---", `key: value` lines, "---" at the top of the file.
    std::size_t skip_front_matter(const std::vector<std::string_view>& lines) {
        if (lines.empty() || trim(lines[0]) != "---") return 0;
        for (std::size_t at = 1; at < lines.size(); ++at) {
            const auto line = trim(lines[at]);
            if (line == "---" || line == "...") return at + 1;
            const auto colon = line.find(':');
            if (colon == kNone) break;
            auto value = trim(line.substr(colon + 1));
            if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
                value = value.substr(1, value.size() - 2);
            }
            front_matter_.emplace_back(line.substr(0, colon), value);
        }
        front_matter_.clear();
        return 0;
    }

    void add(std::string_view line) {
        const auto text = trim(line);
        if (text.starts_with("```") || text.starts_with("~~~")) {
            flush();
            fenced_ = !fenced_;
            return;
        }
        if (fenced_) return lines_.push_back(line);
        if (skip_comment(text)) return;
        if (text.empty()) return flush();
        if (const auto depth = atx_depth(text); depth > 0 && indent_of(line) < 4) {
            flush();
            blocks_.push_back({BlockKind::Heading, depth, heading_text(text.substr(depth))});
            return;
        }
        if (const auto depth = underline_depth(text); depth > 0 && lines_.size() == 1 && !verse()) {
            blocks_.push_back({BlockKind::Heading, depth, std::string(trim(lines_.front()))});
            lines_.clear();
            return;
        }
        if (is_break_line(text)) {
            flush();
            blocks_.push_back({BlockKind::Break, 0, {}});
            return;
        }
        lines_.push_back(unquoted(line));
    }

    bool skip_comment(std::string_view text) {
        if (!in_comment_ && !text.starts_with("<!--")) return false;
        in_comment_ = text.find("-->") == kNone;
        return true;
    }

    static std::string_view unquoted(std::string_view line) {
        while (trim_left(line).starts_with('>')) {
            line = trim_left(line).substr(1);
            if (line.starts_with(' ')) line.remove_prefix(1);
        }
        return line;
    }

    static std::string heading_text(std::string_view text) {
        text = trim(text);
        const auto end = text.find_last_not_of('#');
        if (end != kNone && end + 1 < text.size() && is_blank_char(text[end])) {
            text = trim(text.substr(0, end));
        }
        return std::string(text);
    }

    [[nodiscard]] bool verse() const {
        return !lines_.empty() && std::all_of(lines_.begin(), lines_.end(),
                                              [](auto line) { return indent_of(line) >= 2; });
    }

    void flush() {
        if (lines_.empty()) return;
        if (fenced_ || verse()) {
            blocks_.push_back({fenced_ ? BlockKind::Verbatim : BlockKind::Verse, 0, with_breaks()});
        } else {
            blocks_.push_back({BlockKind::Paragraph, 0, joined()});
        }
        lines_.clear();
    }

    // Lines as they stand, without the indent that all have.
    [[nodiscard]] std::string with_breaks() const {
        std::size_t common = kNone;
        for (const auto line : lines_) common = std::min(common, indent_of(line));
        std::string out;
        for (const auto line : lines_) {
            if (!out.empty()) out.push_back('\n');
            out.append(indent_of(line) - common, ' ').append(trim(line));
        }
        return out;
    }

    // A line break is a blank, but behind two blanks or a backslash, and at lists and speakers.
    [[nodiscard]] std::string joined() const {
        std::string out;
        bool hard = false;
        for (const auto line : lines_) {
            const auto text = trim(line);
            if (!out.empty()) out.push_back(hard || is_list_item(text) ? '\n' : ' ');
            hard = line.ends_with("  ") || text.ends_with('\\') || is_bold_line(text);
            out.append(text.ends_with('\\') ? text.substr(0, text.size() - 1) : text);
        }
        return out;
    }

    std::vector<MarkdownBlock> blocks_;
    std::vector<std::string_view> lines_;
    std::vector<std::pair<std::string, std::string>> front_matter_;
    bool fenced_ = false;
    bool in_comment_ = false;
};

constexpr std::size_t kNameMax = 60;

}  // namespace

MarkdownText read_markdown_blocks(std::string_view text) {
    return BlockReader().read(text);
}

std::size_t find_bold_name(std::string_view paragraph, std::string_view& name) noexcept {
    if (!paragraph.starts_with("**") || paragraph.size() < 5) return 0;
    auto end = paragraph.find("**", 2);
    // "**Jack** and **Algernon** [Together.]" speak with one voice.
    for (const std::string_view joint : {"** and **", "** & **", "** und **", "**, **"}) {
        if (end == kNone || !paragraph.substr(end).starts_with(joint)) continue;
        end = paragraph.find("**", end + joint.size());
    }
    if (end == kNone || end > kNameMax) return 0;
    name = trim(paragraph.substr(2, end - 2));
    const auto rest = paragraph.substr(end + 2);
    bool ends = rest.starts_with('\n') || rest.starts_with(" (") || rest.starts_with(" [");
    while (name.ends_with('.') || name.ends_with(':')) {
        name.remove_suffix(1);
        ends = true;
    }
    std::size_t size = end + 2;
    if (rest.starts_with(':') || rest.starts_with('.')) {
        ++size;
        ends = true;
    }
    return ends && !name.empty() && name.find('\n') == kNone ? size : 0;
}

}  // namespace fabula::screenplay
