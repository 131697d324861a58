#include "takeout/comic_files.hpp"

#include "base/text.hpp"
#include "drawing/image.hpp"
#include "drawing/raster.hpp"
#include "typeset/cbz.hpp"
#include "typeset/comic_pdf.hpp"
#include "typeset/zip.hpp"

namespace fabula::takeout {

namespace {

constexpr std::uint32_t kArchivePixels = 1400;  // Width of a page: sharp on a tablet.
constexpr std::uint32_t kStripPixels = 800;     // As webtoon sites take them.
constexpr double kBleed = 3 * 72 / 25.4;        // Points: 3 mm.
constexpr double kMark = 14;                    // Length of a crop mark.
constexpr double kMarkGap = 3;                  // Between bleed and mark.
constexpr double kSlug = kBleed + kMarkGap + kMark;

std::string author_of(const screenplay::Document& document) {
    for (const auto& entry : document.title_page) {
        const auto key = fold(entry.key);
        if (key == "author" || key == "authors") return join(entry.values, ", ");
    }
    return {};
}

// "007.png": at least three digits, so that names sort as pages follow.
std::string picture_name(std::size_t number, std::size_t count) {
    const auto digits = std::max<std::size_t>(3, std::to_string(count).size());
    const auto text = std::to_string(number);
    return std::string(digits - text.size(), '0') + text + ".png";
}

void add_mark(drawing::Drawing& page, drawing::Point from, drawing::Point to) {
    drawing::Path line;
    line.move(from.x, from.y).line(to.x, to.y);
    page.items.emplace_back(drawing::Stroke{.path = std::move(line),
                                            .color = {0, 0, 0, 255},
                                            .width = 0.25,
                                            .cap = drawing::LineCap::Butt});
}

// Two marks at each corner, in the lines of the cut and outside of the bleed.
void add_crop_marks(drawing::Drawing& page, const drawing::Rect& trim) {
    const double near = kBleed + kMarkGap;
    for (const double x : {trim.x, trim.right()}) {
        add_mark(page, {x, trim.y - near}, {x, trim.y - near - kMark});
        add_mark(page, {x, trim.bottom() + near}, {x, trim.bottom() + near + kMark});
    }
    for (const double y : {trim.y, trim.bottom()}) {
        add_mark(page, {trim.x - near, y}, {trim.x - near - kMark, y});
        add_mark(page, {trim.right() + near, y}, {trim.right() + near + kMark, y});
    }
}

typeset::ComicPdfPage for_printer(drawing::Drawing page) {
    const drawing::Rect trim{kSlug, kSlug, page.width, page.height};
    const drawing::Rect bleed{kSlug - kBleed, kSlug - kBleed, page.width + 2 * kBleed,
                              page.height + 2 * kBleed};
    drawing::Drawing sheet{
        .width = page.width + 2 * kSlug, .height = page.height + 2 * kSlug, .items = {}};
    drawing::Group placed;
    placed.transform.e = kSlug;
    placed.transform.f = kSlug;
    placed.items = std::move(page.items);
    sheet.items.emplace_back(std::move(placed));
    add_crop_marks(sheet, trim);
    return {.drawing = std::move(sheet), .options = {.trim = trim, .bleed = bleed}, .bookmark = {}};
}

}  // namespace

typeset::PdfFileBytes comic_pdf(const panels::ComicBook& book, const typeset::PdfInfo& info) {
    std::vector<typeset::ComicPdfPage> pages;
    for (const auto& page : book.pages()) {
        pages.push_back({.drawing = book.draw(page.number), .options = {}, .bookmark = {}});
    }
    return typeset::comic_pdf(pages, info);
}

std::string comic_cbz(const panels::ComicBook& book, panels::ComicService& comics,
                      const script::ScriptView& view, Time created, const std::string& language) {
    typeset::ComicBook archive;
    archive.title = view.project.title;
    archive.summary = view.project.logline;
    archive.writer = author_of(view.document);
    archive.language = language.empty() ? view.project.language : language;
    archive.notes = "Drawn by the built-in rules of Fabula; rough.";
    archive.created = created;
    for (const auto& page : book.pages()) {
        auto picture = comics.page_png(book, page.number, kArchivePixels);
        const auto info = drawing::probe_image(picture);
        archive.pages.push_back({.picture = std::move(picture),
                                 .width = info ? info->width : 0,
                                 .height = info ? info->height : 0,
                                 .cover = page.number == 1,
                                 .bookmark = {}});
    }
    return typeset::make_cbz(archive);
}

typeset::PdfFileBytes comic_print_pdf(const panels::ComicBook& book, const typeset::PdfInfo& info) {
    std::vector<typeset::ComicPdfPage> pages;
    for (const auto& page : book.pages()) pages.push_back(for_printer(book.draw(page.number)));
    return typeset::comic_pdf(pages, info);
}

std::string comic_pages_zip(const panels::ComicBook& book, panels::ComicService& comics,
                            Time created) {
    std::string out;
    typeset::ZipWriter zip([&](std::string_view bytes) { out += bytes; }, created);
    for (const auto& page : book.pages()) {
        zip.add(picture_name(static_cast<std::size_t>(page.number), book.pages().size()),
                comics.page_png(book, page.number, kArchivePixels), typeset::ZipMethod::Stored);
    }
    zip.finish();
    return out;
}

std::string comic_strip_zip(const panels::ComicBook& book, Time created) {
    std::string out;
    typeset::ZipWriter zip([&](std::string_view bytes) { out += bytes; }, created);
    const auto slices = book.draw_strip();
    for (std::size_t i = 0; i < slices.size(); ++i) {
        const auto options = drawing::raster_to_width(slices[i], kStripPixels);
        zip.add(picture_name(i + 1, slices.size()), drawing::render_png(slices[i], options),
                typeset::ZipMethod::Stored);
    }
    zip.finish();
    return out;
}

}  // namespace fabula::takeout
