// The part of PdfContent that writes text.
#include <algorithm>
#include <cmath>

#include "drawing/numbers.hpp"
#include "typeset/pdf/content.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

double to_written(double value) {
    return std::round(value * 1000) / 1000;
}

}  // namespace

void PdfContent::draw(const Text& text) {
    if (text.text.empty() || text.color.alpha == 0 || text.size <= 0) return;
    mark_text();
    set_fill(text.color);
    const bool plain = std::all_of(text.text.begin(), text.text.end(),
                                   [](char c) { return c >= 0x20 && c < 0x7F; });
    if (text.cell > 0 && plain) {
        draw_cells(text);
    } else {
        draw_shaped(text);
    }
}

void PdfContent::draw_cells(const Text& text) {
    const FontFile font = main_font(text.face);
    auto& ascii = shared_.fonts.ascii(font);
    const auto glyph_of = [&](char c) {
        const auto index = static_cast<std::size_t>(c);
        auto& glyph = ascii.glyphs[index];
        if (glyph == 0)
            glyph = static_cast<std::uint16_t>(find_glyph(font, static_cast<char32_t>(c)));
        ascii.used[index] = true;
        return glyph;
    };
    const double natural = shared_.fonts.width(font, glyph_of(text.text[0])) * text.size / 1000;
    begin_text(font, text.size, text.cell - natural, text.baseline);
    out_ += '(';
    for (const char c : text.text) append_glyph(glyph_of(c));
    out_ += ")Tj\n";
    if (text.underline) draw_underline(text, text.cell * static_cast<double>(text.text.size()));
}

void PdfContent::draw_shaped(const Text& text) {
    const ShapedText shaped = shape_text(text);
    const bool copies_well = note_glyphs(shaped, text.text);
    if (!copies_well) {
        out_ += "/Span<</ActualText";
        append_text_string(out_, text.text);
        out_ += ">>BDC\n";
    }
    Point pen = text.baseline;
    for (const GlyphRun& run : shaped.runs) {
        draw_run(run, text, pen);
        for (const Glyph& glyph : run.glyphs) pen.x += glyph.advance;
    }
    if (!copies_well) out_ += "EMC\n";
    if (text.underline) draw_underline(text, shaped.width);
}

bool PdfContent::note_glyphs(const ShapedText& shaped, std::string_view text) {
    std::vector<std::uint32_t> starts;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) starts.push_back(glyph.cluster);
    }
    std::sort(starts.begin(), starts.end());
    const bool one_to_one = std::adjacent_find(starts.begin(), starts.end()) == starts.end();
    bool copies_well = one_to_one;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) {
            const auto next = std::upper_bound(starts.begin(), starts.end(), glyph.cluster);
            const std::size_t end = next == starts.end() ? text.size() : *next;
            const auto part = text.substr(glyph.cluster, end - glyph.cluster);
            copies_well &= shared_.fonts.use(run.font, glyph.id, part);
        }
    }
    return copies_well;
}

void PdfContent::draw_run(const GlyphRun& run, const Text& text, Point pen) {
    if (run.glyphs.empty()) return;
    const auto stated = [&](const Glyph& glyph) {
        return shared_.fonts.width(run.font, glyph.id) * text.size / 1000;
    };
    const double spacing = text.cell > 0 ? text.cell - stated(run.glyphs.front()) : 0;
    const double rise = run.glyphs.front().offset.y;
    begin_text(run.font, text.size, spacing, {pen.x, pen.y + rise});
    std::string& out = out_;
    out += "[(";
    double reader = pen.x;  // Where a reader of the stream stands.
    double line = rise;
    for (const Glyph& glyph : run.glyphs) {
        const double wanted = pen.x + glyph.offset.x;
        const double adjust = std::round((reader - wanted) / text.size * 1000);
        if (glyph.offset.y != line) {  // A mark above or below: a line of its own.
            out += ")]TJ\n";
            line = glyph.offset.y;
            begin_text(run.font, text.size, spacing, {wanted, pen.y + line});
            out += "[(";
            reader = wanted;
        } else if (std::abs(adjust) >= 2) {  // Less cannot be seen.
            out += ')';
            append_integer(out, static_cast<std::int64_t>(adjust));
            out += '(';
            reader -= adjust * text.size / 1000;
        }
        append_glyph(glyph.id);
        reader += stated(glyph) + spacing;
        pen.x += glyph.advance;
    }
    out += ")]TJ\n";
}

void PdfContent::draw_underline(const Text& text, double width) {
    const FontMetrics& metrics = font_metrics(main_font(text.face));
    const double thickness = metrics.underline_width * text.size;
    const double middle = text.baseline.y + metrics.underline_offset * text.size;
    end_text();
    append_path(rectangle({text.baseline.x, middle - thickness / 2, width, thickness}));
    out_ += "f\n";
}

void PdfContent::begin_text(FontFile font, double size, double spacing, Point at) {
    if (!in_text_) {
        out_ += "BT\n";
        in_text_ = true;
        line_x_ = line_y_ = 0;
    }
    if (state_.font != font || state_.size != size) {
        resources_.fonts.insert(font);
        out_ += "/F";
        append_integer(out_, static_cast<int>(font));
        out_ += ' ';
        append_number(out_, size);
        out_ += " Tf\n";
        state_.font = font;
        state_.size = size;
    }
    if (std::abs(state_.spacing - spacing) > 1e-6) {
        append_number(out_, spacing, 4);
        out_ += " Tc\n";
        state_.spacing = spacing;
    }
    const double x = to_written(at.x), y = to_written(height_ - at.y);
    append_numbers({x - line_x_, y - line_y_}, 3);
    out_ += "Td\n";
    line_x_ = x;
    line_y_ = y;
}

void PdfContent::end_text() {
    if (!in_text_) return;
    out_ += "ET\n";
    in_text_ = false;
}

void PdfContent::append_glyph(std::uint32_t glyph) {
    for (const unsigned byte : {glyph >> 8 & 0xFF, glyph & 0xFF}) {
        if (byte == '\r') {
            out_ += "\\r";
            continue;
        }
        if (byte == '(' || byte == ')' || byte == '\\') out_ += '\\';
        out_ += static_cast<char>(byte);
    }
}

}  // namespace fabula::typeset
