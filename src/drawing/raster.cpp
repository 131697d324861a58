#include "drawing/raster.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "drawing/image/codecs.hpp"
#include "drawing/shape.hpp"

namespace fabula::drawing {

namespace {

struct CairoDeleter {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Surface = std::unique_ptr<cairo_surface_t, CairoDeleter>;
using Cairo = std::unique_ptr<cairo_t, CairoDeleter>;
using Pattern = std::unique_ptr<cairo_pattern_t, CairoDeleter>;

// cairo keeps a pixel as one native 32-bit number, alpha highest, colours premultiplied.
std::uint32_t pack(unsigned red, unsigned green, unsigned blue, unsigned alpha) {
    return alpha << 24 | red << 16 | green << 8 | blue;
}

Surface surface_of(const Pixels& pixels) {
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(pixels.width),
                                               static_cast<int>(pixels.height)));
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const std::uint8_t* from = pixels.rgba.data();
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        auto* to = reinterpret_cast<std::uint32_t*>(data + y * stride);
        for (std::uint32_t x = 0; x < pixels.width; ++x, from += 4) {
            const unsigned alpha = from[3];
            const auto premultiplied = [&](unsigned value) { return (value * alpha + 127) / 255; };
            to[x] =
                pack(premultiplied(from[0]), premultiplied(from[1]), premultiplied(from[2]), alpha);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

Pixels pixels_of(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    Pixels out;
    out.width = static_cast<std::uint32_t>(cairo_image_surface_get_width(surface));
    out.height = static_cast<std::uint32_t>(cairo_image_surface_get_height(surface));
    out.rgba.resize(std::size_t{out.width} * out.height * 4);
    const unsigned char* data = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    std::uint8_t* to = out.rgba.data();
    for (std::uint32_t y = 0; y < out.height; ++y) {
        const auto* from = reinterpret_cast<const std::uint32_t*>(data + y * stride);
        for (std::uint32_t x = 0; x < out.width; ++x, to += 4) {
            const std::uint32_t pixel = from[x];
            const std::uint32_t alpha = pixel >> 24;
            for (unsigned c = 0; c < 3; ++c) {
                const std::uint32_t value = pixel >> (16 - 8 * c) & 0xFF;
                to[c] = static_cast<std::uint8_t>(
                    alpha == 255 || alpha == 0 ? value
                                               : std::min(255U, (value * 255 + alpha / 2) / alpha));
            }
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return out;
}

class Painter {
public:
    explicit Painter(cairo_t* cairo) : cairo_(cairo) {}

    void paint(const std::vector<Item>& items) {
        for (const Item& item : items) {
            std::visit([this](const auto& thing) { paint(thing); },
                       static_cast<const Item::variant&>(item));
        }
    }

private:
    void paint(const Fill& fill) {
        trace(fill.path);
        set_color(fill.color);
        cairo_set_fill_rule(cairo_,
                            fill.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
        cairo_fill(cairo_);
    }

    void paint(const Stroke& stroke) {
        static constexpr cairo_line_cap_t kCaps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                                     CAIRO_LINE_CAP_SQUARE};
        static constexpr cairo_line_join_t kJoins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                                       CAIRO_LINE_JOIN_BEVEL};
        trace(stroke.path);
        set_color(stroke.color);
        cairo_set_line_width(cairo_, stroke.width);
        cairo_set_line_cap(cairo_, kCaps[static_cast<std::size_t>(stroke.cap)]);
        cairo_set_line_join(cairo_, kJoins[static_cast<std::size_t>(stroke.join)]);
        cairo_set_dash(cairo_, stroke.dash.data(), static_cast<int>(stroke.dash.size()), 0);
        cairo_stroke(cairo_);
    }

    void paint(const Text& text) {
        const ShapedText shaped = shape_text(text);
        double pen = text.baseline.x;
        for (const GlyphRun& run : shaped.runs) {
            for (const Glyph& glyph : run.glyphs) {
                trace(outline(run.font, glyph.id), text.size,
                      {pen + glyph.offset.x, text.baseline.y + glyph.offset.y});
                pen += glyph.advance;
            }
        }
        if (text.underline) {
            const FontMetrics& metrics = font_metrics(main_font(text.face));
            const double width = metrics.underline_width * text.size;
            cairo_rectangle(cairo_, text.baseline.x,
                            text.baseline.y + metrics.underline_offset * text.size - width / 2,
                            shaped.width, width);
        }
        set_color(text.color);
        cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_WINDING);
        cairo_fill(cairo_);
    }

    void paint(const Image& image) {
        if (image.data == nullptr || image.rect.width <= 0 || image.rect.height <= 0) return;
        // The size in device pixels, whatever the transformation.
        double ax = image.rect.width, ay = 0, bx = 0, by = image.rect.height;
        cairo_user_to_device_distance(cairo_, &ax, &ay);
        cairo_user_to_device_distance(cairo_, &bx, &by);
        const auto width =
            static_cast<std::uint32_t>(std::clamp(std::ceil(std::hypot(ax, ay)), 1.0, 1e5));
        const auto height =
            static_cast<std::uint32_t>(std::clamp(std::ceil(std::hypot(bx, by)), 1.0, 1e5));
        auto pixels = find_pixels(image.data->bytes, width);
        if (!pixels) return paint_missing(image.rect);
        const std::uint32_t to_width = std::min(width, pixels->width);
        const std::uint32_t to_height = std::min(height, pixels->height);
        if (to_width != pixels->width || to_height != pixels->height) {
            pixels = scale_image(*pixels, to_width, to_height);
        }
        paint_pixels(*pixels, image.rect);
    }

    void paint_pixels(const Pixels& pixels, const Rect& rect) {
        const Surface surface = surface_of(pixels);
        const Pattern pattern(cairo_pattern_create_for_surface(surface.get()));
        cairo_pattern_set_filter(pattern.get(), CAIRO_FILTER_BILINEAR);
        cairo_pattern_set_extend(pattern.get(), CAIRO_EXTEND_PAD);  // No pale edges.
        cairo_matrix_t matrix;
        cairo_matrix_init_scale(&matrix, pixels.width / rect.width, pixels.height / rect.height);
        cairo_matrix_translate(&matrix, -rect.x, -rect.y);
        cairo_pattern_set_matrix(pattern.get(), &matrix);
        cairo_rectangle(cairo_, rect.x, rect.y, rect.width, rect.height);
        cairo_set_source(cairo_, pattern.get());
        cairo_fill(cairo_);
    }

    void paint_missing(const Rect& rect) {
        static constexpr Color kGrey{128, 128, 128, 255};
        Path cross = rectangle(rect);
        cross.move(rect.x, rect.y).line(rect.right(), rect.bottom());
        cross.move(rect.right(), rect.y).line(rect.x, rect.bottom());
        paint(Stroke{.path = cross, .color = kGrey});
    }

    void paint(const Group& group) {
        const Transform& t = group.transform;
        if (t.a * t.d - t.b * t.c == 0) return;  // Flat: nothing to see.
        cairo_save(cairo_);
        cairo_matrix_t matrix;
        cairo_matrix_init(&matrix, t.a, t.b, t.c, t.d, t.e, t.f);
        cairo_transform(cairo_, &matrix);
        if (group.clip) {
            trace(*group.clip);
            cairo_clip(cairo_);
        }
        const bool together = group.opacity < 1;
        if (together) cairo_push_group(cairo_);
        paint(group.items);
        if (together) {
            cairo_pop_group_to_source(cairo_);
            cairo_paint_with_alpha(cairo_, group.opacity);
        }
        cairo_restore(cairo_);
    }

    void set_color(const Color& color) {
        cairo_set_source_rgba(cairo_, color.red / 255.0, color.green / 255.0, color.blue / 255.0,
                              color.alpha / 255.0);
    }

    void trace(const Path& path, double scale = 1, Point origin = {}) {
        const auto x = [&](const Point& p) { return origin.x + p.x * scale; };
        const auto y = [&](const Point& p) { return origin.y + p.y * scale; };
        for (const PathStep& step : path.steps) {
            if (const auto* move = std::get_if<MoveTo>(&step)) {
                cairo_move_to(cairo_, x(move->to), y(move->to));
            } else if (const auto* line = std::get_if<LineTo>(&step)) {
                cairo_line_to(cairo_, x(line->to), y(line->to));
            } else if (const auto* curve = std::get_if<CurveTo>(&step)) {
                cairo_curve_to(cairo_, x(curve->control1), y(curve->control1), x(curve->control2),
                               y(curve->control2), x(curve->to), y(curve->to));
            } else {
                cairo_close_path(cairo_);
            }
        }
    }

    const Path& outline(FontFile font, std::uint32_t glyph) {
        const auto [entry, is_new] = outlines_.try_emplace({font, glyph});
        if (is_new) entry->second = glyph_outline(font, glyph);
        return entry->second;
    }

    cairo_t* cairo_;
    std::map<std::pair<FontFile, std::uint32_t>, Path> outlines_;
};

}  // namespace

RasterOptions raster_to_width(const Drawing& drawing, std::uint32_t width) {
    return {.pixels_per_point = width / std::max(drawing.width, 1e-3)};
}

Pixels rasterize(const Drawing& drawing, const RasterOptions& options) {
    const double width = std::max(1.0, std::round(drawing.width * options.pixels_per_point));
    const double height = std::max(1.0, std::round(drawing.height * options.pixels_per_point));
    if (!(width * height <= static_cast<double>(kImagePixelsMax)) ||
        std::max(width, height) > 32767) {
        throw AppError(Code::TooLarge,
                       PublicText{"The picture would have more pixels than allowed."});
    }
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(width),
                                                     static_cast<int>(height)));
    const Cairo cairo(cairo_create(surface.get()));
    const Color& paper = options.background;
    cairo_set_source_rgba(cairo.get(), paper.red / 255.0, paper.green / 255.0, paper.blue / 255.0,
                          paper.alpha / 255.0);
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), width / std::max(drawing.width, 1e-3),
                height / std::max(drawing.height, 1e-3));
    Painter(cairo.get()).paint(drawing.items);
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
        throw AppError(Code::Internal, PublicText{"The picture could not be drawn."},
                       {.log = cairo_status_to_string(cairo_status(cairo.get()))});
    }
    return pixels_of(surface.get());
}

std::string render_png(const Drawing& drawing, const RasterOptions& options) {
    return encode_png(rasterize(drawing, options), {.pixels_per_point = options.pixels_per_point});
}

}  // namespace fabula::drawing
