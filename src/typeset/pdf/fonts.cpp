#include "typeset/pdf/fonts.hpp"

#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "drawing/harfbuzz.hpp"
#include "drawing/numbers.hpp"
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
          HB_TAG('D', 'S', 'I', 'G'), HB_TAG('F', 'F', 'T', 'M')}) {
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

// Six letters before the name say that this is a subset (9.6.4); other glyphs, other letters.
std::string subset_name(FontFile font, const std::vector<std::uint32_t>& glyphs) {
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a.
    for (const std::uint32_t glyph : glyphs) hash = (hash ^ glyph) * 1099511628211U;
    std::string tag;
    for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
    return tag.append("+").append(drawing::font_name(font));
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

std::string descriptor_of(FontFile font, const std::string& name) {
    const auto& metrics = drawing::font_metrics(font);
    const bool typewriter =
        font <= FontFile::CourierPrimeBoldItalic || font >= FontFile::DejaVuSansMono;
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

// "10 [600 600 250] 20 [500]": widths of stretches of neighbouring glyphs.
template <class WidthOf>
std::string widths_array(const std::vector<std::uint32_t>& glyphs, WidthOf width_of) {
    std::string out = "/W[";
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const bool follows = i > 0 && glyphs[i] == glyphs[i - 1] + 1;
        if (!follows) {
            if (i > 0) out += ']';
            append_integer(out, glyphs[i]);
            out += '[';
        } else {
            out += ' ';
        }
        append_number(out, width_of(glyphs[i]), 1);
    }
    return out + (glyphs.empty() ? "]" : "]]");
}

template <class TextOf>
std::string unicode_map(const std::vector<std::uint32_t>& glyphs, TextOf text_of) {
    static constexpr std::size_t kBlockMax = 100;  // Of one bfchar block.
    std::string out =
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
    std::vector<std::string> rows;
    for (const std::uint32_t glyph : glyphs) {
        const std::string_view text = text_of(glyph);
        if (text.empty()) continue;
        std::string& row = rows.emplace_back("<");
        append_hex16(row, glyph);
        row += "><";
        append_utf16_hex(row, text);
        row += ">\n";
    }
    for (std::size_t from = 0; from < rows.size(); from += kBlockMax) {
        const std::size_t to = std::min(rows.size(), from + kBlockMax);
        append_integer(out, static_cast<std::int64_t>(to - from));
        out += " beginbfchar\n";
        for (std::size_t i = from; i < to; ++i) out += rows[i];
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

}  // namespace

PdfFonts::Font& PdfFonts::open(FontFile file) {
    auto& font = fonts_[static_cast<std::size_t>(file)];
    if (font == nullptr) {
        font = std::make_unique<Font>();
        font->object = file_.reserve();
        font->glyphs.resize(hb_face_get_glyph_count(face_of(file)));
    }
    return *font;
}

int PdfFonts::object_of(FontFile font) {
    return open(font).object;
}

PdfFonts::AsciiGlyphs& PdfFonts::ascii(FontFile font) {
    return open(font).ascii;
}

bool PdfFonts::use(FontFile font, std::uint32_t glyph, std::string_view text) {
    GlyphUse& use = open(font).glyphs.at(glyph);
    if (!use.used) {
        use.used = true;
        use.text = text;
    }
    return use.text == text;
}

double PdfFonts::width(FontFile font, std::uint32_t glyph) {
    GlyphUse& use = open(font).glyphs.at(glyph);
    if (use.width < 0) {
        use.width = std::round(drawing::glyph_advance(font, glyph) * 10'000) / 10;
    }
    return use.width;
}

void PdfFonts::note_ascii(FontFile file, Font& font) {
    for (std::size_t c = 0; c < font.ascii.used.size(); ++c) {
        const char text = static_cast<char>(c);
        if (font.ascii.used[c]) use(file, font.ascii.glyphs[c], {&text, 1});
    }
}

void PdfFonts::write() {
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        if (fonts_[i] == nullptr) continue;
        note_ascii(static_cast<FontFile>(i), *fonts_[i]);
        write(static_cast<FontFile>(i), *fonts_[i]);
    }
}

void PdfFonts::write(FontFile file, Font& font) {
    std::vector<std::uint32_t> glyphs;
    for (std::uint32_t i = 0; i < font.glyphs.size(); ++i) {
        if (font.glyphs[i].used) glyphs.push_back(i);
    }
    const HarfbuzzFace subset = subset_of(file, glyphs);
    Blob program(hb_face_reference_table(subset.get(), HB_TAG('C', 'F', 'F', ' ')));
    const bool cff = hb_blob_get_length(program.get()) > 0;
    if (!cff) program.reset(hb_face_reference_blob(subset.get()));
    const std::string_view bytes = bytes_of(program.get());

    const int descendant = file_.reserve(), descriptor = file_.reserve();
    const int program_id = file_.reserve(), unicode = file_.reserve();
    const std::string name = subset_name(file, glyphs);
    std::string entries = cff ? "/Subtype/CIDFontType0C" : "/Length1 ";
    if (!cff) append_integer(entries, static_cast<std::int64_t>(bytes.size()));
    file_.put_stream(program_id, entries, bytes);
    file_.put_stream(unicode, "", unicode_map(glyphs, [&](std::uint32_t glyph) {
                         return std::string_view(font.glyphs[glyph].text);
                     }));

    std::string out = descriptor_of(file, name) + (cff ? "/FontFile3 " : "/FontFile2 ");
    append_reference(out, program_id);
    file_.put(descriptor, out + ">>");

    out = "<</Type/Font/Subtype/" + std::string(cff ? "CIDFontType0" : "CIDFontType2") +
          "/BaseFont/" + name +
          "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0";
    out += widths_array(glyphs, [&](std::uint32_t glyph) { return width(file, glyph); });
    if (!cff) out += "/CIDToGIDMap/Identity";
    out += "/FontDescriptor ";
    append_reference(out, descriptor);
    file_.put(descendant, out + ">>");

    out = "<</Type/Font/Subtype/Type0/BaseFont/" + name + (cff ? "-Identity-H" : "") +
          "/Encoding/Identity-H/DescendantFonts[";
    append_reference(out, descendant);
    out += "]/ToUnicode ";
    append_reference(out, unicode);
    file_.put(font.object, out + ">>");
}

}  // namespace fabula::typeset
