// A comic as files: for the screen, the printer, comic readers and phones.
#pragma once

#include <string>

#include "panels/comic_service.hpp"
#include "script/script_service.hpp"
#include "typeset/pdf.hpp"

namespace fabula::takeout {

typeset::PdfFileBytes comic_pdf(const panels::ComicBook& book, const typeset::PdfInfo& info);
// With 3 mm of bleed around each page, and crop marks beyond.
typeset::PdfFileBytes comic_print_pdf(const panels::ComicBook& book, const typeset::PdfInfo& info);

// Lettered in `language`; empty: in the project's.
std::string comic_cbz(const panels::ComicBook& book, panels::ComicService& comics,
                      const script::ScriptView& view, Time created, const std::string& language);

// The pages as pictures, 001.png and on.
std::string comic_pages_zip(const panels::ComicBook& book, panels::ComicService& comics,
                            Time created);
// Slices of 800 pixels for scrolling, none of which cuts a panel.
std::string comic_strip_zip(const panels::ComicBook& book, Time created);

}  // namespace fabula::takeout
