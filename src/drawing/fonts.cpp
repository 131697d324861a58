#include "drawing/fonts.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "drawing/harfbuzz.hpp"
#include "drawing/outside_fonts.hpp"
#include "embedded/fonts.hpp"

namespace fabula::drawing {

namespace {

constexpr std::array<std::string_view, kFontFileCount> kNames{
    "CourierPrime",     "CourierPrimeBold",    "CourierPrimeItalic", "CourierPrimeBoldItalic",
    "OpenSans",         "OpenSansBold",        "ComicNeue",          "ComicNeueBold",
    "ComicNeueItalic",  "ComicNeueBoldItalic", "DejaVuSans",         "DejaVuSansBold",
    "DejaVuSansMono",   "DejaVuSansMonoBold",  "Typewriter",         "TypewriterBold",
    "TypewriterItalic", "TypewriterBoldItalic"};

struct FaceRow {
    FontFile main;
    FontFile fallback;
    CssFont css;
};

constexpr FaceRow row_of(Face face) noexcept {
    switch (face) {
        using enum FontFile;
        case Face::CourierPrime: return {CourierPrime, Typewriter, {"Courier Prime"}};
        case Face::CourierPrimeBold:
            return {CourierPrimeBold, TypewriterBold, {"Courier Prime", 700}};
        case Face::CourierPrimeItalic:
            return {CourierPrimeItalic, TypewriterItalic, {"Courier Prime", 400, true}};
        case Face::CourierPrimeBoldItalic:
            return {CourierPrimeBoldItalic, TypewriterBoldItalic, {"Courier Prime", 700, true}};
        case Face::Sans: return {OpenSans, DejaVuSans, {"Open Sans"}};
        case Face::SansBold: return {OpenSansBold, DejaVuSansBold, {"Open Sans", 700}};
        case Face::Comic: return {ComicNeue, DejaVuSans, {"Comic Neue"}};
        case Face::ComicBold: return {ComicNeueBold, DejaVuSansBold, {"Comic Neue", 700}};
        case Face::ComicItalic: return {ComicNeueItalic, DejaVuSans, {"Comic Neue", 400, true}};
        case Face::ComicBoldItalic:
            return {ComicNeueBoldItalic, DejaVuSansBold, {"Comic Neue", 700, true}};
    }
    return {FontFile::DejaVuSans, FontFile::DejaVuSans, {"DejaVu Sans"}};
}

bool is_outside(FontFile font) noexcept {
    return static_cast<std::size_t>(font) >= kFontFileCount;
}

const OutsideFont& outside(FontFile font) {
    return outside_font(static_cast<std::size_t>(font) - kFontFileCount);
}

struct FontDeleter {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

struct OpenFont {
    std::unique_ptr<hb_font_t, FontDeleter> font;
    double units_per_em = 1000;
    FontMetrics metrics;
};

double metric(hb_font_t* font, hb_ot_metrics_tag_t tag, double units_per_em) {
    hb_position_t position = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &position);
    return position / units_per_em;
}

OpenFont open_font_file(FontFile file) {
    const auto bytes = font_bytes(file);
    hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, is_outside(file) ? outside(file).index : 0);
    hb_blob_destroy(blob);
    OpenFont open;
    open.font.reset(hb_font_create(face));
    hb_face_destroy(face);
    hb_font_t* font = open.font.get();
    const double em = open.units_per_em = hb_face_get_upem(hb_font_get_face(font));
    FontMetrics& m = open.metrics;
    m.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em);
    m.descent = -metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, em);
    m.line_height = m.ascent + m.descent + metric(font, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP, em);
    m.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, em);
    m.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, em);
    // Courier Prime claims 0, which would strike through the feet of the letters.
    m.underline_offset = std::max(0.1, -metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, em));
    m.underline_width = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em);
    m.italic_angle = static_cast<double>(hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE));
    hb_font_make_immutable(font);
    return open;
}

const OpenFont& open_outside_font(FontFile file) {
    static std::mutex mutex;
    static std::map<FontFile, OpenFont> fonts;  // Entries stay where they are.
    const std::lock_guard lock(mutex);
    const auto [entry, fresh] = fonts.try_emplace(file);
    if (fresh) entry->second = open_font_file(file);
    return entry->second;
}

// Opened on first use and kept: opening costs more than a page of text, and the start of the
// program must not pay for fonts that nobody asks for.
const OpenFont& open_font(FontFile file) {
    if (is_outside(file)) return open_outside_font(file);
    static std::array<std::once_flag, kFontFileCount> once;
    static std::array<OpenFont, kFontFileCount> fonts;
    const auto index = static_cast<std::size_t>(file);
    std::call_once(once[index], [&] { fonts[index] = open_font_file(file); });
    return fonts[index];
}

struct OutlinePen {
    Path path;
    double units_per_em;

    [[nodiscard]] Point at(float x, float y) const {
        return {static_cast<double>(x) / units_per_em, -static_cast<double>(y) / units_per_em};
    }
};

OutlinePen& pen_of(void* data) {
    return *static_cast<OutlinePen*>(data);
}

hb_draw_funcs_t* make_outline_functions() {
    hb_draw_funcs_t* functions = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(
        functions,
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            auto& pen = pen_of(data);
            pen.path.steps.emplace_back(MoveTo{pen.at(x, y)});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        functions,
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            auto& pen = pen_of(data);
            pen.path.steps.emplace_back(LineTo{pen.at(x, y)});
        },
        nullptr, nullptr);
    // Quadratic curves, which TrueType has, arrive here raised to cubic ones.
    hb_draw_funcs_set_cubic_to_func(
        functions,
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2,
           float x, float y, void*) {
            auto& pen = pen_of(data);
            pen.path.steps.emplace_back(CurveTo{pen.at(x1, y1), pen.at(x2, y2), pen.at(x, y)});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(
        functions,
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { pen_of(data).path.close(); },
        nullptr, nullptr);
    hb_draw_funcs_make_immutable(functions);
    return functions;
}

}  // namespace

std::string_view font_name(FontFile font) {
    if (is_outside(font)) return outside(font).name;
    return kNames[static_cast<std::size_t>(font)];
}

std::string_view font_bytes(FontFile font) {
    if (is_outside(font)) return outside(font).bytes;
    const auto* file = find_embedded(embedded::fonts(), font_name(font));
    return file == nullptr ? std::string_view{} : file->bytes;
}

FontFile main_font(Face face) noexcept {
    return row_of(face).main;
}

std::array<FontFile, 3> fallback_fonts(Face face) noexcept {
    const bool bold = row_of(face).css.weight > 400;
    const bool cells = face <= Face::CourierPrimeBoldItalic;
    const FontFile typewriter = bold ? FontFile::DejaVuSansMonoBold : FontFile::DejaVuSansMono;
    return {row_of(face).fallback, cells ? typewriter : FontFile::DejaVuSans, FontFile::DejaVuSans};
}

std::optional<FontFile> find_font_outside(char32_t code_point, Face face) {
    const CssFont css = row_of(face).css;
    const auto number =
        find_outside_font(code_point, {.bold = css.weight > 400,
                                       .italic = css.italic,
                                       .typewriter = face <= Face::CourierPrimeBoldItalic});
    if (!number || *number + kFontFileCount > 0xFFFF) return std::nullopt;
    return static_cast<FontFile>(*number + kFontFileCount);
}

bool is_typewriter(FontFile font) {
    if (is_outside(font)) return font_name(font).find("Mono") != std::string_view::npos;
    return font <= FontFile::CourierPrimeBoldItalic || font >= FontFile::DejaVuSansMono;
}

CssFont css_font(Face face) noexcept {
    return row_of(face).css;
}

hb_font_t* harfbuzz_font(FontFile font) {
    return open_font(font).font.get();
}

const FontMetrics& font_metrics(FontFile font) {
    return open_font(font).metrics;
}

std::uint32_t find_glyph(FontFile font, char32_t code_point) {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(harfbuzz_font(font), code_point, &glyph);
    return glyph;
}

double glyph_advance(FontFile font, std::uint32_t glyph) {
    const OpenFont& open = open_font(font);
    return hb_font_get_glyph_h_advance(open.font.get(), glyph) / open.units_per_em;
}

Path glyph_outline(FontFile font, std::uint32_t glyph) {
    static hb_draw_funcs_t* const functions = make_outline_functions();
    const OpenFont& open = open_font(font);
    OutlinePen pen{{}, open.units_per_em};
    hb_font_get_glyph_shape(open.font.get(), glyph, functions, &pen);
    return std::move(pen.path);
}

}  // namespace fabula::drawing
