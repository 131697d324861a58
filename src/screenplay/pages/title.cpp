#include "screenplay/pages/title.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::screenplay {

namespace {

// Rows of the first body line, in inches from its left edge where a column begins.
constexpr int kTitleRow = 18;   // 4 inches from the top of the paper.
constexpr int kBottomRow = 48;  // 9 inches.
constexpr double kBlockLeft = 1.0;
constexpr double kBlockRight = 7.5;
constexpr double kRightColumn = 6.0;

const TitleEntry* find_entry(const Document& document, std::string_view key) {
    const auto found = std::find_if(
        document.title_page.begin(), document.title_page.end(),
        [&](const TitleEntry& entry) { return to_lower_ascii(trim(entry.key)) == key; });
    return found == document.title_page.end() ? nullptr : &*found;
}

class TitlePage {
public:
    TitlePage(const Document& document, const Layout& layout, Page& page)
        : document_(document), layout_(layout), page_(page) {}

    void lay_out() {
        int row = add_centred({"title"}, kTitleRow);
        row = add_centred({"credit"}, row + 3);
        row = add_centred({"author", "authors"}, row + 1);
        add_centred({"source"}, row + 4);
        add_column({"contact", "copyright"}, kBlockLeft);
        add_column({"draft date", "date", "draft", "revision", "notes"}, kRightColumn);
        const auto last =
            std::max_element(page_.lines.begin(), page_.lines.end(),
                             [](const PageLine& a, const PageLine& b) { return a.row < b.row; });
        page_.rows =
            page_.lines.empty() ? std::int16_t{0} : static_cast<std::int16_t>(last->row + 1);
    }

private:
    using Keys = std::initializer_list<std::string_view>;

    [[nodiscard]] std::vector<std::string> values_of(Keys keys) const {
        std::vector<std::string> values;
        for (const auto key : keys) {
            if (const TitleEntry* entry = find_entry(document_, key)) {
                values.insert(values.end(), entry->values.begin(), entry->values.end());
            }
        }
        return values;
    }

    // Returns the row behind the last line; `row` where there is none.
    int add_centred(Keys keys, int row) {
        for (const auto& value : values_of(keys)) {
            add_line(value, row++, [](double cells_width) {
                return ((kBlockLeft + kBlockRight) * 72.0 - cells_width) / 2;
            });
        }
        return row;
    }

    // From 9 inches down, higher where the lines need it. Ends at the right edge where a line is
    // too long for the column.
    void add_column(Keys keys, double left) {
        const auto values = values_of(keys);
        const int lines = lines_per_page(layout_.page);
        int row = std::max(0, std::min(kBottomRow, lines - static_cast<int>(values.size())));
        for (const auto& value : values) {
            add_line(value, row++, [left](double cells_width) {
                const double fits = kBlockRight * 72.0 - cells_width;
                return left == kBlockLeft ? left * 72.0 : std::min(left * 72.0, fits);
            });
        }
    }

    template <class Place>
    void add_line(std::string_view value, int row, Place&& place) {
        const StyledText styled = read_styled(value);
        PageLine line{.row = static_cast<std::int16_t>(row),
                      .first_run = static_cast<std::uint32_t>(page_.runs.size())};
        const auto base = static_cast<std::uint32_t>(page_.text.size());
        page_.text += styled.text;
        const auto size = static_cast<std::uint32_t>(styled.text.size());
        if (styled.runs.empty() && size > 0) {
            page_.runs.push_back({base, base + size, 0, Plain, true});
        }
        for (const Run& run : styled.runs) {
            const auto column = count_cells(std::string_view(styled.text).substr(0, run.from));
            page_.runs.push_back({base + run.from, base + run.to,
                                  static_cast<std::uint16_t>(column), run.style, true});
        }
        line.run_count = static_cast<std::uint16_t>(page_.runs.size() - line.first_run);
        line.x = static_cast<float>(place(count_cells(styled.text) * layout_.page.cell_points));
        page_.lines.push_back(line);
    }

    const Document& document_;
    const Layout& layout_;
    Page& page_;
};

}  // namespace

std::optional<Page> lay_out_title_page(const Document& document, const Layout& layout) {
    Page page;
    TitlePage(document, layout, page).lay_out();
    if (page.lines.empty()) return std::nullopt;
    return page;
}

std::string title_value(const Document& document, std::string_view key,
                        std::string_view other_key) {
    const TitleEntry* entry = find_entry(document, key);
    if (!entry && !other_key.empty()) entry = find_entry(document, other_key);
    if (!entry) return {};
    std::string text;
    for (const auto& value : entry->values) {
        if (!text.empty()) text += ' ';
        text += read_styled(value).text;
    }
    return std::string(trim(text));
}

}  // namespace fabula::screenplay
