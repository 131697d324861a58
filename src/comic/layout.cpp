// Rows of panels after the way of justified galleries: every panel has the shape it would like, a
// row is scaled to the width of the page, and of all ways to cut a page into rows the one is taken
// whose rows have to be stretched least. (Importance-weighted rows and columns: Cao, Chan and Lau,
// "Automatic stylistic manga layout", 2012.)
#include <algorithm>
#include <cmath>
#include <limits>

#include "comic/comic.hpp"

namespace fabula::comic {

namespace {

constexpr double kPageWeight = 12.5;  // Weights of the panels of a page add up to about this.
constexpr double kNearlyFull = 8.5;   // From here on a new scene begins a new page.
constexpr std::size_t kPanelsMax = 7;
constexpr std::size_t kRowMax = 3;

std::size_t letters_of(const Panel& panel) {
    std::size_t count = panel.narration.size() + panel.place.size() / 2;
    for (const auto& line : panel.lines) count += line.text.size() + 12;
    return count;
}

// Much text needs room as a turning point does.
double weight_of(const Panel& panel) {
    const double text = static_cast<double>(letters_of(panel)) / 110.0;
    return std::clamp(std::max(static_cast<double>(panel.weight), text), 1.2, 5.0);
}

// Width over height that suits what is shown.
double shape_of(const Panel& panel) {
    double shape = 1.15;
    switch (panel.frame.framing) {
        case drawing::Framing::ExtremeWide: shape = 2.3; break;
        case drawing::Framing::Wide: shape = 1.8; break;
        case drawing::Framing::MediumWide: shape = 1.35; break;
        case drawing::Framing::TwoShot:
        case drawing::Framing::OverShoulder: shape = 1.35; break;
        case drawing::Framing::Medium: shape = 1.1; break;
        case drawing::Framing::MediumClose: shape = 1.0; break;
        case drawing::Framing::Close: shape = 0.95; break;
        case drawing::Framing::ExtremeClose: shape = 1.5; break;
        case drawing::Framing::Insert: shape = 1.0; break;
    }
    // Balloons take height, several of them width.
    const auto letters = static_cast<double>(letters_of(panel));
    if (panel.lines.size() > 1) shape = std::max(shape, 1.3);
    if (letters > 160) shape = std::min(shape, 1.25);
    return shape * (0.85 + 0.1 * weight_of(panel));
}

// Panels [from, to) stand on one page.
struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
};

std::vector<Span> cut_into_pages(const std::vector<Panel>& panels) {
    std::vector<Span> pages;
    std::size_t from = 0;
    double weight = 0;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const double added = weight_of(panels[i]);
        const bool full = weight + added > kPageWeight || i - from >= kPanelsMax;
        const bool turns = panels[i].opens_scene && weight >= kNearlyFull;
        if (i > from && (full || turns)) {
            pages.push_back({from, i});
            from = i;
            weight = 0;
        }
        weight += added;
    }
    if (from < panels.size()) pages.push_back({from, panels.size()});
    // A lone panel at the end would be blown up to a page: it moves in with its neighbours.
    if (pages.size() > 1 && pages.back().to - pages.back().from == 1 &&
        pages[pages.size() - 2].to - pages[pages.size() - 2].from < kPanelsMax) {
        pages[pages.size() - 2].to = pages.back().to;
        pages.pop_back();
    }
    return pages;
}

// Row lengths that add up to `count`, by the bits of `cuts`: bit i cuts behind panel i.
std::vector<std::size_t> rows_of(std::size_t count, unsigned cuts) {
    std::vector<std::size_t> rows;
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i) {
        ++length;
        if (i + 1 == count || (cuts >> i & 1U) != 0) {
            rows.push_back(length);
            length = 0;
        }
    }
    return rows;
}

struct Row {
    Span span;
    double height = 0;  // As its panels would like it at the width of the page.
};

class PageLayout {
public:
    PageLayout(const std::vector<Panel>& panels, Span span, const PageStyle& style)
        : panels_(panels),
          span_(span),
          style_(style),
          width_(style.width - 2 * style.margin),
          height_(style.height - 2 * style.margin) {}

    [[nodiscard]] Page best() const {
        const auto count = span_.to - span_.from;
        std::vector<Row> chosen;
        double least = std::numeric_limits<double>::infinity();
        for (unsigned cuts = 0; cuts < 1U << (count - 1); ++cuts) {
            const auto lengths = rows_of(count, cuts);
            if (*std::max_element(lengths.begin(), lengths.end()) > kRowMax) continue;
            const auto rows = make_rows(lengths);
            const double cost = cost_of(rows);
            if (cost < least) {
                least = cost;
                chosen = rows;
            }
        }
        return place(chosen);
    }

private:
    [[nodiscard]] std::vector<Row> make_rows(const std::vector<std::size_t>& lengths) const {
        std::vector<Row> rows;
        auto from = span_.from;
        for (const auto length : lengths) {
            Row row{{from, from + length}, 0};
            double shapes = 0;
            for (auto i = row.span.from; i < row.span.to; ++i) shapes += shape_of(panels_[i]);
            row.height = (width_ - static_cast<double>(length - 1) * style_.gutter) / shapes;
            from += length;
            rows.push_back(row);
        }
        return rows;
    }

    [[nodiscard]] double stretch_of(const std::vector<Row>& rows) const {
        double natural = 0;
        for (const auto& row : rows) natural += row.height;
        return (height_ - static_cast<double>(rows.size() - 1) * style_.gutter) / natural;
    }

    // Stretching all rows costs, rows of very unlike height cost, and so do narrow panels.
    [[nodiscard]] double cost_of(const std::vector<Row>& rows) const {
        const double stretch = stretch_of(rows);
        double cost = std::pow(std::log(stretch), 2) * 4;
        for (const auto& row : rows) {
            const double height = row.height * stretch;
            for (auto i = row.span.from; i < row.span.to; ++i) {
                const double width = shape_of(panels_[i]) * row.height;
                const double wanted = weight_of(panels_[i]) * width_ * height_ / kPageWeight;
                cost += std::pow(std::log(width * height / wanted), 2) * 0.5;
                if (width < 118) cost += 0.6;
                if (height < 96) cost += 0.8;
            }
        }
        return cost;
    }

    [[nodiscard]] Page place(const std::vector<Row>& rows) const {
        Page page;
        const double stretch = stretch_of(rows);
        double y = style_.margin;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto& row = rows[r];
            const bool last = r + 1 == rows.size();
            const double height = last ? style_.height - style_.margin - y : row.height * stretch;
            place_row(page, row, y, height);
            y += height + style_.gutter;
        }
        return page;
    }

    void place_row(Page& page, const Row& row, double y, double height) const {
        double x = style_.margin;
        for (auto i = row.span.from; i < row.span.to; ++i) {
            const bool last = i + 1 == row.span.to;
            const double width =
                last ? style_.width - style_.margin - x : shape_of(panels_[i]) * row.height;
            drawing::Rect rect{x, y, width, height};
            // Reading from the right mirrors the order, never the art.
            if (style_.reading == Reading::RightToLeft) rect.x = style_.width - rect.right();
            page.panels.push_back({i, rect});
            x += width + style_.gutter;
        }
    }

    const std::vector<Panel>& panels_;
    Span span_;
    const PageStyle& style_;
    double width_;
    double height_;
};

}  // namespace

std::vector<Page> lay_out(const std::vector<Panel>& panels, const PageStyle& style) {
    std::vector<Page> pages;
    for (const auto span : cut_into_pages(panels)) {
        pages.push_back(PageLayout(panels, span, style).best());
    }
    return pages;
}

std::vector<Page> lay_out_strip(const std::vector<Panel>& panels, const PageStyle& style,
                                double height_max) {
    // White between panels is time: more of it where a scene begins.
    const double between = style.gutter * 3;
    const double width = style.width - 2 * style.margin;
    std::vector<Page> slices;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const double shape = std::clamp(shape_of(panels[i]), 0.8, 1.9);
        const double height = width / shape;
        const double above = panels[i].opens_scene ? between * 2 : between;
        if (slices.empty() || slices.back().height + above + height + between > height_max) {
            slices.emplace_back();
        }
        auto& slice = slices.back();
        slice.panels.push_back({i, {style.margin, slice.height + above, width, height}});
        slice.height += above + height;
    }
    if (!slices.empty()) slices.back().height += between;
    return slices;
}

}  // namespace fabula::comic
