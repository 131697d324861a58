#include <algorithm>

#include "drawing/shape.hpp"
#include "typeset/table.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

constexpr double kMargin = 54;
constexpr double kTypeSize = 9;
constexpr double kLeading = 11.5;
constexpr double kTitleSize = 16;
constexpr double kGap = 10;      // Between columns.
constexpr double kRowSpace = 5;  // Between rows.
constexpr Color kInk{0, 0, 0, 255};
constexpr Color kGrey{110, 110, 110, 255};
constexpr Color kRule{190, 190, 190, 255};

class TablePages {
public:
    TablePages(const Table& table, double width, double height)
        : table_(table), width_(width), height_(height) {
        double shares = 0;
        for (const Column& column : table.columns) shares += column.width;
        const double room =
            width - 2 * kMargin - kGap * static_cast<double>(table.columns.size() - 1);
        double x = kMargin;
        for (const Column& column : table.columns) {
            places_.push_back({x, room * column.width / shares});
            x += places_.back().width + kGap;
        }
    }

    std::vector<Drawing> draw() {
        begin_page();
        auto head = table_.heads.begin();
        for (std::size_t i = 0; i < table_.rows.size(); ++i) {
            for (; head != table_.heads.end() && head->row == i; ++head) add_head(head->text);
            add_row(table_.rows[i]);
        }
        end_page();
        for (std::size_t i = 0; i < pages_.size(); ++i) add_footer(i);
        return std::move(pages_);
    }

private:
    struct Place {
        double x = 0, width = 0;
    };

    void begin_page() {
        pages_.push_back({width_, height_, {}});
        y_ = kMargin;
        if (pages_.size() == 1) add_title();
        rows_ = Group{.items = {}, .role = Role::Table};
        Group head{.items = {}, .role = pages_.size() == 1 ? Role::Row : Role::Artifact};
        for (std::size_t i = 0; i < places_.size(); ++i) {
            Group cell{.items = {}, .role = head.role == Role::Row ? Role::HeaderCell : Role::None};
            add_lines(cell, i, {table_.columns[i].title}, y_, Face::SansBold);
            head.items.emplace_back(std::move(cell));
        }
        y_ += kLeading + 2;
        rows_.items.emplace_back(std::move(head));
        add_rule();
        y_ += kRowSpace;
        begun_ = y_;
    }

    void end_page() { pages_.back().items.emplace_back(std::move(rows_)); }

    void add_title() {
        Group title{.items = {}, .role = Role::Heading1};
        title.items.emplace_back(Text{.text = table_.title,
                                      .face = Face::SansBold,
                                      .size = kTitleSize,
                                      .baseline = {kMargin, kMargin + kTitleSize},
                                      .color = kInk});
        pages_.back().items.emplace_back(std::move(title));
        y_ += kTitleSize + 18;
    }

    void add_rule() {
        Path line;
        line.move(kMargin, y_).line(width_ - kMargin, y_);
        rows_.items.emplace_back(
            Group{.items = {Stroke{.path = std::move(line), .color = kRule, .width = 0.5}},
                  .role = Role::Artifact});
    }

    // Stays with the first row below it.
    void add_head(const std::string& text) {
        constexpr double kSpaceAbove = 8;
        if (y_ > begun_ && y_ + kSpaceAbove + 3 * kLeading > height_ - kMargin - 20) {
            end_page();
            begin_page();
        }
        if (y_ > begun_) y_ += kSpaceAbove;
        const auto lines = wrap_text(text, Face::SansBold, kTypeSize, width_ - 2 * kMargin);
        Group cell{.items = {}, .role = Role::HeaderCell};
        add_lines(cell, 0, lines, y_, Face::SansBold);
        Group row{.items = {}, .role = Role::Row};
        row.items.emplace_back(std::move(cell));
        rows_.items.emplace_back(std::move(row));
        y_ += kLeading * static_cast<double>(lines.size());
        add_rule();
        y_ += kRowSpace;
    }

    void add_row(const std::vector<std::string>& row) {
        std::vector<std::vector<std::string>> lines;
        std::size_t most = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines.push_back(wrap_text(row[i], Face::Sans, kTypeSize, places_[i].width));
            most = std::max(most, lines.back().size());
        }
        // A row higher than a page is parted; all others stay whole.
        for (std::size_t from = 0; from < most;) {
            const double room = height_ - kMargin - 20 - y_;
            const auto fits = static_cast<std::size_t>(std::max(0.0, room / kLeading));
            if (fits < most - from && y_ > begun_) {
                end_page();
                begin_page();
                continue;
            }
            const std::size_t count = std::min(most - from, std::max<std::size_t>(fits, 1));
            draw_row(lines, from, count);
            from += count;
        }
        y_ += kRowSpace;
    }

    void draw_row(const std::vector<std::vector<std::string>>& lines, std::size_t from,
                  std::size_t count) {
        Group group{.items = {}, .role = Role::Row};
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Group cell{.items = {}, .role = Role::Cell};
            std::vector<std::string> part;
            for (std::size_t k = from; k < std::min(from + count, lines[i].size()); ++k) {
                part.push_back(lines[i][k]);
            }
            add_lines(cell, i, part, y_, Face::Sans);
            group.items.emplace_back(std::move(cell));
        }
        rows_.items.emplace_back(std::move(group));
        y_ += kLeading * static_cast<double>(count);
    }

    void add_lines(Group& group, std::size_t column, const std::vector<std::string>& lines,
                   double top, Face face) const {
        double baseline = top + kTypeSize;
        for (const std::string& line : lines) {
            double x = places_[column].x;
            if (table_.columns[column].number || reads_to_the_left(line)) {
                x += places_[column].width - text_width(line, face, kTypeSize);
            }
            group.items.emplace_back(Text{.text = line,
                                          .face = face,
                                          .size = kTypeSize,
                                          .baseline = {x, baseline},
                                          .color = kInk});
            baseline += kLeading;
        }
    }

    void add_footer(std::size_t page) {
        const std::string text = std::to_string(page + 1) + " / " + std::to_string(pages_.size());
        const double x = width_ - kMargin - text_width(text, Face::Sans, kTypeSize);
        pages_[page].items.emplace_back(
            Group{.items = {Text{.text = text,
                                 .face = Face::Sans,
                                 .size = kTypeSize,
                                 .baseline = {x, height_ - kMargin + kTypeSize},
                                 .color = kGrey}},
                  .role = Role::Artifact});
    }

    const Table& table_;
    double width_, height_;
    std::vector<Place> places_;
    std::vector<Drawing> pages_;
    Group rows_;
    double y_ = 0;
    double begun_ = 0;  // Where the rows of the page begin.
};

}  // namespace

PdfFileBytes table_pdf(const Table& table, PdfInfo info, double width, double height) {
    if (info.title.empty()) info.title = table.title;
    PdfDocument pdf(std::move(info));
    for (const Drawing& page : TablePages(table, width, height).draw()) pdf.add_page(page);
    return pdf.finish_with_missing();
}

}  // namespace fabula::typeset
