#include "typeset/fact_sheets.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "drawing/shape.hpp"
#include "typeset/placed_picture.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

constexpr double kMargin = 54;
constexpr double kPictureSide = 132;
constexpr double kGap = 18;       // Between the picture and the facts.
constexpr double kSheetGap = 26;  // Between two sheets.
constexpr double kFactGap = 5;
constexpr Color kInk{0, 0, 0, 255};
constexpr Color kGrey{90, 90, 90, 255};
constexpr Color kRule{190, 190, 190, 255};

struct TypeStyle {
    Face face;
    double size;
    double leading;
    Color color;
};

constexpr TypeStyle kTitle{Face::SansBold, 18, 30, kInk};
constexpr TypeStyle kName{Face::SansBold, 14, 19, kInk};
constexpr TypeStyle kSubtitle{Face::Sans, 9, 14, kGrey};
constexpr TypeStyle kFactName{Face::SansBold, 8.5, 11.5, kInk};
constexpr TypeStyle kFactText{Face::Sans, 9.5, 12.5, kInk};

// One line of a sheet, at its height below the sheet's top.
struct SheetLine {
    const TypeStyle* style;
    std::string text;
    Role role;
    double space_above = 0;
};

class SheetPages {
public:
    SheetPages(const FactSheets& sheets, double width, double height)
        : sheets_(sheets), width_(width), height_(height) {}

    struct Page {
        Drawing drawing;
        std::vector<std::string> bookmarks;
    };

    std::vector<Page> draw() {
        begin_page();
        add_line({&kTitle, sheets_.title, Role::Heading1}, kMargin);
        for (const auto& sheet : sheets_.sheets) add_sheet(sheet);
        for (std::size_t i = 0; i < pages_.size(); ++i) add_footer(i);
        return std::move(pages_);
    }

private:
    void begin_page() {
        pages_.push_back({.drawing = {width_, height_, {}}, .bookmarks = {}});
        y_ = kMargin;
    }

    [[nodiscard]] double bottom() const { return height_ - kMargin - 14; }

    [[nodiscard]] std::vector<SheetLine> lines_of(const FactSheet& sheet, double room) const {
        std::vector<SheetLine> lines;
        const auto add = [&](const TypeStyle& style, const std::string& text, Role role,
                             double above = 0) {
            for (auto& line : wrap_text(text, style.face, style.size, room)) {
                lines.push_back({&style, std::move(line), role, above});
                above = 0;
            }
        };
        add(kName, sheet.title, Role::Heading2);
        if (!sheet.subtitle.empty()) add(kSubtitle, sheet.subtitle, Role::Paragraph);
        for (const auto& fact : sheet.facts) {
            if (trim(fact.text).empty()) continue;
            add(kFactName, fact.name, Role::Heading3, kFactGap);
            for (const auto& paragraph : split(fact.text, '\n')) {
                if (!trim(paragraph).empty()) {
                    add(kFactText, std::string(trim(paragraph)), Role::Paragraph);
                }
            }
        }
        return lines;
    }

    void add_sheet(const FactSheet& sheet) {
        const bool pictured = sheet.drawing != nullptr || sheet.image != nullptr;
        const double x = pictured ? kMargin + kPictureSide + kGap : kMargin;
        const auto lines = lines_of(sheet, width_ - kMargin - x);
        double height = 0;
        for (const auto& line : lines) height += line.space_above + line.style->leading;
        if (pictured) height = std::max(height, kPictureSide + 4);
        const bool fits_anywhere = height <= bottom() - kMargin;
        const double needed = fits_anywhere ? height : kPictureSide + 4;
        if (y_ + needed > bottom() && y_ > kMargin) begin_page();
        pages_.back().bookmarks.push_back(sheet.title);
        add_rule();
        const double top = y_;
        const auto first_page = pages_.size();
        if (pictured) add_picture(sheet, top + 4);
        for (const auto& line : lines) {
            if (y_ + line.space_above + line.style->leading > bottom()) begin_page();
            y_ += line.space_above;
            add_line(line, x);
        }
        if (pictured && pages_.size() == first_page) y_ = std::max(y_, top + kPictureSide + 4);
        y_ += kSheetGap;
    }

    void add_rule() {
        Path line;
        line.move(kMargin, y_).line(width_ - kMargin, y_);
        pages_.back().drawing.items.emplace_back(
            Group{.items = {Stroke{.path = std::move(line), .color = kRule, .width = 0.5}},
                  .role = Role::Artifact});
        y_ += 6;
    }

    void add_picture(const FactSheet& sheet, double top) {
        const Rect box{kMargin, top, kPictureSide, kPictureSide};
        Group figure{.items = {}, .role = Role::Figure, .alternative = sheet.alternative};
        if (sheet.drawing != nullptr) {
            figure.items.emplace_back(placed(*sheet.drawing, box));
        } else {
            figure.items.emplace_back(placed(sheet.image, box));
        }
        pages_.back().drawing.items.emplace_back(std::move(figure));
    }

    void add_line(const SheetLine& line, double x) {
        const auto& style = *line.style;
        if (reads_to_the_left(line.text)) {
            x = width_ - kMargin - text_width(line.text, style.face, style.size);
        }
        Group group{.items = {}, .role = line.role};
        group.items.emplace_back(Text{.text = line.text,
                                      .face = style.face,
                                      .size = style.size,
                                      .baseline = {x, y_ + style.size},
                                      .color = style.color});
        pages_.back().drawing.items.emplace_back(std::move(group));
        y_ += style.leading;
    }

    void add_footer(std::size_t page) {
        const auto text = std::to_string(page + 1) + " / " + std::to_string(pages_.size());
        const double x = width_ - kMargin - text_width(text, Face::Sans, 9);
        pages_[page].drawing.items.emplace_back(
            Group{.items = {Text{.text = text,
                                 .face = Face::Sans,
                                 .size = 9,
                                 .baseline = {x, height_ - kMargin + 9},
                                 .color = kGrey}},
                  .role = Role::Artifact});
    }

    const FactSheets& sheets_;
    double width_, height_;
    std::vector<Page> pages_;
    double y_ = 0;
};

}  // namespace

PdfFileBytes fact_sheets_pdf(const FactSheets& sheets, PdfInfo info, double width, double height) {
    if (info.title.empty()) info.title = sheets.title;
    PdfDocument pdf(std::move(info));
    for (const auto& page : SheetPages(sheets, width, height).draw()) {
        pdf.add_page(page.drawing);
        for (const auto& name : page.bookmarks) pdf.add_bookmark(name);
    }
    return pdf.finish_with_missing();
}

}  // namespace fabula::typeset
