#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/lines.hpp"
#include "screenplay/intake/manuscript.hpp"
#include "screenplay/intake/prose.hpp"

namespace fabula::screenplay {

namespace {

using Paragraph = std::vector<std::string_view>;

constexpr std::size_t kHeadingLength = 70;

std::size_t length_of(std::string_view line) {
    return count_code_points(trim(line));
}

bool ends_sentence(std::string_view line) {
    line = trim(line);
    return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') ||
           line.ends_with(':') || line.ends_with(',') || line.ends_with(';') ||
           line.ends_with('"') || line.ends_with("”") || line.ends_with("“");
}

bool is_roman(std::string_view line) {
    line = trim(line);
    if (line.ends_with('.')) line.remove_suffix(1);
    return !line.empty() && line.size() < 9 && line.find_first_not_of("IVXLC") == line.npos;
}

// "Chapter 4", "II.", "THE RETURN".
std::size_t heading_depth(const Paragraph& paragraph) {
    if (paragraph.size() > 2 || length_of(paragraph.front()) > kHeadingLength) return 0;
    const auto line = trim(paragraph.front());
    const auto depth = heading_word_depth(line);
    if (depth > 0 && (length_of(line) < 30 || !ends_sentence(line))) return depth;
    if (paragraph.size() > 1) return 0;
    if (is_roman(line)) return 2;
    const bool quoted = line.starts_with('"') || line.starts_with("“") || line.starts_with('\'');
    return is_upper_case(line) && !quoted && !ends_sentence(line) ? 2 : 0;
}

bool is_indented(std::string_view line) {
    return line.starts_with("  ") || line.starts_with('\t');
}

class ParagraphReader {
public:
    explicit ParagraphReader(std::string_view text) : lines_(split(text, '\n')) {
        std::size_t filled = 0;
        std::size_t blank = 0;
        bool below_text = false;
        for (const auto line : lines_) {
            const auto length = length_of(line);
            const bool gap = below_text && length == 0;
            below_text = length > 0;
            blank += gap;
            if (length == 0) continue;
            ++filled;
            longest_ = std::max(longest_, length);
            indented_ += is_indented(line);
        }
        blank -= below_text || blank == 0 ? 0 : 1;  // At the end of the file.
        // No blank lines: each line is a paragraph, if not broken at a fixed width.
        each_line_ = filled > 1 && blank * 10 < filled && longest_ > kWidth;
        by_indent_ = filled > 3 && !each_line_ && indented_ * 20 > filled &&
                     indented_ * 2 < filled && blank * 10 < filled;
    }

    [[nodiscard]] std::vector<Paragraph> read() const {
        std::vector<Paragraph> out;
        bool open = false;
        for (const auto line : lines_) {
            if (trim(line).empty()) {
                open = false;
                continue;
            }
            if (!open || each_line_ || (by_indent_ && is_indented(line))) out.emplace_back();
            out.back().push_back(line);
            open = true;
        }
        return out;
    }

    // Lines broken at a fixed width are joined; short ones, as of verse, stay.
    [[nodiscard]] std::string join(const Paragraph& paragraph) const {
        const bool wrapped = is_wrapped(paragraph);
        std::string out;
        for (const auto line : paragraph) {
            if (!out.empty()) out.push_back(wrapped ? ' ' : '\n');
            out.append(wrapped || paragraph.size() == 1 ? trim(line) : trim_right(line));
        }
        return out;
    }

private:
    static constexpr std::size_t kWidth = 100;

    [[nodiscard]] bool is_wrapped(const Paragraph& paragraph) const {
        if (paragraph.size() < 2 || longest_ > kWidth) return false;
        if (by_indent_) return true;
        const auto full = std::count_if(
            paragraph.begin(), paragraph.end() - 1,
            [&](std::string_view line) { return length_of(line) * 10 >= longest_ * 6; });
        return static_cast<std::size_t>(full) * 10 >= (paragraph.size() - 1) * 8;
    }

    std::vector<std::string_view> lines_;
    std::size_t longest_ = 0;
    std::size_t indented_ = 0;
    bool each_line_ = false;
    bool by_indent_ = false;
};

// A short first line is the title, "by …" below it the author.
std::size_t read_title(const std::vector<Paragraph>& paragraphs, ManuscriptBuilder& builder) {
    if (paragraphs.size() < 2) return 0;
    const auto& first = paragraphs[0];
    const auto title = trim(first[0]);
    const bool short_title = first.size() <= 2 && length_of(title) <= kHeadingLength &&
                             !ends_sentence(title) && !is_break_line(title) &&
                             heading_word_depth(title) == 0 && !is_roman(title);
    if (!short_title) return 0;
    const auto author_of = [](std::string_view line) -> std::string_view {
        line = trim(line);
        for (const std::string_view word : {"by ", "von ", "BY "}) {
            if (starts_with_ascii_insensitive(line, word)) return line.substr(word.size());
        }
        return {};
    };
    if (first.size() == 2) {
        const auto author = author_of(first[1]);
        if (author.empty()) return 0;
        builder.set_title_entry("Title", title);
        builder.set_title_entry("Author", author);
        return 1;
    }
    builder.set_title_entry("Title", title);
    const auto author = paragraphs[1].size() == 1 ? author_of(paragraphs[1][0]) : "";
    if (author.empty() || length_of(author) > kHeadingLength) return 1;
    builder.set_title_entry("Author", author);
    return 2;
}

}  // namespace

Document read_plain_prose(std::string_view text) {
    const ParagraphReader reader(text);
    const auto paragraphs = reader.read();
    ManuscriptBuilder builder;
    for (auto at = read_title(paragraphs, builder); at < paragraphs.size(); ++at) {
        const auto& paragraph = paragraphs[at];
        if (paragraph.size() == 1 && is_break_line(trim(paragraph[0]))) {
            builder.add_break();
        } else if (const auto depth = heading_depth(paragraph); depth > 0) {
            auto heading = std::string(trim(paragraph[0]));
            if (paragraph.size() > 1) heading.append(" ").append(trim(paragraph[1]));
            builder.add_heading(depth, plain_text(heading));
        } else {
            builder.add_paragraph(plain_text(reader.join(paragraph)));
        }
    }
    return builder.finish();
}

}  // namespace fabula::screenplay
