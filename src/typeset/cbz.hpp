// A comic as CBZ: a ZIP of page pictures with flat, zero-padded names, so that every reader shows
// them in order, and a ComicInfo.xml of version 2.0 (data/schema/comicinfo-2.0.xsd).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "typeset/zip.hpp"

namespace fabula::typeset {

struct ComicPage {
    std::string picture;  // A whole PNG or JPEG file.
    std::uint32_t width = 0, height = 0;
    bool cover = false;
    std::string bookmark{};  // A chapter or scene that begins here.
};

enum class ReadingDirection { LeftToRight, RightToLeft };

// Empty entries are left out.
struct ComicBook {
    std::string title{}, series{}, number{}, summary{}, notes{};
    std::string writer{}, artist{}, letterer{}, publisher{}, genre{}, web{};
    std::string language{};  // BCP 47, of which ComicInfo takes the first part.
    std::vector<std::string> characters{}, locations{};
    ReadingDirection direction = ReadingDirection::LeftToRight;
    bool black_and_white = false;
    Time created{};
    std::vector<ComicPage> pages{};
};

// The document alone.
std::string comic_info(const ComicBook& book);

// Throws Invalid for a page that is no PNG or JPEG.
void write_cbz(const ComicBook& book, const ZipWriter::Sink& sink);
std::string make_cbz(const ComicBook& book);

}  // namespace fabula::typeset
