#include "source/spreadsheet_csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "source/sheet_builder.hpp"

namespace fabula::source {

namespace {

// The one that the first row has most of, outside of quotes.
char find_separator(std::string_view text) {
    constexpr std::array separators{',', ';', '\t'};
    std::array<std::size_t, separators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) break;
        for (std::size_t i = 0; i < separators.size(); ++i) {
            if (!quoted && c == separators[i]) ++counts[i];
        }
    }
    const auto most = std::ranges::max_element(counts);
    return separators[static_cast<std::size_t>(most - counts.begin())];
}

// Excel's first line that names the separator.
std::optional<char> take_separator_line(std::string_view& text) {
    if (!starts_with_ascii_insensitive(text, "sep=") || text.size() < 5) return std::nullopt;
    const char separator = text[4];
    if (text.size() > 5 && text[5] != '\n') return std::nullopt;
    text.remove_prefix(std::min<std::size_t>(6, text.size()));
    return separator;
}

std::string unguarded(std::string cell) {
    if (cell.starts_with('\'') && reads_as_formula(std::string_view(cell).substr(1))) {
        cell.erase(0, 1);
    }
    return cell;
}

class CsvReader {
public:
    CsvReader(std::string_view text, char separator, const SpreadsheetLimits& limits)
        : text_(text), separator_(separator), sheet_(limits) {}

    Spreadsheet read() {
        while (at_ < text_.size() && !sheet_.refused()) read_row();
        return std::move(sheet_).finish();
    }

private:
    void read_row() {
        for (std::size_t column = 0; !sheet_.refused(); ++column) {
            sheet_.add_cell(column, unguarded(read_cell()));
            if (at_ >= text_.size() || text_[at_++] == '\n') break;
        }
        sheet_.end_row();
    }

    // Up to the separator or the line's end.
    std::string read_cell() {
        std::string cell;
        if (at_ < text_.size() && text_[at_] == '"') {
            ++at_;
            read_quoted(cell);
        }
        while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') {
            cell += text_[at_++];
        }
        return cell;
    }

    void read_quoted(std::string& cell) {
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                cell += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell += text_[at_++];
            } else {
                ++at_;
                return;
            }
        }
        sheet_.refuse("A quotation mark in row " + std::to_string(sheet_.row_number()) +
                      " is opened and never closed.");
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    SheetBuilder sheet_;
};

}  // namespace

Spreadsheet read_csv(std::string_view text, const SpreadsheetLimits& limits) {
    const auto named = take_separator_line(text);
    return CsvReader(text, named.value_or(find_separator(text)), limits).read();
}

}  // namespace fabula::source
