#include "typeset/pdf/content.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/numbers.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

std::string_view tag_of(Role role) {
    switch (role) {
        case Role::Section: return "Sect";
        case Role::Heading1: return "H1";
        case Role::Heading2: return "H2";
        case Role::Heading3: return "H3";
        case Role::Paragraph: return "P";
        case Role::Figure: return "Figure";
        case Role::Table: return "Table";
        case Role::Row: return "TR";
        case Role::HeaderCell: return "TH";
        case Role::Cell: return "TD";
        case Role::None:
        case Role::Artifact: break;
    }
    return {};
}

bool holds_parts(Role role) {
    return role == Role::Section || role == Role::Table || role == Role::Row;
}

// The matrix of a picture that lies as EXIF says: from the stored unit square to the upright one.
Transform upright(std::uint8_t orientation) {
    switch (orientation) {
        case 2: return {-1, 0, 0, 1, 1, 0};
        case 3: return {-1, 0, 0, -1, 1, 1};
        case 4: return {1, 0, 0, -1, 0, 1};
        case 5: return {0, -1, -1, 0, 1, 1};
        case 6: return {0, -1, 1, 0, 0, 1};
        case 7: return {0, 1, 1, 0, 0, 0};
        case 8: return {0, 1, -1, 0, 1, 0};
        default: return {};
    }
}

}  // namespace

void PdfContent::draw(const std::vector<Item>& items) {
    for (const Item& item : items) {
        std::visit([this](const auto& thing) { draw(thing); },
                   static_cast<const Item::variant&>(item));
    }
}

void PdfContent::draw_stamp(int form) {
    mark_decoration();
    resources_.pictures.insert(form);
    out_ += "/X";
    append_integer(out_, form);
    out_ += " Do\n";
    close_mark();
}

void PdfContent::finish() {
    end_text();
    close_mark();
}

void PdfContent::draw(const Fill& fill) {
    if (fill.color.alpha == 0 || fill.path.steps.empty()) return;
    mark_decoration();
    end_text();
    set_fill(fill.color);
    append_path(fill.path);
    out_ += fill.even_odd ? "f*\n" : "f\n";
}

void PdfContent::draw(const Stroke& stroke) {
    if (stroke.color.alpha == 0 || stroke.path.steps.empty()) return;
    mark_decoration();
    end_text();
    set_stroke(stroke.color);
    set_pen(stroke);
    append_path(stroke.path);
    out_ += "S\n";
}

void PdfContent::draw(const Image& image) {
    const bool own_part = leaf_ == kNoMark && !image.alternative.empty() && tags_ == Tags::Yes;
    if (own_part) leaf_ = shared_.structure.add(container_, "Figure", {}, image.alternative);
    const auto placed = shared_.images.add(image.data);
    if (!placed) {
        draw_missing(image.rect);
    } else {
        mark_decoration();
        end_text();
        const Rect& r = image.rect;
        save();
        append_numbers({r.width, 0, 0, r.height, r.x, height_ - r.bottom()}, 3);
        out_ += "cm\n";
        if (placed->orientation > 1) {
            const Transform t = upright(placed->orientation);
            append_numbers({t.a, t.b, t.c, t.d, t.e, t.f}, 0);
            out_ += "cm\n";
        }
        set_opacity(1);
        resources_.pictures.insert(placed->object);
        out_ += "/X";
        append_integer(out_, placed->object);
        out_ += " Do\n";
        restore();
    }
    if (own_part) {
        close_mark();
        leaf_ = kNoMark;
    }
}

void PdfContent::draw_missing(const Rect& rect) {
    Path cross = rectangle(rect);
    cross.move(rect.x, rect.y).line(rect.right(), rect.bottom());
    cross.move(rect.right(), rect.y).line(rect.x, rect.bottom());
    draw(Stroke{.path = std::move(cross), .color = {128, 128, 128, 255}});
}

void PdfContent::draw(const Group& group) {
    const int outer_container = container_, outer_leaf = leaf_;
    if (leaf_ == kNoMark && tags_ == Tags::Yes) {
        if (group.role == Role::Artifact) {
            leaf_ = kArtifact;
        } else if (const auto tag = tag_of(group.role); !tag.empty()) {
            const int part = shared_.structure.add(container_, tag, group.label, group.alternative);
            (holds_parts(group.role) ? container_ : leaf_) = part;
        }
    }
    draw_group_content(group);
    if (leaf_ != outer_leaf) {
        end_text();
        close_mark();
    }
    container_ = outer_container;
    leaf_ = outer_leaf;
}

void PdfContent::draw_group_content(const Group& group) {
    const Transform& t = group.transform;
    const bool moved = t.a != 1 || t.b != 0 || t.c != 0 || t.d != 1 || t.e != 0 || t.f != 0;
    const bool faded = group.opacity < 1;
    if (!moved && !faded && !group.clip) return draw(group.items);
    end_text();
    close_mark();
    save();
    if (moved) {
        // The same map between points whose y grows upwards.
        append_numbers({t.a, -t.b, -t.c, t.d}, 6);
        append_numbers({t.c * height_ + t.e, height_ - t.d * height_ - t.f}, 3);
        out_ += "cm\n";
    }
    if (group.clip) {
        append_path(*group.clip);
        out_ += "W n\n";
    }
    if (faded) {
        draw_faded(group);
    } else {
        draw(group.items);
    }
    end_text();
    close_mark();
    restore();
}

// Overlapping things fade as one only when they are drawn as a form first (11.6.6).
void PdfContent::draw_faded(const Group& group) {
    PdfContent content(shared_, height_, Tags::No);
    content.state_ = state_;        // A form begins in the state in which it is called,
    content.state_.opacity = 1000;  // its opacity aside; fonts go by names of its own.
    content.state_.font.reset();
    content.draw(group.items);
    content.finish();
    const int form = shared_.file.reserve();
    shared_.file.put_stream(form,
                            "/Type/XObject/Subtype/Form/BBox[-32767 -32767 32767 32767]"
                            "/Group<</S/Transparency>>/Resources" +
                                content.resources().write(shared_),
                            content.stream());
    mark_decoration();
    set_opacity(group.opacity);
    resources_.pictures.insert(form);
    out_ += "/X";
    append_integer(out_, form);
    out_ += " Do\n";
}

void PdfContent::append_point(Point point) {
    append_numbers({point.x, height_ - point.y}, 2);
}

void PdfContent::append_numbers(std::initializer_list<double> values, int decimals) {
    for (const double value : values) {
        append_number(out_, value, decimals);
        out_ += ' ';
    }
}

void PdfContent::append_path(const Path& path) {
    for (const PathStep& step : path.steps) {
        if (const auto* move = std::get_if<MoveTo>(&step)) {
            append_point(move->to);
            out_ += "m\n";
        } else if (const auto* line = std::get_if<LineTo>(&step)) {
            append_point(line->to);
            out_ += "l\n";
        } else if (const auto* curve = std::get_if<CurveTo>(&step)) {
            append_point(curve->control1);
            append_point(curve->control2);
            append_point(curve->to);
            out_ += "c\n";
        } else {
            out_ += "h\n";
        }
    }
}

void PdfContent::append_color(const Color& color, std::string_view grey, std::string_view rgb) {
    if (color.red == color.green && color.green == color.blue) {
        append_numbers({color.red / 255.0}, 3);
        out_ += grey;
    } else {
        append_numbers({color.red / 255.0, color.green / 255.0, color.blue / 255.0}, 3);
        out_ += rgb;
    }
}

void PdfContent::set_fill(const Color& color) {
    set_opacity(color.alpha / 255.0);
    const Color opaque{color.red, color.green, color.blue, 255};
    if (state_.fill == opaque) return;
    append_color(color, "g\n", "rg\n");
    state_.fill = opaque;
}

void PdfContent::set_stroke(const Color& color) {
    set_opacity(color.alpha / 255.0);
    const Color opaque{color.red, color.green, color.blue, 255};
    if (state_.stroke == opaque) return;
    append_color(color, "G\n", "RG\n");
    state_.stroke = opaque;
}

void PdfContent::set_opacity(double opacity) {
    const int thousandths = static_cast<int>(std::lround(std::clamp(opacity, 0.0, 1.0) * 1000));
    if (state_.opacity == thousandths) return;
    resources_.opacities.insert(thousandths);
    out_ += "/G";
    append_integer(out_, thousandths);
    out_ += " gs\n";
    state_.opacity = thousandths;
}

void PdfContent::set_pen(const Stroke& stroke) {
    if (state_.line_width != stroke.width) {
        append_numbers({stroke.width}, 3);
        out_ += "w\n";
        state_.line_width = stroke.width;
    }
    if (state_.cap != stroke.cap) {
        append_integer(out_, static_cast<int>(stroke.cap));
        out_ += " J\n";
        state_.cap = stroke.cap;
    }
    if (state_.join != stroke.join) {
        append_integer(out_, static_cast<int>(stroke.join));
        out_ += " j\n";
        state_.join = stroke.join;
    }
    if (state_.dash != stroke.dash) {
        out_ += '[';
        for (const double length : stroke.dash) append_numbers({length}, 3);
        out_ += "]0 d\n";
        state_.dash = stroke.dash;
    }
}

void PdfContent::save() {
    out_ += "q\n";
    saved_.push_back(state_);
}

void PdfContent::restore() {
    out_ += "Q\n";
    state_ = std::move(saved_.back());
    saved_.pop_back();
}

void PdfContent::mark_text() {
    if (tags_ == Tags::No) return;
    if (leaf_ != kNoMark) return mark(leaf_);
    mark(shared_.structure.add(container_, "P", {}, {}));
}

void PdfContent::mark_decoration() {
    if (tags_ == Tags::Yes) mark(leaf_ == kNoMark ? kArtifact : leaf_);
}

void PdfContent::mark(int part) {
    if (open_mark_ == part) return;
    close_mark();
    if (part == kArtifact) {
        end_text();
        out_ += "/Artifact BMC\n";
    } else {
        end_text();
        out_.append("/").append(shared_.structure.tag(part)).append("<</MCID ");
        append_integer(out_, shared_.structure.mark(part));
        out_ += ">>BDC\n";
    }
    open_mark_ = part;
}

void PdfContent::close_mark() {
    if (open_mark_ == kNoMark) return;
    end_text();
    out_ += "EMC\n";
    open_mark_ = kNoMark;
}

}  // namespace fabula::typeset
