#include "takeout/sheets.hpp"

#include <map>

#include "base/text.hpp"
#include "drawing/image.hpp"
#include "typeset/comic_pdf.hpp"

namespace fabula::takeout {

namespace {

constexpr std::uint32_t kArchivePixels = 1400;  // Width of a page: sharp on a tablet.

std::string speeches_of(const shots::Shot& shot) {
    std::string out;
    for (const auto& line : shot.dialogue) {
        if (!out.empty()) out += "\n";
        out += line.speaker;
        if (!line.extension.empty()) out += " (" + line.extension + ")";
        out += ": ";
        if (!line.parenthetical.empty()) out += "(" + line.parenthetical + ") ";
        out += line.text;
    }
    return out;
}

std::string camera_of(const shots::Shot& shot) {
    std::string out = framing_text(shot);
    if (shot.camera_angle != "Eye Level") out += ", " + shot.camera_angle;
    if (shot.camera_movement != "Static") out += ", " + shot.camera_movement;
    return out;
}

std::string author_of(const screenplay::Document& document) {
    for (const auto& entry : document.title_page) {
        const auto key = fold(entry.key);
        if (key == "author" || key == "authors") return join(entry.values, ", ");
    }
    return {};
}

}  // namespace

std::string framing_text(const shots::Shot& shot) {
    if (shot.framing == "TWO_SHOT") return "Two shot";
    return shot.framing == "INSERT" ? "Insert" : shot.framing;
}

typeset::StoryboardSheet storyboard_sheet(
    const script::ScriptView& view, const std::vector<shots::Shot>& shots, Paper paper,
    const std::function<FramePicture(const AssetId&)>& read_frame) {
    std::map<NodeId, std::string> headings;
    for (const auto& node : view.nodes) headings.emplace(node.id, node.title);
    typeset::StoryboardSheet sheet;
    sheet.title = view.project.title;
    if (paper == Paper::A4) {
        sheet.paper_width = 842;
        sheet.paper_height = 595;
    }
    for (const auto& shot : shots) {
        typeset::StoryboardFrame frame;
        put_picture(frame, read_frame(*shot.image_id));
        frame.alternative = shot.description;
        frame.number = shot.shot_number;
        frame.size = camera_of(shot);
        frame.scene = headings[shot.scene_id];
        frame.description = shot.description;
        frame.dialogue = speeches_of(shot);
        if (shot.state == ArtState::Rough) frame.state = "rough";
        sheet.frames.push_back(std::move(frame));
    }
    return sheet;
}

typeset::PdfFileBytes comic_pdf(const panels::ComicBook& book, const typeset::PdfInfo& info) {
    std::vector<typeset::ComicPdfPage> pages;
    for (const auto& page : book.pages()) {
        pages.push_back({.drawing = book.draw(page.number), .options = {}, .bookmark = {}});
    }
    return typeset::comic_pdf(pages, info);
}

std::string comic_cbz(const panels::ComicBook& book, panels::ComicService& comics,
                      const script::ScriptView& view, Time created) {
    typeset::ComicBook archive;
    archive.title = view.project.title;
    archive.summary = view.project.logline;
    archive.writer = author_of(view.document);
    archive.language = view.project.language;
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

}  // namespace fabula::takeout
