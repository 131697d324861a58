#include "drawing/shape.hpp"

#include <hb.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>

#include "base/text.hpp"
#include "drawing/bidi.hpp"
#include "drawing/harfbuzz.hpp"

namespace fabula::drawing {

namespace {

struct Character {
    char32_t code = 0;
    std::uint32_t at = 0;  // Byte offset in the text.
    FontFile font = FontFile::DejaVuSans;
    hb_script_t script = HB_SCRIPT_COMMON;  // Of what it stands beside where it has none itself.
    std::uint8_t level = 0;                 // Odd: written to the left.
};

// Characters from..to of one font, script and direction: what HarfBuzz shapes in one call.
struct Stretch {
    std::size_t from = 0, to = 0;
    FontFile font = FontFile::DejaVuSans;
    hb_script_t script = HB_SCRIPT_COMMON;
    std::uint8_t level = 0;
};

struct BufferDeleter {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

// What attaches to the character before it: marks, joiners, variation selectors.
bool is_attached(char32_t code) {
    if (code < 0x300) return code == 0xAD;
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
        case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
        case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        case HB_UNICODE_GENERAL_CATEGORY_FORMAT: return true;
        default: return false;
    }
}

hb_script_t script_of(char32_t code) {
    if (code < 0x80) {
        const bool letter = (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z';
        return letter ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    }
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    return script == HB_SCRIPT_INHERITED ? HB_SCRIPT_COMMON : script;
}

bool is_written_to_left(hb_script_t script) {
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

FontFile choose_font(char32_t code, Face face, const Character* before) {
    const bool follows = code == ' ' || code == 0xA0 || is_attached(code);
    if (before != nullptr && follows && find_glyph(before->font, code) != 0) return before->font;
    const FontFile main = main_font(face);
    if (find_glyph(main, code) != 0) return main;
    for (const FontFile font : fallback_fonts(face)) {
        if (find_glyph(font, code) != 0) return font;
    }
    if (before != nullptr && follows) return before->font;
    if (code < 0x20 || is_attached(code)) return main;
    return find_font_outside(code, face).value_or(main);
}

void read_directions(std::vector<Character>& characters) {
    std::u32string codes;
    codes.reserve(characters.size());
    for (const Character& c : characters) codes.push_back(c.code);
    const auto levels = bidi_levels(codes, BaseDirection::Auto);
    for (std::size_t i = 0; i < characters.size(); ++i) characters[i].level = levels[i];
}

std::vector<Character> read_characters(std::string_view text, Face face) {
    std::vector<Character> characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        Character c;
        c.at = static_cast<std::uint32_t>(at);
        c.code = next_code_point(text, at);
        c.font = choose_font(c.code, face, characters.empty() ? nullptr : &characters.back());
        c.script = script_of(c.code);
        if (c.script == HB_SCRIPT_COMMON && !characters.empty())
            c.script = characters.back().script;
        characters.push_back(c);
    }
    const auto first = std::ranges::find_if(
        characters, [](const Character& c) { return c.script != HB_SCRIPT_COMMON; });
    if (first != characters.end()) {  // What opens the line belongs to its first letter.
        for (auto c = characters.begin(); c != first; ++c) c->script = first->script;
    }
    if (may_read_to_left(text)) read_directions(characters);
    return characters;
}

std::vector<Stretch> to_stretches(const std::vector<Character>& characters) {
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const Character& c = characters[i];
        if (stretches.empty() || stretches.back().font != c.font ||
            stretches.back().script != c.script || stretches.back().level != c.level) {
            stretches.push_back({i, i, c.font, c.script, c.level});
        }
        stretches.back().to = i + 1;
    }
    order_by_level(stretches, [](const Stretch& stretch) { return stretch.level; });
    return stretches;
}

// Scripts whose letters join or move, so that no grid can hold them.
bool leaves_cells(hb_script_t script) {
    switch (script) {
        case HB_SCRIPT_COMMON:
        case HB_SCRIPT_LATIN:
        case HB_SCRIPT_GREEK:
        case HB_SCRIPT_CYRILLIC:
        case HB_SCRIPT_ARMENIAN:
        case HB_SCRIPT_GEORGIAN:
        case HB_SCRIPT_HAN:
        case HB_SCRIPT_HIRAGANA:
        case HB_SCRIPT_KATAKANA:
        case HB_SCRIPT_HANGUL:
        case HB_SCRIPT_BOPOMOFO:
        case HB_SCRIPT_UNKNOWN: return false;
        default: return true;
    }
}

GlyphRun shape_stretch(std::string_view text, std::size_t from, std::size_t to,
                       const Stretch& stretch, double size,
                       std::span<const hb_feature_t> features) {
    hb_font_t* font = harfbuzz_font(stretch.font);
    const std::unique_ptr<hb_buffer_t, BufferDeleter> buffer(hb_buffer_create());
    hb_buffer_add_utf8(buffer.get(), text.data(), static_cast<int>(text.size()),
                       static_cast<unsigned>(from), static_cast<int>(to - from));
    hb_buffer_set_direction(buffer.get(),
                            (stretch.level & 1U) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), stretch.script);
    hb_buffer_guess_segment_properties(buffer.get());
    // The machine's locale must not choose glyphs: the same text gives the same bytes everywhere.
    hb_buffer_set_language(buffer.get(), HB_LANGUAGE_INVALID);
    const auto count_of_features =
        leaves_cells(stretch.script) ? 0U : static_cast<unsigned>(features.size());
    hb_shape(font, buffer.get(), features.data(), count_of_features);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const double unit = size / hb_face_get_upem(hb_font_get_face(font));
    GlyphRun run{.font = stretch.font, .natural = leaves_cells(stretch.script)};
    run.glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        run.glyphs.push_back({infos[i].codepoint,
                              infos[i].cluster,
                              positions[i].x_advance * unit,
                              {positions[i].x_offset * unit, -positions[i].y_offset * unit}});
    }
    return run;
}

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// Control characters take the room of a blank and show nothing; fonts have no glyph for them.
std::string blank_controls(std::string_view text) {
    std::string out(text);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }, ' ');
    return out;
}

ShapedText shape(std::string_view text, Face face, double size,
                 std::span<const hb_feature_t> features) {
    ShapedText shaped;
    if (text.empty()) return shaped;
    if (is_plain_ascii(text)) {
        const Stretch whole{0, text.size(), main_font(face), HB_SCRIPT_LATIN, 0};
        shaped.runs.push_back(shape_stretch(text, 0, text.size(), whole, size, features));
    } else {
        const std::string shown = blank_controls(text);
        const auto characters = read_characters(shown, face);
        const auto stretches = to_stretches(characters);
        for (const Stretch& stretch : stretches) {
            const std::size_t from = characters[stretch.from].at;
            const std::size_t to =
                stretch.to < characters.size() ? characters[stretch.to].at : text.size();
            shaped.runs.push_back(shape_stretch(shown, from, to, stretch, size, features));
        }
    }
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) shaped.width += glyph.advance;
    }
    return shaped;
}

// One glyph per character is all there is to do: no marks, no direction to turn.
bool is_simple(char32_t code) {
    if (code < 0x20) return false;
    if (code < 0x300) return code != 0xAD && code != 0x7F;
    const hb_script_t script = script_of(code);
    return !is_attached(code) && !is_written_to_left(script) && !leaves_cells(script);
}

void append_cell(ShapedText& shaped, FontFile font, const Glyph& glyph) {
    if (shaped.runs.empty() || shaped.runs.back().font != font) {
        shaped.runs.push_back({.font = font});
    }
    shaped.runs.back().glyphs.push_back(glyph);
    shaped.width += glyph.advance;
}

int cells_of(char32_t code) {
    if (code < 0x300) return 1;
    return std::clamp(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)), 1, 2);
}

int cells_in(std::string_view text) {
    int cells = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        cells += is_attached(code) ? 0 : cells_of(code);
    }
    return cells;
}

// What is not the face's own stands in the middle of its cells.
double shift_in(double cells_width, double natural, FontFile font, Face face) {
    return font == main_font(face) ? 0 : (cells_width - natural) / 2;
}

// Gives the glyphs from..to, one cluster, the room of its cells; between them nothing moves.
void fit_cluster(GlyphRun& run, std::size_t from, std::size_t to, double room, Face face) {
    double natural = 0;
    for (std::size_t i = from; i < to; ++i) natural += run.glyphs[i].advance;
    const double shift = shift_in(room, natural, run.font, face);
    for (std::size_t i = from; i < to; ++i) run.glyphs[i].offset.x += shift;
    run.glyphs[to - 1].advance += room - natural;
}

// Gives each cluster the cells of its characters that stand by themselves; what joins its letters
// keeps its own widths.
void put_into_cells(ShapedText& shaped, std::string_view text, double cell, Face face) {
    std::vector<std::uint32_t> starts;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) starts.push_back(glyph.cluster);
    }
    std::sort(starts.begin(), starts.end());
    shaped.width = 0;
    for (GlyphRun& run : shaped.runs) {
        for (std::size_t from = 0; from < run.glyphs.size() && !run.natural;) {
            const std::uint32_t cluster = run.glyphs[from].cluster;
            std::size_t to = from + 1;
            while (to < run.glyphs.size() && run.glyphs[to].cluster == cluster) ++to;
            const auto next = std::upper_bound(starts.begin(), starts.end(), cluster);
            const std::size_t end = next == starts.end() ? text.size() : *next;
            fit_cluster(run, from, to, cells_in(text.substr(cluster, end - cluster)) * cell, face);
            from = to;
        }
        for (const Glyph& glyph : run.glyphs) shaped.width += glyph.advance;
    }
}

}  // namespace

ShapedText shape_text(std::string_view text, Face face, double size) {
    return shape(text, face, size, {});
}

ShapedText shape_cells(std::string_view text, Face face, double size, double cell) {
    ShapedText shaped;
    const Character* before = nullptr;
    Character current;
    for (std::size_t at = 0; at < text.size();) {
        const auto cluster = static_cast<std::uint32_t>(at);
        const char32_t code = next_code_point(text, at);
        if (!is_simple(code)) {
            static constexpr std::array<hb_feature_t, 4> kOff{{
                {HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END},
                {HB_TAG('c', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END},
                {HB_TAG('c', 'a', 'l', 't'), 0, 0, HB_FEATURE_GLOBAL_END},
                {HB_TAG('k', 'e', 'r', 'n'), 0, 0, HB_FEATURE_GLOBAL_END},
            }};
            shaped = shape(text, face, size, kOff);
            put_into_cells(shaped, text, cell, face);
            return shaped;
        }
        current = {code, cluster, choose_font(code, face, before), HB_SCRIPT_COMMON, 0};
        before = &current;
        const std::uint32_t glyph = find_glyph(current.font, code);
        const double room = cells_of(code) * cell;
        const double natural =
            current.font == main_font(face) ? 0 : glyph_advance(current.font, glyph) * size;
        append_cell(shaped, current.font,
                    {glyph, cluster, room, {shift_in(room, natural, current.font, face), 0}});
    }
    return shaped;
}

bool fills_one_cell(char32_t code_point) {
    return is_simple(code_point) && cells_of(code_point) == 1;
}

ShapedText shape_text(const Text& text) {
    return text.cell > 0 ? shape_cells(text.text, text.face, text.size, text.cell)
                         : shape_text(text.text, text.face, text.size);
}

bool reads_to_the_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const hb_script_t script = script_of(next_code_point(text, at));
        if (script != HB_SCRIPT_COMMON) return is_written_to_left(script);
    }
    return false;
}

TextSize measure_text(std::string_view text, Face face, double size) {
    const FontMetrics& metrics = font_metrics(main_font(face));
    return {text_width(text, face, size), metrics.ascent * size, metrics.descent * size,
            metrics.line_height * size};
}

double text_width(std::string_view text, Face face, double size) {
    return shape_text(text, face, size).width;
}

}  // namespace fabula::drawing
