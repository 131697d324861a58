#include "typeset/cbz.hpp"

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "base/text.hpp"
#include "drawing/image.hpp"
#include "typeset/xml.hpp"

namespace fabula::typeset {

namespace {

class InfoWriter {
public:
    void add(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        out_.append("  <").append(name).append(">");
        out_.append(escape_xml(value));
        out_.append("</").append(name).append(">\n");
    }
    void add(std::string_view name, std::int64_t value) { add(name, std::to_string(value)); }
    // Names are parted by commas, so a name must hold none.
    void add(std::string_view name, std::vector<std::string> values) {
        for (auto& value : values) std::replace(value.begin(), value.end(), ',', ' ');
        add(name, join(values, ", "));
    }
    void add_pages(const std::vector<ComicPage>& pages) {
        out_ += "  <Pages>\n";
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const ComicPage& page = pages[i];
            out_ += "    <Page Image=\"" + std::to_string(i) + "\" Type=\"";
            out_ += page.cover ? "FrontCover" : "Story";
            out_ += "\" ImageSize=\"" + std::to_string(page.picture.size()) + "\"";
            if (!page.bookmark.empty()) {
                out_ += " Bookmark=\"" + escape_xml(page.bookmark) + "\"";
            }
            out_ += " ImageWidth=\"" + std::to_string(page.width) + "\" ImageHeight=\"" +
                    std::to_string(page.height) + "\"/>\n";
        }
        out_ += "  </Pages>\n";
    }
    std::string finish() {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ComicInfo>\n" + out_ +
               "</ComicInfo>\n";
    }

private:
    std::string out_;
};

void add_date(InfoWriter& info, Time created) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(created)};
    info.add("Year", static_cast<int>(date.year()));
    info.add("Month", static_cast<unsigned>(date.month()));
    info.add("Day", static_cast<unsigned>(date.day()));
}

// "007.png": as many digits as the last page needs, at least three.
std::string page_name(std::size_t index, std::size_t count, std::string_view mime) {
    const std::size_t digits = std::max<std::size_t>(3, std::to_string(count).size());
    const std::string number = std::to_string(index + 1);
    return std::string(digits - number.size(), '0') + number +
           (mime == "image/jpeg" ? ".jpg" : ".png");
}

}  // namespace

std::string comic_info(const ComicBook& book) {
    InfoWriter info;  // The order is the schema's.
    info.add("Title", book.title);
    info.add("Series", book.series);
    info.add("Number", book.number);
    info.add("Summary", book.summary);
    info.add("Notes", book.notes);
    add_date(info, book.created);
    info.add("Writer", book.writer);
    info.add("Penciller", book.artist);
    info.add("Letterer", book.letterer);
    info.add("Publisher", book.publisher);
    info.add("Genre", book.genre);
    info.add("Web", book.web);
    info.add("PageCount", static_cast<std::int64_t>(book.pages.size()));
    info.add("LanguageISO", book.language.substr(0, book.language.find('-')));
    info.add("BlackAndWhite", book.black_and_white ? "Yes" : "No");
    const bool turned = book.direction == ReadingDirection::RightToLeft;
    info.add("Manga", turned ? "YesAndRightToLeft" : "No");
    info.add("Characters", book.characters);
    info.add("Locations", book.locations);
    info.add_pages(book.pages);
    return info.finish();
}

void write_cbz(const ComicBook& book, const ZipWriter::Sink& sink) {
    ZipWriter zip(sink, book.created);
    zip.add("ComicInfo.xml", comic_info(book));
    for (std::size_t i = 0; i < book.pages.size(); ++i) {
        const auto picture = drawing::probe_image(book.pages[i].picture);
        if (!picture) invalid("pages", "A page of the comic is no PNG or JPEG picture.");
        zip.add(page_name(i, book.pages.size(), picture->mime), book.pages[i].picture,
                ZipMethod::Stored);
    }
    zip.finish();
}

std::string make_cbz(const ComicBook& book) {
    std::string out;
    write_cbz(book, [&](std::string_view bytes) { out += bytes; });
    return out;
}

}  // namespace fabula::typeset
