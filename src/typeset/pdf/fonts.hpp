// The fonts of one PDF: which glyphs occur, the codes that show them, and the subsets that are
// embedded (ISO 32000-1, 9.6 to 9.10). Outlines in CFF become simple fonts with codes of one byte,
// where ASCII stands for itself: streams are half as long and read as text. TrueType becomes a CID
// font with Identity-H. Either way a ToUnicode map says what each code stands for.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/fonts.hpp"
#include "typeset/pdf/file.hpp"

namespace fabula::typeset {

struct PdfCode {
    int font = 0;  // Of the resource /F<font>.
    std::uint16_t code = 0;
    bool wide = false;   // Two bytes.
    bool copies = true;  // False: the code stands for another text already.
};

class PdfFonts {
public:
    explicit PdfFonts(PdfFile& file) : file_(file) {}

    // The code that shows the glyph and stands for `text`.
    PdfCode code_for(drawing::FontFile font, std::uint32_t glyph, std::string_view text);

    // Typewriter's short way: a character that takes one cell by itself as one byte.
    struct CellFont {
        int font = 0;      // The resource that has all these codes.
        double width = 0;  // Of every character, thousandths of an em.
    };
    CellFont cell_font(drawing::FontFile font);
    // Appends the codes of a text. False where a character has none, `out` being cut then.
    bool append_cell_codes(std::string& out, drawing::FontFile font, std::string_view text);

    // Advance in thousandths of an em, rounded as the PDF states it.
    double width(drawing::FontFile font, std::uint32_t glyph);

    // Number of the object of /F<font>, which write() fills.
    [[nodiscard]] int object_of(int font) const {
        return resources_[static_cast<std::size_t>(font)]->object;
    }

    // Embeds what was used. Once, after the last page.
    void write();

private:
    struct Meaning {
        std::uint32_t glyph = 0;
        std::string text{};
        bool used = false;
    };
    // One font dictionary: up to 256 codes of a CFF font, or all of a TrueType font.
    struct Resource {
        drawing::FontFile file{};
        bool wide = false;
        int object = 0;
        int next_code = 0x80;             // The next that no ASCII character owns.
        std::vector<Meaning> meanings{};  // By code.
    };
    struct Font {
        bool cff = false;                   // Outlines; else TrueType.
        bool wide = false;                  // Codes of two bytes.
        std::vector<std::uint16_t> cids{};  // By glyph; empty: a glyph's number is its CID.
        std::vector<int> resources{};
        std::vector<double> widths{};  // By glyph; negative: not read yet.
        std::map<std::pair<std::uint32_t, std::string>, PdfCode, std::less<>> codes{};
        std::vector<std::uint16_t> cell_codes{};  // By code point; see the .cpp file.
    };

    Font& open(drawing::FontFile font);
    static std::uint16_t cid_of(const Font& font, std::uint32_t glyph);
    Resource& add_resource(drawing::FontFile file, Font& font);
    PdfCode assign(drawing::FontFile file, Font& font, std::uint32_t glyph, std::string_view text);
    std::uint16_t look_up_cell_code(drawing::FontFile font, char32_t code_point);
    void write_font(drawing::FontFile file, Font& font);
    void write_simple(const Resource& resource, const std::string& name, int descriptor);
    void write_wide(const Resource& resource, const Font& font, const std::string& name,
                    int descriptor);

    PdfFile& file_;
    std::array<std::unique_ptr<Font>, drawing::kFontFileCount> fonts_{};
    std::map<drawing::FontFile, std::unique_ptr<Font>> outside_fonts_{};
    std::vector<std::unique_ptr<Resource>> resources_;
};

}  // namespace fabula::typeset
