#include "drawing/svg.hpp"

#include <sodium.h>

#include <map>
#include <set>

#include "base/text.hpp"
#include "drawing/numbers.hpp"
#include "drawing/shape.hpp"

namespace fabula::drawing {

namespace {

// XML 1.0 text and attribute values. Control characters become blanks, as in shaping.
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        switch (code) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (code == 0xFFFE || code == 0xFFFF) {
                    append_code_point(out, 0xFFFD);
                } else {
                    append_code_point(out, code < 0x20 || code == 0x7F ? U' ' : code);
                }
        }
    }
}

std::string base64(std::string_view bytes) {
    std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // The terminating NUL.
    return out;
}

std::string_view aria_role(Role role) {
    switch (role) {
        case Role::Heading1:
        case Role::Heading2:
        case Role::Heading3: return "heading";
        case Role::Figure: return "img";
        case Role::Paragraph: return "paragraph";
        case Role::Section: return "group";
        case Role::Table: return "table";
        case Role::Row: return "row";
        case Role::HeaderCell: return "columnheader";
        case Role::Cell: return "cell";
        default: return {};
    }
}

// The same line in characters that no browser collapses: blanks at its ends become distance, and
// of several blanks in a row all but the first do not break.
Text without_collapsing_blanks(const Text& text) {
    const std::string& line = text.text;
    const std::size_t first = line.find_first_not_of(' ');
    const std::size_t end = line.find_last_not_of(' ') + 1;
    Text before = text;
    before.text = line.substr(0, first);
    Text out = text;
    out.baseline.x += shape_text(before).width;
    out.text.clear();
    for (std::size_t i = first; i < end; ++i) {
        const bool repeated = line[i] == ' ' && line[i - 1] == ' ';
        out.text += repeated ? std::string("\u00a0") : std::string(1, line[i]);
    }
    return out;
}

class SvgWriter {
public:
    explicit SvgWriter(const SvgOptions& options) : options_(options) {}

    std::string write(const Drawing& drawing) {
        for (const Item& item : drawing.items) write_item(item);
        std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ";
        append_number(out, drawing.width);
        out += ' ';
        append_number(out, drawing.height);
        out += '"';
        if (!options_.title.empty()) {
            out += " role=\"group\" aria-label=\"";
            append_escaped(out, options_.title);
            out += '"';
        }
        out += ">\n";
        if (!definitions_.empty()) out += "<defs>\n" + definitions_ + "</defs>\n";
        return out + body_ + "</svg>\n";
    }

private:
    void write_item(const Item& item) {
        std::visit([this](const auto& thing) { write(thing); },
                   static_cast<const Item::variant&>(item));
    }

    void write(const Fill& fill) {
        body_ += "<path";
        add_path(body_, fill.path);
        add_color("fill", fill.color);
        if (fill.even_odd) body_ += " fill-rule=\"evenodd\"";
        body_ += "/>\n";
    }

    void write(const Stroke& stroke) {
        body_ += "<path fill=\"none\"";
        add_path(body_, stroke.path);
        add_color("stroke", stroke.color);
        add_number("stroke-width", stroke.width);
        static constexpr std::string_view kCaps[] = {"butt", "round", "square"};
        static constexpr std::string_view kJoins[] = {"miter", "round", "bevel"};
        if (stroke.cap != LineCap::Butt) {
            add_attribute("stroke-linecap", kCaps[static_cast<std::size_t>(stroke.cap)]);
        }
        if (stroke.join != LineJoin::Miter) {
            add_attribute("stroke-linejoin", kJoins[static_cast<std::size_t>(stroke.join)]);
        }
        if (!stroke.dash.empty()) {
            body_ += " stroke-dasharray=\"";
            for (const double length : stroke.dash) {
                append_number(body_, length);
                body_ += ' ';
            }
            body_.back() = '"';
        }
        body_ += "/>\n";
    }

    void write(const Text& text) {
        if (options_.text == SvgText::Outlines) return write_outlines(text);
        if (text.text.find_first_not_of(' ') == std::string::npos) return;
        write_live(without_collapsing_blanks(text));
    }

    void write_live(const Text& text) {
        const CssFont font = css_font(text.face);
        const double width = shape_text(text).width;
        const bool to_the_left = reads_to_the_left(text.text);
        body_ += "<text";
        add_number("x", text.baseline.x + (to_the_left ? width : 0));
        add_number("y", text.baseline.y);
        add_attribute("font-family", font.family);
        add_number("font-size", text.size);
        if (font.weight != 400) add_number("font-weight", font.weight);
        if (font.italic) add_attribute("font-style", "italic");
        if (text.underline) add_attribute("text-decoration", "underline");
        if (text.cell > 0) {
            const FontFile typewriter = main_font(text.face);
            const double natural = glyph_advance(typewriter, find_glyph(typewriter, 'x'));
            add_number("letter-spacing", text.cell - natural * text.size);
        }
        add_color("fill", text.color);
        // The measured width keeps lines in place where the browser has another font. Spacing,
        // not letters, gives way.
        add_number("textLength", width);
        if (to_the_left) add_attribute("direction", "rtl");
        body_ += '>';
        append_escaped(body_, text.text);
        body_ += "</text>\n";
    }

    void write_outlines(const Text& text) {
        const ShapedText shaped = shape_text(text);
        body_ += "<g role=\"img\"";
        add_attribute("aria-label", text.text);
        add_color("fill", text.color);
        body_ += ">\n";
        double pen = text.baseline.x;
        for (const GlyphRun& run : shaped.runs) {
            for (const Glyph& glyph : run.glyphs) {
                use_glyph(run.font, glyph.id, text.size,
                          {pen + glyph.offset.x, text.baseline.y + glyph.offset.y});
                pen += glyph.advance;
            }
        }
        if (text.underline) write_underline(text, shaped.width);
        body_ += "</g>\n";
    }

    void write_underline(const Text& text, double width) {
        const FontMetrics& metrics = font_metrics(main_font(text.face));
        const double thickness = metrics.underline_width * text.size;
        body_ += "<rect";
        add_number("x", text.baseline.x);
        add_number("y", text.baseline.y + metrics.underline_offset * text.size - thickness / 2);
        add_number("width", width);
        add_number("height", thickness);
        body_ += "/>\n";
    }

    // A glyph is defined once, in thousandths of an em, and placed wherever it occurs.
    void use_glyph(FontFile font, std::uint32_t glyph, double size, Point at) {
        const auto [entry, is_new] = glyphs_.try_emplace({font, glyph}, glyphs_.size());
        if (is_new) {
            const Path outline = glyph_outline(font, glyph);
            empty_.push_back(outline.steps.empty());
            if (!empty_.back()) {
                definitions_ += "<path id=\"" + glyph_id(entry->second) + "\"";
                add_path(definitions_, outline, 1000, 0);
                definitions_ += "/>\n";
            }
        }
        if (empty_[entry->second]) return;
        body_ += "<use href=\"#" + glyph_id(entry->second) + "\" transform=\"translate(";
        append_number(body_, at.x);
        body_ += ' ';
        append_number(body_, at.y);
        body_ += ") scale(";
        append_number(body_, size / 1000, 6);
        body_ += ")\"/>\n";
    }

    [[nodiscard]] std::string glyph_id(std::size_t number) const {
        return options_.id_prefix + "g" + std::to_string(number);
    }

    void write(const Image& image) {
        if (image.data == nullptr) return;
        body_ += "<image";
        add_number("x", image.rect.x);
        add_number("y", image.rect.y);
        add_number("width", image.rect.width);
        add_number("height", image.rect.height);
        add_attribute("preserveAspectRatio", "none");
        if (image.data->href.empty()) {
            const bool jpeg = image.data->mime == "image/jpeg";
            body_ += jpeg ? " href=\"data:image/jpeg;base64," : " href=\"data:image/png;base64,";
            body_ += base64(image.data->bytes) + '"';
        } else {
            add_attribute("href", image.data->href);
        }
        if (image.alternative.empty()) {
            body_ += " aria-hidden=\"true\"/>\n";
            return;
        }
        body_ += " role=\"img\"><title>";
        append_escaped(body_, image.alternative);
        body_ += "</title></image>\n";
    }

    void write(const Group& group) {
        body_ += "<g";
        if (!group.label.empty()) add_attribute("id", id_of(group.label));
        add_role(group);
        if (group.opacity < 1) add_number("opacity", group.opacity);
        add_transform(group.transform);
        if (group.clip) add_attribute("clip-path", "url(#" + define_clip(*group.clip) + ")");
        body_ += ">\n";
        if (group.role == Role::Figure && !group.alternative.empty()) {
            body_ += "<title>";
            append_escaped(body_, group.alternative);
            body_ += "</title>\n";
        }
        for (const Item& item : group.items) write_item(item);
        body_ += "</g>\n";
    }

    void add_role(const Group& group) {
        if (group.role == Role::Artifact) {
            body_ += " aria-hidden=\"true\"";
            return;
        }
        const auto role = aria_role(group.role);
        if (!role.empty()) add_attribute("role", role);
        if (role == "heading") {
            add_number("aria-level",
                       static_cast<int>(group.role) - static_cast<int>(Role::Heading1) + 1);
        }
        if (role == "group" && !group.label.empty()) add_attribute("aria-label", group.label);
    }

    // "panel 3" becomes "panel-3"; a repeated label gets a number.
    std::string id_of(std::string_view label) {
        std::string id = options_.id_prefix;
        for (std::size_t at = 0; at < label.size();) {
            const char32_t code = next_code_point(label, at);
            const bool plain = code < 0x80 && (is_letter(code) || is_digit(code));
            id += plain ? static_cast<char>(code) : '-';
        }
        std::string unique = id;
        for (int number = 2; !ids_.insert(unique).second; ++number) {
            unique = id + "-" + std::to_string(number);
        }
        return unique;
    }

    std::string define_clip(const Path& path) {
        const std::string id = options_.id_prefix + "c" + std::to_string(clip_count_++);
        definitions_ += "<clipPath id=\"" + id + "\"><path";
        add_path(definitions_, path);
        definitions_ += "/></clipPath>\n";
        return id;
    }

    void add_transform(const Transform& t) {
        if (t.a == 1 && t.b == 0 && t.c == 0 && t.d == 1) {
            if (t.e == 0 && t.f == 0) return;
            body_ += " transform=\"translate(";
            append_number(body_, t.e);
            body_ += ' ';
            append_number(body_, t.f);
            body_ += ")\"";
            return;
        }
        body_ += " transform=\"matrix(";
        for (const double value : {t.a, t.b, t.c, t.d, t.e, t.f}) {
            append_number(body_, value, 6);
            body_ += ' ';
        }
        body_.back() = ')';
        body_ += '"';
    }

    void add_attribute(std::string_view name, std::string_view value) {
        body_.append(" ").append(name).append("=\"");
        append_escaped(body_, value);
        body_ += '"';
    }
    void add_number(std::string_view name, double value) {
        body_.append(" ").append(name).append("=\"");
        append_number(body_, value);
        body_ += '"';
    }
    void add_color(std::string_view name, const Color& color) {
        static constexpr char kDigits[] = "0123456789abcdef";
        body_.append(" ").append(name).append("=\"#");
        for (const unsigned value : {color.red, color.green, color.blue}) {
            body_ += kDigits[value >> 4];
            body_ += kDigits[value & 15];
        }
        body_ += '"';
        if (color.alpha != 255) add_number(std::string(name) + "-opacity", color.alpha / 255.0);
    }

    static void add_path(std::string& out, const Path& path, double scale = 1, int decimals = 2) {
        out += " d=\"";
        const auto add = [&](char letter, std::initializer_list<Point> points) {
            out += letter;
            for (const Point& p : points) {
                if (out.back() != letter) out += ' ';
                append_number(out, p.x * scale, decimals);
                out += ' ';
                append_number(out, p.y * scale, decimals);
            }
        };
        for (const PathStep& step : path.steps) {
            if (const auto* move = std::get_if<MoveTo>(&step)) {
                add('M', {move->to});
            } else if (const auto* line = std::get_if<LineTo>(&step)) {
                add('L', {line->to});
            } else if (const auto* curve = std::get_if<CurveTo>(&step)) {
                add('C', {curve->control1, curve->control2, curve->to});
            } else {
                out += 'Z';
            }
        }
        out += '"';
    }

    const SvgOptions& options_;
    std::string definitions_, body_;
    std::map<std::pair<FontFile, std::uint32_t>, std::size_t> glyphs_;
    std::vector<bool> empty_;
    std::set<std::string> ids_;
    int clip_count_ = 0;
};

}  // namespace

std::string to_svg(const Drawing& drawing, const SvgOptions& options) {
    return SvgWriter(options).write(drawing);
}

}  // namespace fabula::drawing
