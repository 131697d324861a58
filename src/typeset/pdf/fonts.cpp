#include "typeset/pdf/fonts.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "drawing/numbers.hpp"
#include "drawing/shape.hpp"
#include "typeset/pdf/font_subset.hpp"
#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

using drawing::append_number;
using drawing::FontFile;

namespace {

constexpr std::size_t kNarrowCodes = 256;
constexpr int kNoCodeLeft = -1;

// Entries of the table of cell codes.
constexpr std::uint16_t kUnknown = 0, kNone = 1, kFirstCode = 2;

// Codes go to ASCII by right, then to what comes, from 128 up and then below the blank.
int code_after(int code) {
    if (code == 0xFF) return 1;
    return code == 0x1F ? kNoCodeLeft : code + 1;
}

std::string unicode_map(const std::vector<std::pair<std::uint16_t, std::string_view>>& texts,
                        bool wide) {
    static constexpr std::size_t kBlockMax = 100;  // Of one bfchar block.
    std::string out =
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n";
    out += wide ? "<0000><FFFF>\n" : "<00><FF>\n";
    out += "endcodespacerange\n";
    for (std::size_t from = 0; from < texts.size(); from += kBlockMax) {
        const std::size_t to = std::min(texts.size(), from + kBlockMax);
        append_integer(out, static_cast<std::int64_t>(to - from));
        out += " beginbfchar\n";
        for (std::size_t i = from; i < to; ++i) {
            std::string code;
            append_hex16(code, texts[i].first);
            out += '<' + (wide ? code : code.substr(2)) + "><";
            append_utf16_hex(out, texts[i].second);
            out += ">\n";
        }
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

}  // namespace

PdfFonts::Font& PdfFonts::open(FontFile file) {
    const auto index = static_cast<std::size_t>(file);
    auto& font = index < fonts_.size() ? fonts_[index] : outside_fonts_[file];
    if (font == nullptr) {
        font = std::make_unique<Font>();
        font->cff = has_cff_outlines(file);
        if (font->cff) font->cids = glyph_cids(file);
        font->wide = !font->cff || !font->cids.empty();
        font->widths.assign(glyph_count(file), -1);
        add_resource(file, *font);
    }
    return *font;
}

PdfFonts::Resource& PdfFonts::add_resource(FontFile file, Font& font) {
    auto resource = std::make_unique<Resource>();
    resource->file = file;
    resource->wide = font.wide;
    resource->object = file_.reserve();
    resource->meanings.resize(font.wide ? font.widths.size() : kNarrowCodes);
    font.resources.push_back(static_cast<int>(resources_.size()));
    return *resources_.emplace_back(std::move(resource));
}

std::uint16_t PdfFonts::cid_of(const Font& font, std::uint32_t glyph) {
    return font.cids.empty() ? static_cast<std::uint16_t>(glyph) : font.cids.at(glyph);
}

PdfCode PdfFonts::code_for(FontFile file, std::uint32_t glyph, std::string_view text) {
    Font& font = open(file);
    if (font.wide) {
        const int number = font.resources.front();
        Meaning& meaning = resources_[static_cast<std::size_t>(number)]->meanings.at(glyph);
        if (!meaning.used) meaning = {glyph, std::string(text), true};
        return {number, cid_of(font, glyph), true, meaning.text == text};
    }
    const auto key = std::make_pair(glyph, std::string(text));
    const auto known = font.codes.find(key);
    if (known != font.codes.end()) return known->second;
    return font.codes[key] = assign(file, font, glyph, text);
}

PdfCode PdfFonts::assign(FontFile file, Font& font, std::uint32_t glyph, std::string_view text) {
    const bool ascii = text.size() == 1 && text[0] >= 0x20 && text[0] < 0x7F;
    if (ascii) {
        const auto code = static_cast<std::uint8_t>(text[0]);
        const int first = font.resources.front();
        Meaning& meaning = resources_[static_cast<std::size_t>(first)]->meanings[code];
        if (!meaning.used) {
            meaning = {glyph, std::string(text), true};
            return {first, code, false, true};
        }
    }
    Resource* resource = resources_[static_cast<std::size_t>(font.resources.back())].get();
    if (resource->next_code == kNoCodeLeft) resource = &add_resource(file, font);
    const auto code = static_cast<std::uint16_t>(resource->next_code);
    resource->next_code = code_after(resource->next_code);
    resource->meanings[code] = {glyph, std::string(text), true};
    return {font.resources.back(), code, false, true};
}

PdfFonts::CellFont PdfFonts::cell_font(FontFile font) {
    return {open(font).resources.front(), width(font, drawing::find_glyph(font, 'x'))};
}

bool PdfFonts::append_cell_codes(std::string& out, FontFile font, std::string_view text) {
    static constexpr std::size_t kKnownMax = 0x2200;  // Latin, punctuation, currency, arrows.
    auto& codes = open(font).cell_codes;
    if (codes.empty()) codes.resize(kKnownMax);
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const char32_t code_point = byte < 0x80 ? (++at, byte) : next_code_point(text, at);
        if (code_point >= kKnownMax) return false;
        auto& entry = codes[code_point];
        if (entry == kUnknown) entry = look_up_cell_code(font, code_point);
        if (entry == kNone) return false;
        out += static_cast<char>(entry - kFirstCode);
    }
    return true;
}

std::uint16_t PdfFonts::look_up_cell_code(FontFile font, char32_t code_point) {
    const std::uint32_t glyph = drawing::find_glyph(font, code_point);
    if (glyph == 0 || !drawing::fills_one_cell(code_point)) return kNone;
    if (width(font, glyph) != cell_font(font).width) return kNone;
    std::string text;
    append_code_point(text, code_point);
    const PdfCode code = code_for(font, glyph, text);
    const bool in_first = !code.wide && code.font == open(font).resources.front();
    return in_first ? static_cast<std::uint16_t>(code.code + kFirstCode) : kNone;
}

double PdfFonts::width(FontFile font, std::uint32_t glyph) {
    double& width = open(font).widths.at(glyph);
    if (width < 0) width = std::round(drawing::glyph_advance(font, glyph) * 10'000) / 10;
    return width;
}

void PdfFonts::write() {
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        if (fonts_[i] != nullptr) write_font(static_cast<FontFile>(i), *fonts_[i]);
    }
    for (auto& [file, font] : outside_fonts_) write_font(file, *font);
}

void PdfFonts::write_font(FontFile file, Font& font) {
    std::vector<std::uint32_t> glyphs;
    for (const int number : font.resources) {
        for (const Meaning& meaning : resources_[static_cast<std::size_t>(number)]->meanings) {
            if (meaning.used) glyphs.push_back(meaning.glyph);
        }
    }
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());

    const int descriptor = file_.reserve(), program = file_.reserve();
    const std::string name = subset_name(file, glyphs);
    const std::string bytes = subset_font(file, glyphs);
    std::string entries = !font.cff   ? "/Length1 "
                          : font.wide ? "/Subtype/CIDFontType0C"
                                      : "/Subtype/Type1C";
    if (!font.cff) append_integer(entries, static_cast<std::int64_t>(bytes.size()));
    file_.put_stream(program, entries, bytes);
    std::string out = font_descriptor(file, name) + (font.cff ? "/FontFile3 " : "/FontFile2 ");
    append_reference(out, program);
    file_.put(descriptor, out + ">>");
    for (const int number : font.resources) {
        const Resource& resource = *resources_[static_cast<std::size_t>(number)];
        font.wide ? write_wide(resource, font, name, descriptor)
                  : write_simple(resource, name, descriptor);
    }
}

void PdfFonts::write_simple(const Resource& resource, const std::string& name, int descriptor) {
    std::vector<std::pair<std::uint16_t, std::string_view>> texts;
    std::string widths, differences;
    std::size_t first = kNarrowCodes, last = 0, expected = kNarrowCodes;
    for (std::size_t code = 0; code < kNarrowCodes; ++code) {
        const Meaning& meaning = resource.meanings[code];
        if (!meaning.used) continue;
        first = std::min(first, code);
        last = code;
        if (!meaning.text.empty()) {
            texts.emplace_back(static_cast<std::uint16_t>(code), meaning.text);
        }
        if (code != expected) {
            differences += ' ';
            append_integer(differences, static_cast<std::int64_t>(code));
        }
        differences += '/' + glyph_name(resource.file, meaning.glyph);
        expected = code + 1;
    }
    for (std::size_t code = first; code <= last && first < kNarrowCodes; ++code) {
        const Meaning& meaning = resource.meanings[code];
        append_number(widths, meaning.used ? width(resource.file, meaning.glyph) : 0, 1);
        widths += ' ';
    }
    const int unicode = file_.reserve();
    file_.put_stream(unicode, "", unicode_map(texts, false));
    std::string out = "<</Type/Font/Subtype/Type1/BaseFont/" + name + "/FirstChar ";
    append_integer(out, static_cast<std::int64_t>(std::min(first, last)));
    out += "/LastChar ";
    append_integer(out, static_cast<std::int64_t>(last));
    out += "/Widths[" + widths + "]/Encoding<</Type/Encoding/Differences[" + differences +
           "]>>/FontDescriptor ";
    append_reference(out, descriptor);
    out += "/ToUnicode ";
    append_reference(out, unicode);
    file_.put(resource.object, out + ">>");
}

void PdfFonts::write_wide(const Resource& resource, const Font& font, const std::string& name,
                          int descriptor) {
    std::vector<std::pair<std::uint16_t, std::string_view>> texts;
    std::string widths;  // "10[600 600]20[500]": stretches of neighbouring glyphs.
    std::uint32_t expected = 0;
    for (const Meaning& meaning : resource.meanings) {
        if (!meaning.used) continue;
        const std::uint16_t code = cid_of(font, meaning.glyph);
        if (!meaning.text.empty()) texts.emplace_back(code, meaning.text);
        if (widths.empty() || code != expected) {
            if (!widths.empty()) widths += ']';
            append_integer(widths, code);
            widths += '[';
        } else {
            widths += ' ';
        }
        append_number(widths, width(resource.file, meaning.glyph), 1);
        expected = code + 1U;
    }
    if (!widths.empty()) widths += ']';
    const int descendant = file_.reserve(), unicode = file_.reserve();
    file_.put_stream(unicode, "", unicode_map(texts, true));
    const std::string kind = font.cff ? "0" : "2";
    std::string out = "<</Type/Font/Subtype/CIDFontType" + kind + "/BaseFont/" + name +
                      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[" +
                      widths +
                      (font.cff ? "]/FontDescriptor " : "]/CIDToGIDMap/Identity/FontDescriptor ");
    append_reference(out, descriptor);
    file_.put(descendant, out + ">>");
    out = "<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts[";
    append_reference(out, descendant);
    out += "]/ToUnicode ";
    append_reference(out, unicode);
    file_.put(resource.object, out + ">>");
}

}  // namespace fabula::typeset
