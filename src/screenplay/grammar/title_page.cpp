#include "screenplay/grammar/title_page.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

// Keys that open a title page whatever follows them.
constexpr std::array<std::string_view, 19> kKnownKeys = {
    "title",   "credit",  "author",    "authors",  "source", "notes", "draft date",
    "date",    "contact", "copyright", "revision", "format", "fmt",   "subtitle",
    "episode", "series",  "draft",     "language", "lang"};

struct KeyLine {
    std::string_view key;
    std::string_view value;
};

// `key: value` at the left margin; an empty key where the line is none.
KeyLine read_key(std::string_view line) noexcept {
    const auto colon = line.find(':');
    if (colon == kNone || colon == 0 || is_blank_char(line.front())) return {};
    return {trim_right(line.substr(0, colon)), trim_right(trim_left(line.substr(colon + 1)))};
}

bool is_indented(std::string_view line) noexcept {
    return line.starts_with("   ") || line.starts_with('\t');
}

bool is_known(std::string_view key) {
    const auto lower = to_lower_ascii(key);
    return std::find(kKnownKeys.begin(), kKnownKeys.end(), lower) != kKnownKeys.end();
}

// A key nobody knows opens a title page only where the whole block has its form and the line is
// not one that scripts begin with: FADE IN:, CUT TO:, a heading, a sentence with a colon.
bool may_be_key(std::string_view key) {
    if (key.empty()) return false;
    std::size_t at = 0;
    const auto first = next_code_point(key, at);
    if (!is_letter(first) || is_lower(first) || count_code_points(key) > 30) return false;
    if (looks_like_heading(key) || key.find_first_of(".,;!?\"()[]#*_") != kNone) return false;
    const auto words = std::count(key.begin(), key.end(), ' ');
    return words < 3 && !(is_upper_case(key) && words > 0);
}

// Of the lines [from, end).
bool opens_title_page(const Lines& lines, std::size_t from, std::size_t end) {
    const auto first = read_key(lines.lines[from].text);
    if (first.key.empty()) return false;
    if (is_known(first.key)) return true;
    if (from > 0) return false;
    const bool has_value = !first.value.empty() || (end > 1 && is_indented(lines.lines[1].text));
    if (!has_value || !may_be_key(first.key)) return false;
    for (std::size_t i = 1; i < end; ++i) {
        const auto text = lines.lines[i].text;
        if (!is_indented(text) && !may_be_key(read_key(text).key)) return false;
    }
    return end > 1 || lines.lines.size() > 1;
}

TitleEntry& entry_for(Document& doc, std::string_view key) {
    constexpr std::size_t kCompared = 100;  // Keeps a hostile page of keys linear.
    for (std::size_t i = 0; i < std::min(doc.title_page.size(), kCompared); ++i) {
        if (doc.title_page[i].key == key) return doc.title_page[i];
    }
    return doc.title_page.emplace_back(TitleEntry{std::string(key), {}});
}

}  // namespace

std::size_t read_title_page(const Lines& lines, Document& doc) {
    const auto is_blank = [&](std::size_t at) {
        return lines.lines[at].kind == LineContent::Blank;
    };
    std::size_t from = 0;
    while (from < lines.lines.size() && is_blank(from)) ++from;
    auto end = from;
    while (end < lines.lines.size() && !is_blank(end)) ++end;
    if (end == from || !opens_title_page(lines, from, end)) return 0;
    TitleEntry* open = nullptr;
    for (auto i = from; i < end; ++i) {
        const auto& line = lines.lines[i];
        const auto key = read_key(line.text);
        if (!key.key.empty()) {
            open = &entry_for(doc, key.key);
            if (!key.value.empty()) open->values.emplace_back(key.value);
            continue;
        }
        const auto value = trim_right(trim_left(line.text));
        if (value.empty()) continue;
        open->values.emplace_back(value);
        if (!is_indented(line.text)) {
            doc.diagnostics.push_back({Severity::Hint, line.range, "title_page_line_without_key",
                                       "A further line of a title page is indented.",
                                       "    " + std::string(line.text)});
        }
    }
    doc.title_page_range = {lines.lines[from].range.from, lines.lines[end - 1].range.to};
    return std::min(end + 1, lines.lines.size());
}

}  // namespace fabula::screenplay
