// Fonts that are not inside the program: of a folder that somebody names, then of the system. They
// are looked for only when a character has no font, and stay open until the program ends. All
// functions may be called from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::drawing {

struct FontStyle {
    bool bold = false;
    bool italic = false;
    bool typewriter = false;
    bool operator==(const FontStyle&) const = default;
};

// Searched before the system's folders, and in tests instead of them. Call before any text is
// shaped.
enum class SystemFonts : std::uint8_t { Search, Ignore };
void set_font_folders(std::vector<std::filesystem::path> folders, SystemFonts system);

// An open font file, or one font of a collection.
struct OutsideFont {
    std::string name;        // PostScript name, ASCII.
    std::string_view bytes;  // The whole file.
    unsigned index = 0;      // Of the font in a collection.
};

// Number of the font that has the character and comes nearest to the style; nullopt where none
// has it. Fonts that forbid embedding and fonts without outlines are left out.
std::optional<std::size_t> find_outside_font(char32_t code_point, const FontStyle& style);

// Throws std::out_of_range for a number that was never answered.
const OutsideFont& outside_font(std::size_t number);

}  // namespace fabula::drawing
