#include "typeset/storyboard.hpp"

#include <algorithm>

#include "drawing/shape.hpp"
#include "typeset/storyboard_cell.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

constexpr double kMargin = 36;
constexpr double kHeader = 26;  // From the margin to the first row.
constexpr double kColumnGap = 18;
constexpr double kRowGap = 12;
constexpr std::size_t kColumns = 3;
constexpr int kRows = 2;
constexpr double kCaptionMin = 80;  // Kept free below a frame on a page of two rows.

constexpr Color kBlack{0, 0, 0, 255};
constexpr Color kGrey{70, 70, 70, 255};

std::string filled(std::string text, std::string_view name, std::size_t value) {
    const std::size_t at = text.find(name);
    return at == std::string::npos ? text : text.replace(at, name.size(), std::to_string(value));
}

class Pagination {
public:
    explicit Pagination(const StoryboardSheet& sheet)
        : sheet_(sheet),
          column_((sheet.paper_width - 2 * kMargin - (kColumns - 1) * kColumnGap) / kColumns),
          bottom_(sheet.paper_height - kMargin),
          row_height_((bottom_ - kTop - (kRows - 1) * kRowGap) / kRows),
          drawer_(sheet, column_, row_height_ - kCaptionMin) {}

    void run() {
        begin_page();
        for (std::size_t i = 0; i < sheet_.frames.size(); i += kColumns) {
            std::vector<StoryboardCell> row;
            for (std::size_t c = 0; c < kColumns && i + c < sheet_.frames.size(); ++c) {
                const double x = kMargin + static_cast<double>(c) * (column_ + kColumnGap);
                row.push_back(drawer_.make_cell(sheet_.frames[i + c], x));
            }
            place(row);
        }
        for (std::size_t i = 0; i < pages_.size(); ++i) add_header(i);
    }

    struct Bookmark {
        std::size_t page = 0;
        double y = 0;
        std::string title;
    };

    std::vector<Drawing> pages_;
    std::vector<Bookmark> bookmarks_;

private:
    static constexpr double kTop = kMargin + kHeader;

    void begin_page() {
        pages_.push_back({sheet_.paper_width, sheet_.paper_height, {}});
        y_ = kTop;
    }

    void place(std::vector<StoryboardCell>& row) {
        double height = row_height_;
        for (const auto& cell : row) height = std::max(height, drawer_.height(cell));
        if (y_ > kTop && y_ + height > bottom_ + 0.01) begin_page();
        for (const auto& cell : row) add_bookmark(*cell.frame);
        const double start = y_;
        draw_rest(row);
        y_ = std::max(y_, start + row_height_ + kRowGap);
        // A caption that no page can hold goes on at the top of the next.
        while (!std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.done(); })) {
            begin_page();
            draw_rest(row);
        }
    }

    void draw_rest(std::vector<StoryboardCell>& row) {
        const double top = y_;
        for (StoryboardCell& cell : row) {
            if (cell.done()) continue;
            auto drawn = drawer_.draw(cell, top, bottom_);
            pages_.back().items.emplace_back(std::move(drawn.group));
            y_ = std::max(y_, drawn.bottom + kRowGap);
        }
    }

    void add_bookmark(const StoryboardFrame& frame) {
        if (frame.scene.empty()) return;
        if (!bookmarks_.empty() && bookmarks_.back().title == frame.scene) return;
        bookmarks_.push_back({pages_.size() - 1, y_ - 6, frame.scene});
    }

    void add_header(std::size_t page) {
        const double baseline = kMargin + 9;
        std::string number = filled(sheet_.words.page, "{page}", page + 1);
        number = filled(std::move(number), "{pages}", pages_.size());
        const double number_x = sheet_.paper_width - kMargin - text_width(number, Face::Sans, 8.5);
        // A long title loses its end rather than running into the page number.
        const double room = number_x - kMargin - 12;
        const std::string title = wrap_text(sheet_.title, Face::SansBold, 11, room).front();
        const double title_width = text_width(title, Face::SansBold, 11);
        Group header;
        header.role = page == 0 ? Role::Heading1 : Role::Artifact;
        header.items.emplace_back(Text{.text = title,
                                       .face = Face::SansBold,
                                       .size = 11,
                                       .baseline = {kMargin, baseline},
                                       .color = kBlack});
        Group rest;
        rest.role = Role::Artifact;
        const double subtitle_x = kMargin + title_width + 10;
        if (subtitle_x + text_width(sheet_.subtitle, Face::Sans, 8.5) < number_x - 12) {
            rest.items.emplace_back(header_text(sheet_.subtitle, subtitle_x, baseline));
        }
        rest.items.emplace_back(header_text(std::move(number), number_x, baseline));
        Path rule;
        rule.move(kMargin, kMargin + 15).line(sheet_.paper_width - kMargin, kMargin + 15);
        rest.items.emplace_back(Stroke{.path = rule, .color = kBlack, .width = 0.75});
        auto& items = pages_[page].items;
        items.insert(items.begin(), {Item{std::move(header)}, Item{std::move(rest)}});
    }

    static Text header_text(std::string text, double x, double baseline) {
        return {.text = std::move(text),
                .face = Face::Sans,
                .size = 8.5,
                .baseline = {x, baseline},
                .color = kGrey};
    }

    const StoryboardSheet& sheet_;
    double column_, bottom_, row_height_;
    StoryboardCellDrawer drawer_;
    double y_ = 0;
};

}  // namespace

std::vector<Drawing> storyboard_pages(const StoryboardSheet& sheet) {
    Pagination pagination(sheet);
    pagination.run();
    return std::move(pagination.pages_);
}

PdfFileBytes storyboard_pdf(const StoryboardSheet& sheet, PdfInfo info) {
    if (info.title.empty()) info.title = sheet.title;
    Pagination pagination(sheet);
    pagination.run();
    PdfDocument pdf(std::move(info));
    auto bookmark = pagination.bookmarks_.begin();
    for (std::size_t i = 0; i < pagination.pages_.size(); ++i) {
        pdf.add_page(pagination.pages_[i]);
        for (; bookmark != pagination.bookmarks_.end() && bookmark->page == i; ++bookmark) {
            pdf.add_bookmark(bookmark->title, bookmark->y);
        }
    }
    return pdf.finish_with_missing();
}

}  // namespace fabula::typeset
