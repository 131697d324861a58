#include <algorithm>
#include <array>

#include "comic/comic.hpp"
#include "comic/lettering.hpp"

namespace fabula::comic {

using drawing::Rect;

namespace {

constexpr drawing::Color kPaper{255, 255, 255, 255};
constexpr drawing::Color kBand{250, 249, 244, 255};
constexpr drawing::Color kInk{20, 24, 26, 255};
constexpr double kBorder = 1.4;
constexpr std::array<double, 5> kHeadrooms{0.0, 0.22, 0.34, 0.45, 0.55};

PanelSpace space_of(const drawing::FrameDrawing& art, double width, double height, double top) {
    PanelSpace space{width, height, art.figures};
    for (auto& figure : space.figures) {
        figure.head.y += top;
        figure.mouth.y += top;
    }
    return space;
}

// As large as covers the panel, its middle in the panel's middle.
drawing::FrameDrawing place_picture(const Panel& panel, double width, double height) {
    const auto& picture = panel.picture;
    const double scale = std::max(width / picture->width, height / picture->height);
    const double w = picture->width * scale, h = picture->height * scale;
    drawing::FrameDrawing art;
    art.drawing = {.width = width, .height = height, .items = {}};
    art.drawing.items.emplace_back(drawing::Image{
        .data = picture, .rect = {(width - w) / 2, (height - h) / 2, w, h}, .alternative = {}});
    return art;
}

drawing::FrameDrawing draw_art(const Panel& panel, double width, double height, double headroom) {
    if (panel.picture) return place_picture(panel, width, height);
    auto spec = panel.frame;
    spec.width = width;
    spec.height = height;
    spec.headroom = headroom;
    return drawing::draw_frame(spec);
}

}  // namespace

// The art is staged lower and lower until the lettering finds its place; where it never does, it
// gets a band of its own above a smaller picture. A balloon that a hand has put somewhere makes no
// difference to that, so that the art stays while it is moved.
ComposedPanel compose_panel(const Panel& panel, double width, double height,
                            const PageStyle& style) {
    for (const double headroom : kHeadrooms) {
        ComposedPanel drawn{draw_art(panel, width, height, headroom), 0, {}, {}};
        drawn.space = space_of(drawn.art, width, height, 0);
        if (!letter_panel(panel, drawn.space, height * 0.72, style, Hand::Ignore).fits) continue;
        drawn.lettering = letter_panel(panel, drawn.space, height * 0.72, style);
        if (drawn.lettering.fits) return drawn;
    }
    const double band = std::min(band_height(panel, width, style), height * 0.8);
    ComposedPanel drawn{draw_art(panel, width, height - band, 0), band, {}, {}};
    drawn.space = space_of(drawn.art, width, height, band);
    drawn.lettering = letter_panel(panel, drawn.space, band, style);
    if (drawn.lettering.fits) return drawn;
    // Nobody is in the way of a band that takes the whole panel, and small letters fit it.
    auto small = style;
    for (int i = 0; i < 6 && !drawn.lettering.fits; ++i) {
        small.lettering *= 0.88;
        drawn.lettering = letter_panel(panel, {width, height, {}}, height, small);
    }
    return drawn;
}

namespace {

drawing::Group panel_group(const Panel& panel, const Rect& rect, const PageStyle& style) {
    auto drawn = compose_panel(panel, rect.width, rect.height, style);
    drawing::Group inner;
    inner.clip = drawing::rectangle({0, 0, rect.width, rect.height});
    inner.transform.e = rect.x;
    inner.transform.f = rect.y;
    if (drawn.art_top > 0) {
        inner.items.emplace_back(drawing::Fill{
            .path = drawing::rectangle({0, 0, rect.width, rect.height}), .color = kBand});
    }
    drawing::Group art;
    art.items = std::move(drawn.art.drawing.items);
    art.clip = drawing::rectangle({0, 0, rect.width, rect.height - drawn.art_top});
    art.transform.f = drawn.art_top;
    art.role = drawing::Role::Figure;
    art.alternative = panel.alternative;
    inner.items.emplace_back(std::move(art));
    for (const auto& balloon : drawn.lettering.balloons) {
        inner.items.emplace_back(draw_balloon(balloon));
    }
    drawing::Group outer;
    outer.items.emplace_back(std::move(inner));
    outer.items.emplace_back(drawing::Stroke{.path = drawing::rectangle(rect),
                                             .color = kInk,
                                             .width = kBorder,
                                             .join = drawing::LineJoin::Miter});
    return outer;
}

}  // namespace

drawing::Drawing draw_page(const std::vector<Panel>& panels, const Page& page,
                           const PageStyle& style) {
    const double height = page.height > 0 ? page.height : style.height;
    drawing::Drawing out{.width = style.width, .height = height, .items = {}};
    out.items.emplace_back(
        drawing::Fill{.path = drawing::rectangle({0, 0, style.width, height}), .color = kPaper});
    for (const auto& placed : page.panels) {
        out.items.emplace_back(panel_group(panels[placed.panel], placed.rect, style));
    }
    return out;
}

}  // namespace fabula::comic
