#include "screenplay/fdx/title_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "screenplay/fdx/kinds.hpp"
#include "screenplay/fdx/runs.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/fdx/title.hpp"
#include "screenplay/fdx/xml.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

namespace {

using Lines = std::vector<std::string>;

// Rows of the first body line at 1 inch, 6 to an inch.
constexpr std::size_t kTitleRow = 18;   // 4 inches.
constexpr std::size_t kBottomRow = 48;  // 9 inches.
constexpr std::size_t kRowsPerPage = 54;

bool same_entries(const std::vector<TitleEntry>& a, const std::vector<TitleEntry>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& two) {
        return one.key == two.key && one.values == two.values;
    });
}

void add_paragraph(pugi::xml_node content, const char* alignment, std::string_view left,
                   std::string_view right = {}) {
    auto node = content.append_child("Paragraph");
    constexpr std::array<std::pair<const char*, const char*>, 7> kForm = {{
        {"FirstIndent", "0.00"},
        {"Leading", "Regular"},
        {"LeftIndent", "1.00"},
        {"RightIndent", "7.50"},
        {"SpaceBefore", "0"},
        {"Spacing", "1"},
        {"StartsNewPage", "No"},
    }};
    set_attribute(node, "Alignment", alignment);
    for (const auto& [name, value] : kForm) set_attribute(node, name, value);
    auto styled = read_styled(left);
    if (left.empty() && right.empty()) {
        node.append_child("Text");
        return;
    }
    write_fdx_text(node, styled);
    if (right.empty()) return;
    node.append_child("Text").append_child(pugi::node_pcdata).set_value("\t");
    auto beside = content.append_child("Paragraph");
    write_fdx_text(beside, read_styled(right));
    while (auto run = beside.child("Text")) node.append_move(run);
    content.remove_child(beside);
    auto stop = node.append_child("Tabstops").append_child("Tabstop");
    set_attribute(stop, "Position", "7.50");
    set_attribute(stop, "Type", "Right");
}

class TitleWriter {
public:
    explicit TitleWriter(const std::vector<TitleEntry>& entries) : entries_(entries) {}

    void write(pugi::xml_node content) {
        const auto further = further_pages(content);
        content_ = content;
        skip_to(kTitleRow);
        add_centred({"title"});
        skip(3);
        add_centred({"credit"});
        skip(1);
        add_centred({"author", "authors"});
        skip(4);
        add_centred({"source"});
        add_bottom();
        for (const auto& node : further) content_.append_move(node);
    }

    // Keys that found no place.
    [[nodiscard]] Lines left_out() const {
        Lines keys;
        for (const auto& entry : entries_) {
            const auto key = fold(entry.key);
            if (std::find(placed_.begin(), placed_.end(), key) == placed_.end()) {
                keys.push_back(entry.key);
            }
        }
        return keys;
    }

private:
    // The paragraphs behind the first page, which stay; takes the others out.
    std::vector<pugi::xml_node> further_pages(pugi::xml_node content) {
        std::vector<pugi::xml_node> further;
        bool words = false;
        for (auto node = content.first_child(); node;) {
            const auto next = node.next_sibling();
            words = words || !trim(fdx_raw_text(node)).empty();
            const bool breaks = says_yes(node.attribute("StartsNewPage")) && words;
            if (breaks || !further.empty()) {
                further.push_back(node);
            } else {
                content.remove_child(node);
            }
            node = next;
        }
        if (!further.empty()) placed_.emplace_back(fold(kFrontMatter));
        return further;
    }

    Lines take(std::initializer_list<std::string_view> keys) {
        Lines lines;
        for (const auto key : keys) {
            for (const auto& entry : entries_) {
                if (fold(entry.key) != key) continue;
                lines.insert(lines.end(), entry.values.begin(), entry.values.end());
                placed_.emplace_back(key);
            }
        }
        return lines;
    }

    void skip(std::size_t rows) { skip_to(row_ + rows); }
    void skip_to(std::size_t row) {
        for (; row_ < row; ++row_) add_paragraph(content_, "Center", {});
    }

    void add_centred(std::initializer_list<std::string_view> keys) {
        for (const auto& line : take(keys)) {
            add_paragraph(content_, "Center", line);
            ++row_;
        }
    }

    // Whom to ask on the left, the draft on the right.
    void add_bottom() {
        const auto left = take({"contact"});
        const auto right = take({"draft date", "date"});
        const auto rows = std::max(left.size(), right.size());
        if (rows == 0) return;
        skip(1);
        skip_to(std::min(kBottomRow, kRowsPerPage - std::min(kRowsPerPage, rows)));
        for (std::size_t i = 0; i < rows; ++i) {
            if (i >= left.size()) {
                add_paragraph(content_, "Right", right[i]);
            } else {
                add_paragraph(content_, "Left", left[i],
                              i < right.size() ? std::string_view(right[i]) : std::string_view());
            }
        }
    }

    const std::vector<TitleEntry>& entries_;
    pugi::xml_node content_;
    std::size_t row_ = 0;
    Lines placed_;
};

// The layout is said by the file's settings.
std::vector<TitleEntry> without_layout(std::vector<TitleEntry> entries) {
    std::erase_if(entries, [](const auto& entry) { return fold(entry.key) == "fmt"; });
    return entries;
}

// Lines of the same number under the same keys: each paragraph gets its new words.
bool rewrite_lines(pugi::xml_node content, const std::vector<TitleEntry>& before,
                   const std::vector<TitleEntry>& entries) {
    if (before.size() != entries.size()) return false;
    std::map<std::string, pugi::xml_node, std::less<>> places;
    for (const auto& paragraph : content.children("Paragraph")) {
        places.try_emplace(fdx_title_line(paragraph), paragraph);
    }
    std::vector<std::pair<pugi::xml_node, std::string_view>> changes;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto& old = before[i].values;
        const auto& now = entries[i].values;
        if (before[i].key != entries[i].key || old.size() != now.size()) return false;
        for (std::size_t line = 0; line < old.size(); ++line) {
            if (old[line] == now[line]) continue;
            const auto place = places.find(old[line]);
            if (place == places.end()) return false;
            changes.emplace_back(place->second, now[line]);
        }
    }
    for (const auto& [paragraph, words] : changes) {
        std::vector<pugi::xml_node> one{paragraph};
        rewrite_fdx_text(one, read_styled(words), Compare::Exactly);
    }
    return true;
}

}  // namespace

bool same_fdx_title(const std::vector<TitleEntry>& a, const std::vector<TitleEntry>& b) {
    return same_entries(without_layout(a), without_layout(b));
}

std::vector<std::string> merge_fdx_title(pugi::xml_node root, const std::vector<TitleEntry>& before,
                                         const std::vector<TitleEntry>& entries) {
    const auto old = without_layout(before);
    const auto now = without_layout(entries);
    if (same_entries(old, now)) return {};
    auto page = root.child("TitlePage");
    if (page && rewrite_lines(page.child("Content"), old, now)) return {};
    if (!page) page = insert_behind(root.child("Content"), "TitlePage");
    auto content = page.child("Content");
    if (!content) content = page.append_child("Content");
    TitleWriter writer(now);
    writer.write(content);
    return writer.left_out();
}

}  // namespace fabula::screenplay
