// The part of PdfContent that writes text.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "drawing/numbers.hpp"
#include "typeset/pdf/content.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

double to_written(double value) {
    return std::round(value * 1000) / 1000;
}

// The part of the line that each cluster of glyphs stands for.
class Clusters {
public:
    Clusters(const ShapedText& shaped, std::string_view text) : text_(text) {
        for (const GlyphRun& run : shaped.runs) {
            for (const Glyph& glyph : run.glyphs) starts_.push_back(glyph.cluster);
        }
        std::sort(starts_.begin(), starts_.end());
    }

    [[nodiscard]] bool one_glyph_each() const {
        return std::adjacent_find(starts_.begin(), starts_.end()) == starts_.end();
    }
    [[nodiscard]] std::string_view text_of(const Glyph& glyph) const {
        const auto next = std::upper_bound(starts_.begin(), starts_.end(), glyph.cluster);
        const std::size_t end = next == starts_.end() ? text_.size() : *next;
        return text_.substr(glyph.cluster, end - glyph.cluster);
    }

private:
    std::string_view text_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace

void PdfContent::draw(const Text& text) {
    if (text.text.empty() || text.color.alpha == 0 || text.size <= 0) return;
    mark_text();
    set_fill(text.color);
    if (text.cell <= 0 || !draw_cells(text)) draw_shaped(text);
}

// The short way of script pages: a line is one string. False, with nothing written, where a
// character needs more than a code and a cell.
bool PdfContent::draw_cells(const Text& text) {
    PdfFonts& fonts = shared_.fonts;
    const FontFile file = main_font(text.face);
    std::string codes;
    if (!fonts.append_cell_codes(codes, file, text.text)) return false;
    const PdfFonts::CellFont font = fonts.cell_font(file);
    begin_text(font.font, text.size, text.cell - font.width * text.size / 1000, text.baseline);
    append_literal(out_, codes);
    out_ += "Tj\n";
    if (text.underline) draw_underline(text, text.cell * static_cast<double>(codes.size()));
    return true;
}

void PdfContent::draw_shaped(const Text& text) {
    const ShapedText shaped = shape_text(text);
    const auto glyphs = code_glyphs(shaped, text);
    const bool copies_well =
        Clusters(shaped, text.text).one_glyph_each() &&
        std::all_of(glyphs.begin(), glyphs.end(), [](const auto& g) { return g.code.copies; });
    if (!copies_well) {
        end_text();
        out_ += "/Span<</ActualText";
        append_text_string(out_, text.text);
        out_ += ">>BDC\n";
    }
    draw_glyphs(glyphs, text);
    if (!copies_well) {
        end_text();
        out_ += "EMC\n";
    }
    if (text.underline) draw_underline(text, shaped.width);
}

std::vector<PdfContent::CodedGlyph> PdfContent::code_glyphs(const ShapedText& shaped,
                                                            const Text& text) {
    const Clusters clusters(shaped, text.text);
    std::vector<CodedGlyph> coded;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) {
            if (glyph.id == 0) note_missing(clusters.text_of(glyph));
            coded.push_back({shared_.fonts.code_for(run.font, glyph.id, clusters.text_of(glyph)),
                             shared_.fonts.width(run.font, glyph.id) * text.size / 1000,
                             glyph.advance, glyph.offset});
        }
    }
    return coded;
}

// .notdef is what a font shows for what it has not.
void PdfContent::note_missing(std::string_view cluster) {
    for (std::size_t at = 0; at < cluster.size();) {
        shared_.missing.insert(next_code_point(cluster, at));
    }
}

// Strings with the corrections between them that kerning and marks ask for.
void PdfContent::draw_glyphs(const std::vector<CodedGlyph>& glyphs, const Text& text) {
    double pen = text.baseline.x;
    double reader = 0;  // Where a reader of the stream stands.
    double spacing = 0;
    const CodedGlyph* last = nullptr;
    for (const CodedGlyph& glyph : glyphs) {
        const double wanted = pen + glyph.offset.x;
        const bool same_string = last != nullptr && last->code.font == glyph.code.font &&
                                 last->offset.y == glyph.offset.y;
        if (!same_string) {
            if (last != nullptr) out_ += ")]TJ\n";
            spacing = text.cell > 0 ? text.cell - glyph.stated : 0;
            begin_text(glyph.code.font, text.size, spacing,
                       {wanted, text.baseline.y + glyph.offset.y});
            out_ += "[(";
            reader = wanted;
        }
        const double correction = std::round((reader - wanted) / text.size * 1000);
        if (std::abs(correction) >= 2) {  // Less cannot be seen.
            out_ += ')';
            append_integer(out_, static_cast<std::int64_t>(correction));
            out_ += '(';
            reader -= correction * text.size / 1000;
        }
        if (glyph.code.wide) append_byte(glyph.code.code >> 8U);
        append_byte(glyph.code.code & 0xFFU);
        reader += glyph.stated + spacing;
        pen += glyph.advance;
        last = &glyph;
    }
    if (last != nullptr) out_ += ")]TJ\n";
}

void PdfContent::draw_underline(const Text& text, double width) {
    const FontMetrics& metrics = font_metrics(main_font(text.face));
    const double thickness = metrics.underline_width * text.size;
    const double middle = text.baseline.y + metrics.underline_offset * text.size;
    end_text();
    append_path(rectangle({text.baseline.x, middle - thickness / 2, width, thickness}));
    out_ += "f\n";
}

void PdfContent::begin_text(int font, double size, double spacing, Point at) {
    if (!in_text_) {
        out_ += "BT\n";
        in_text_ = true;
        line_x_ = line_y_ = 0;
    }
    if (state_.font != font || state_.size != size) {
        resources_.fonts.insert(font);
        out_ += "/F";
        append_integer(out_, font);
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

// Inside a literal string.
void PdfContent::append_byte(unsigned byte) {
    if (byte == '\r') {
        out_ += "\\r";
        return;
    }
    if (byte == '(' || byte == ')' || byte == '\\') out_ += '\\';
    out_ += static_cast<char>(byte);
}

}  // namespace fabula::typeset
