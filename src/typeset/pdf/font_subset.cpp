#include "typeset/pdf/font_subset.hpp"

#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.hpp"
#include "drawing/harfbuzz.hpp"
#include "drawing/numbers.hpp"
#include "typeset/pdf/cff.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using drawing::append_number;
using drawing::FontFile;

namespace {

struct HarfbuzzDeleter {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
using Blob = std::unique_ptr<hb_blob_t, HarfbuzzDeleter>;
using HarfbuzzFace = std::unique_ptr<hb_face_t, HarfbuzzDeleter>;

std::string_view bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return {data, length};
}

hb_face_t* face_of(FontFile font) {
    return hb_font_get_face(drawing::harfbuzz_font(font));
}

// A reader needs outlines and widths; shaping is done.
void drop_tables(hb_subset_input_t* input) {
    hb_set_t* drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t tag :
         {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
          HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
          HB_TAG('O', 'S', '/', '2'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('g', 'a', 's', 'p'),
          HB_TAG('D', 'S', 'I', 'G'), HB_TAG('F', 'F', 'T', 'M'),
          // A font that varies is shown as it stands when nothing is varied.
          HB_TAG('f', 'v', 'a', 'r'), HB_TAG('g', 'v', 'a', 'r'), HB_TAG('a', 'v', 'a', 'r'),
          HB_TAG('H', 'V', 'A', 'R'), HB_TAG('M', 'V', 'A', 'R'), HB_TAG('S', 'T', 'A', 'T'),
          HB_TAG('m', 'o', 'r', 'x'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G'),
          HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x')}) {
        hb_set_add(drop, tag);
    }
}

// The used glyphs under their own numbers, so that pages need not wait for the numbering.
HarfbuzzFace subset_of(FontFile font, const std::vector<std::uint32_t>& glyphs) {
    const std::unique_ptr<hb_subset_input_t, HarfbuzzDeleter> input(
        hb_subset_input_create_or_fail());
    if (input != nullptr) {
        hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
        for (const std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
        hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS |
                                                   HB_SUBSET_FLAGS_NO_HINTING |
                                                   HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
        drop_tables(input.get());
    }
    HarfbuzzFace subset(input ? hb_subset_or_fail(face_of(font), input.get()) : nullptr);
    if (subset == nullptr) {
        throw AppError(Code::Internal, PublicText{"A font could not be put into the PDF."});
    }
    return subset;
}

void append_box(std::string& out, FontFile font) {
    const Blob head(hb_face_reference_table(face_of(font), HB_TAG('h', 'e', 'a', 'd')));
    const std::string_view bytes = bytes_of(head.get());
    const double unit = 1000.0 / hb_face_get_upem(face_of(font));
    out += "/FontBBox[";
    for (std::size_t at = 36; at < 44 && at + 2 <= bytes.size(); at += 2) {
        const auto value = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                                     static_cast<unsigned char>(bytes[at + 1]));
        append_number(out, std::round(value * unit), 0);
        out += ' ';
    }
    out.back() = ']';
}

}  // namespace

bool has_cff_outlines(FontFile font) {
    const Blob table(hb_face_reference_table(face_of(font), HB_TAG('C', 'F', 'F', ' ')));
    return hb_blob_get_length(table.get()) > 0;
}

std::vector<std::uint16_t> glyph_cids(FontFile font) {
    const Blob table(hb_face_reference_table(face_of(font), HB_TAG('C', 'F', 'F', ' ')));
    return read_cids(bytes_of(table.get()), glyph_count(font));
}

std::uint32_t glyph_count(FontFile font) {
    return hb_face_get_glyph_count(face_of(font));
}

std::string glyph_name(FontFile font, std::uint32_t glyph) {
    std::array<char, 64> name{};
    hb_font_get_glyph_name(drawing::harfbuzz_font(font), glyph, name.data(), name.size());
    return name.data();
}

std::string subset_font(FontFile font, const std::vector<std::uint32_t>& glyphs) {
    const HarfbuzzFace subset = subset_of(font, glyphs);
    const Blob cff(hb_face_reference_table(subset.get(), HB_TAG('C', 'F', 'F', ' ')));
    if (hb_blob_get_length(cff.get()) > 0) return std::string(bytes_of(cff.get()));
    const Blob whole(hb_face_reference_blob(subset.get()));
    return std::string(bytes_of(whole.get()));
}

std::string subset_name(FontFile font, const std::vector<std::uint32_t>& glyphs) {
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a.
    for (const std::uint32_t glyph : glyphs) hash = (hash ^ glyph) * 1099511628211U;
    std::string tag;
    for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
    return tag.append("+").append(drawing::font_name(font));
}

std::string font_descriptor(FontFile font, const std::string& name) {
    const auto& metrics = drawing::font_metrics(font);
    const bool typewriter = drawing::is_typewriter(font);
    const bool bold = name.find("Bold") != std::string::npos;
    static constexpr int kFixedPitch = 1, kSymbolic = 4, kItalic = 64;
    std::string out = "<</Type/FontDescriptor/FontName/" + name + "/Flags ";
    append_integer(out, kSymbolic | (typewriter ? kFixedPitch : 0) |
                            (metrics.italic_angle != 0 ? kItalic : 0));
    append_box(out, font);
    const auto add = [&](std::string_view key, double value) {
        out += key;
        append_number(out, value, 0);
    };
    add("/ItalicAngle ", metrics.italic_angle);
    add("/Ascent ", metrics.ascent * 1000);
    add("/Descent ", -metrics.descent * 1000);
    add("/CapHeight ", metrics.cap_height * 1000);
    add("/StemV ", bold ? 140 : 80);
    return out;
}

}  // namespace fabula::typeset
