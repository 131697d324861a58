#include "drawing/shape.hpp"

#include <hb.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>

#include "base/text.hpp"
#include "drawing/harfbuzz.hpp"

namespace fabula::drawing {

namespace {

enum class Direction : std::uint8_t { Neutral, Left, Right };  // "Right": written to the left.

struct Character {
    char32_t code = 0;
    std::uint32_t at = 0;  // Byte offset in the text.
    FontFile font = FontFile::DejaVuSans;
    Direction direction = Direction::Neutral;
};

// Characters from..to of one font and direction: what HarfBuzz shapes in one call.
struct Stretch {
    std::size_t from = 0, to = 0;
    FontFile font = FontFile::DejaVuSans;
    bool to_left = false;
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

Direction direction_of(char32_t code) {
    if (code < 0x80) {
        const bool strong =
            (code >= '0' && code <= '9') || ((code | 0x20U) >= 'a' && (code | 0x20U) <= 'z');
        return strong ? Direction::Left : Direction::Neutral;
    }
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED) return Direction::Neutral;
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL ? Direction::Right
                                                                          : Direction::Left;
}

FontFile choose_font(char32_t code, Face face, const Character* before) {
    const bool follows = code == ' ' || code == 0xA0 || is_attached(code);
    if (before != nullptr && follows && find_glyph(before->font, code) != 0) return before->font;
    const std::array candidates{main_font(face), fallback_font(face), FontFile::DejaVuSans};
    for (const FontFile font : candidates) {
        if (find_glyph(font, code) != 0) return font;
    }
    return before != nullptr && follows ? before->font : main_font(face);
}

std::vector<Character> read_characters(std::string_view text, Face face) {
    std::vector<Character> characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        Character c;
        c.at = static_cast<std::uint32_t>(at);
        c.code = next_code_point(text, at);
        c.font = choose_font(c.code, face, characters.empty() ? nullptr : &characters.back());
        c.direction = direction_of(c.code);
        characters.push_back(c);
    }
    return characters;
}

Direction base_direction(const std::vector<Character>& characters) {
    const auto strong = std::find_if(characters.begin(), characters.end(), [](const Character& c) {
        return c.direction != Direction::Neutral;
    });
    return strong == characters.end() ? Direction::Left : strong->direction;
}

// Blanks and marks between two stretches of one direction belong to it, others to the line's.
void resolve_neutrals(std::vector<Character>& characters, Direction base) {
    for (std::size_t i = 0; i < characters.size();) {
        if (characters[i].direction != Direction::Neutral) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < characters.size() && characters[end].direction == Direction::Neutral) ++end;
        const Direction before = i > 0 ? characters[i - 1].direction : base;
        const Direction after = end < characters.size() ? characters[end].direction : base;
        for (; i < end; ++i) characters[i].direction = before == after ? before : base;
    }
}

std::vector<Stretch> to_stretches(const std::vector<Character>& characters) {
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool to_left = characters[i].direction == Direction::Right;
        if (stretches.empty() || stretches.back().font != characters[i].font ||
            stretches.back().to_left != to_left) {
            stretches.push_back({i, i, characters[i].font, to_left});
        }
        stretches.back().to = i + 1;
    }
    return stretches;
}

// Puts stretches into the order in which they stand on the line: those written to the left are
// turned round as a group, and so is the whole line where it begins with them (UAX 9, rule L2,
// for the two levels that occur without explicit marks).
void order_stretches(std::vector<Stretch>& stretches, Direction base) {
    const bool base_to_left = base == Direction::Right;
    for (auto first = stretches.begin(); first != stretches.end();) {
        const auto last = std::find_if(
            first, stretches.end(), [&](const Stretch& s) { return s.to_left != first->to_left; });
        if (first->to_left != base_to_left) std::reverse(first, last);
        first = last;
    }
    if (base_to_left) std::reverse(stretches.begin(), stretches.end());
}

GlyphRun shape_stretch(std::string_view text, std::size_t from, std::size_t to,
                       const Stretch& stretch, double size,
                       std::span<const hb_feature_t> features) {
    hb_font_t* font = harfbuzz_font(stretch.font);
    const std::unique_ptr<hb_buffer_t, BufferDeleter> buffer(hb_buffer_create());
    hb_buffer_add_utf8(buffer.get(), text.data(), static_cast<int>(text.size()),
                       static_cast<unsigned>(from), static_cast<int>(to - from));
    hb_buffer_set_direction(buffer.get(), stretch.to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer.get());
    // The machine's locale must not choose glyphs: the same text gives the same bytes everywhere.
    hb_buffer_set_language(buffer.get(), HB_LANGUAGE_INVALID);
    hb_shape(font, buffer.get(), features.data(), static_cast<unsigned>(features.size()));

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const double unit = size / hb_face_get_upem(hb_font_get_face(font));
    GlyphRun run{stretch.font, {}};
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
        const Stretch whole{0, text.size(), main_font(face), false};
        shaped.runs.push_back(shape_stretch(text, 0, text.size(), whole, size, features));
    } else {
        const std::string shown = blank_controls(text);
        auto characters = read_characters(shown, face);
        const Direction base = base_direction(characters);
        resolve_neutrals(characters, base);
        auto stretches = to_stretches(characters);
        order_stretches(stretches, base);
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
    return !is_attached(code) && direction_of(code) != Direction::Right;
}

void append_cell(ShapedText& shaped, FontFile font, const Glyph& glyph) {
    if (shaped.runs.empty() || shaped.runs.back().font != font) {
        shaped.runs.push_back({font, {}});
    }
    shaped.runs.back().glyphs.push_back(glyph);
    shaped.width += glyph.advance;
}

int cells_of(char32_t code) {
    if (code < 0x300) return 1;
    return std::clamp(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)), 1, 2);
}

// Gives each cluster the cells of its characters that stand by themselves.
void put_into_cells(ShapedText& shaped, std::string_view text, double cell) {
    std::vector<std::uint32_t> starts;
    for (const GlyphRun& run : shaped.runs) {
        for (const Glyph& glyph : run.glyphs) starts.push_back(glyph.cluster);
    }
    std::sort(starts.begin(), starts.end());
    shaped.width = 0;
    std::uint32_t last = UINT32_MAX;
    for (GlyphRun& run : shaped.runs) {
        for (Glyph& glyph : run.glyphs) {
            const bool first_of_cluster = glyph.cluster != last;
            last = glyph.cluster;
            glyph.advance = 0;
            if (!first_of_cluster) continue;
            const auto next = std::upper_bound(starts.begin(), starts.end(), glyph.cluster);
            const std::size_t end = next == starts.end() ? text.size() : *next;
            int cells = 0;
            for (std::size_t at = glyph.cluster; at < end;) {
                const char32_t code = next_code_point(text, at);
                cells += is_attached(code) ? 0 : cells_of(code);
            }
            glyph.advance = cells * cell;
            shaped.width += glyph.advance;
        }
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
            put_into_cells(shaped, text, cell);
            return shaped;
        }
        current = {code, cluster, choose_font(code, face, before), Direction::Left};
        before = &current;
        append_cell(shaped, current.font,
                    {find_glyph(current.font, code), cluster, cells_of(code) * cell, {}});
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
        const Direction direction = direction_of(next_code_point(text, at));
        if (direction != Direction::Neutral) return direction == Direction::Right;
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
