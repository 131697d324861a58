// The fonts of one PDF: which glyphs occur, what they stand for, and the subsets that are embedded
// as CID fonts with Identity-H encoding and a ToUnicode map (ISO 32000-1, 9.7, 9.10.3).
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/fonts.hpp"
#include "typeset/pdf/file.hpp"

namespace fabula::typeset {

class PdfFonts {
public:
    explicit PdfFonts(PdfFile& file) : file_(file) {}

    // Number of the font object, which write() fills.
    int object_of(drawing::FontFile font);

    // Notes that the glyph occurs and stands for `text`. False where it stands for another text
    // already: copying would give that one.
    bool use(drawing::FontFile font, std::uint32_t glyph, std::string_view text);

    // Advance in thousandths of an em, rounded as the PDF states it.
    double width(drawing::FontFile font, std::uint32_t glyph);

    // Glyphs of the printable ASCII characters, marked as used: a typewriter's short way.
    struct AsciiGlyphs {
        std::array<std::uint16_t, 128> glyphs{};  // 0: not looked up yet.
        std::array<bool, 128> used{};
    };
    AsciiGlyphs& ascii(drawing::FontFile font);

    // Embeds what was used. Once, after the last page.
    void write();

private:
    struct GlyphUse {
        bool used = false;
        double width = -1;
        std::string text{};
    };
    struct Font {
        int object = 0;
        std::vector<GlyphUse> glyphs{};
        AsciiGlyphs ascii{};
    };

    Font& open(drawing::FontFile font);
    void note_ascii(drawing::FontFile file, Font& font);
    void write(drawing::FontFile file, Font& font);

    PdfFile& file_;
    std::array<std::unique_ptr<Font>, drawing::kFontFileCount> fonts_{};
};

}  // namespace fabula::typeset
