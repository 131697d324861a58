#include "typeset/pdf.hpp"

#include <sodium.h>

#include <array>
#include <chrono>

#include "base/text.hpp"
#include "drawing/numbers.hpp"
#include "typeset/pdf/content.hpp"
#include "typeset/pdf/outline.hpp"
#include "typeset/pdf/syntax.hpp"
#include "typeset/xml.hpp"

namespace fabula::typeset {

struct PdfDocument::State {
    explicit State(PdfInfo given) : info(std::move(given)) {
        catalog = shared.file.reserve();
        pages = shared.file.reserve();
    }

    PdfInfo info;
    PdfShared shared{};
    struct Link {
        int object = 0;
        drawing::Rect area{};
        PdfTarget target{};
        std::string text{};
    };
    struct PageRecord {
        int object = 0;
        double height = 0;
        std::string entries{};  // Of its dictionary, all but the links.
        std::vector<Link> links{};
    };

    void write_link(const PageRecord& page, const Link& link);
    void write_pages();

    int catalog = 0, pages = 0;
    std::vector<PageRecord> page_records{};
    std::vector<std::string> labels{};
    std::vector<PdfBookmark> bookmarks{};
};

namespace {

// "D:20261120185407Z" (7.9.4)
std::string pdf_date(Time time) {
    std::string out = "D:";
    for (const char c : to_iso(time).substr(0, 19)) {
        if (is_digit(static_cast<char32_t>(c))) out += c;
    }
    return out + "Z";
}

std::string file_id(const PdfInfo& info) {
    const std::string text = info.id + '\n' + info.title + '\n' + to_iso(info.created);
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    std::array<char, 2 * crypto_generichash_BYTES_MIN + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

void append_box(std::string& out, std::string_view key, const drawing::Rect& box, double height) {
    out.append("/").append(key).append("[");
    for (const double value : {box.x, height - box.bottom(), box.right(), height - box.y}) {
        drawing::append_number(out, value);
        out += ' ';
    }
    out.back() = ']';
}

std::string info_dictionary(const PdfInfo& info) {
    std::string out = "<</Producer(Fabula)/Creator(Fabula)";
    const auto add = [&](std::string_view key, const std::string& value) {
        if (value.empty()) return;
        out += key;
        append_text_string(out, value);
    };
    add("/Title", info.title);
    add("/Author", info.author);
    add("/Subject", info.subject);
    add("/CreationDate", pdf_date(info.created));
    add("/ModDate", pdf_date(info.created));
    return out + ">>";
}

// XMP (ISO 16684-1), for programs that do not read the info dictionary.
std::string xmp_packet(const PdfInfo& info) {
    const std::string date = to_iso(info.created).substr(0, 19) + "Z";
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
        "<dc:format>application/pdf</dc:format>";
    out += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape_xml(info.title) +
           "</rdf:li></rdf:Alt></dc:title>";
    if (!info.author.empty()) {
        out += "<dc:creator><rdf:Seq><rdf:li>" + escape_xml(info.author) +
               "</rdf:li></rdf:Seq></dc:creator>";
    }
    if (!info.subject.empty()) {
        out += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
               escape_xml(info.subject) + "</rdf:li></rdf:Alt></dc:description>";
    }
    out += "<dc:language><rdf:Bag><rdf:li>" + escape_xml(info.language) +
           "</rdf:li></rdf:Bag></dc:language>";
    out += "<pdf:Producer>Fabula</pdf:Producer><xmp:CreatorTool>Fabula</xmp:CreatorTool>";
    out += "<xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" + date +
           "</xmp:ModifyDate><xmp:MetadataDate>" + date + "</xmp:MetadataDate>";
    return out + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

}  // namespace

PdfDocument::PdfDocument(PdfInfo info) : state_(std::make_unique<State>(std::move(info))) {}
PdfDocument::~PdfDocument() = default;

int PdfDocument::add_stamp(const drawing::Drawing& drawing) {
    PdfFile& file = state_->shared.file;
    PdfContent content(state_->shared, drawing.height, PdfContent::Tags::No);
    content.draw(drawing.items);
    content.finish();
    const int form = file.reserve();
    std::string entries = "/Type/XObject/Subtype/Form";
    append_box(entries, "BBox", {0, 0, drawing.width, drawing.height}, drawing.height);
    file.put_stream(form, entries + "/Resources" + content.resources().write(state_->shared),
                    content.stream());
    return form;
}

void PdfDocument::add_page(const drawing::Drawing& page, const PdfPageOptions& options) {
    State& state = *state_;
    PdfFile& file = state.shared.file;
    const int object = file.reserve(), contents = file.reserve();
    state.shared.structure.begin_page(object);
    PdfContent content(state.shared, page.height, PdfContent::Tags::Yes);
    if (options.stamp != 0) content.draw_stamp(options.stamp);
    content.draw(page.items);
    content.finish();
    file.put_stream(contents, "", content.stream(), PdfFile::Effort::Fast);

    std::string out = "<</Type/Page/Parent ";
    append_reference(out, state.pages);
    append_box(out, "MediaBox", {0, 0, page.width, page.height}, page.height);
    if (options.bleed) append_box(out, "BleedBox", *options.bleed, page.height);
    if (options.trim) append_box(out, "TrimBox", *options.trim, page.height);
    out += "/Contents ";
    append_reference(out, contents);
    out += "/Resources" + content.resources().write(state.shared);
    if (!content.resources().opacities.empty()) {
        out += "/Group<</S/Transparency/CS/DeviceRGB>>";
    }
    out += "/Tabs/S/StructParents ";
    append_integer(out, static_cast<std::int64_t>(state.page_records.size()));
    state.page_records.push_back(
        {.object = object, .height = page.height, .entries = std::move(out)});
    state.labels.push_back(options.label);
}

void PdfDocument::add_link(const drawing::Rect& area, const PdfTarget& target,
                           std::string_view text) {
    State& state = *state_;
    if (state.page_records.empty()) return;
    state.page_records.back().links.push_back(
        {state.shared.file.reserve(), area, target, std::string(text)});
}

void PdfDocument::add_bookmark(std::string_view title, double y, int level) {
    State& state = *state_;
    if (state.page_records.empty()) return;
    const auto& page = state.page_records.back();
    state.bookmarks.push_back({std::string(title), level, page.object, page.height - y});
}

PdfFileBytes PdfDocument::finish_with_missing() {
    return {.bytes = finish(), .missing = state_->shared.missing};
}

void PdfDocument::State::write_link(const PageRecord& page, const Link& link) {
    std::string out = "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4";
    append_box(out, "Rect", link.area, page.height);
    if (link.target.page < page_records.size()) {
        const PageRecord& goal = page_records[link.target.page];
        out += "/Dest[";
        append_reference(out, goal.object);
        out += "/XYZ null ";
        drawing::append_number(out, goal.height - link.target.y, 1);
        out += " null]";
    }
    out += "/Contents";
    append_text_string(out, link.text);
    shared.file.put(link.object, out + ">>");
}

void PdfDocument::State::write_pages() {
    std::string kids = "<</Type/Pages/Count ";
    append_integer(kids, static_cast<std::int64_t>(page_records.size()));
    kids += "/Kids[";
    for (PageRecord& page : page_records) {
        append_reference(kids, page.object);
        kids += ' ';
        if (!page.links.empty()) page.entries += "/Annots[";
        for (const Link& link : page.links) {
            write_link(page, link);
            append_reference(page.entries, link.object);
            page.entries += ' ';
        }
        if (!page.links.empty()) page.entries += ']';
        shared.file.put(page.object, page.entries + ">>");
    }
    shared.file.put(pages, kids + "]>>");
}

std::string PdfDocument::finish() {
    State& state = *state_;
    PdfFile& file = state.shared.file;
    state.shared.fonts.write();
    state.write_pages();

    const int metadata = file.reserve(), info = file.reserve();
    // Not compressed, so that programs that know nothing of PDF find it.
    file.put_encoded(metadata, "/Type/Metadata/Subtype/XML", xmp_packet(state.info));
    file.put(info, info_dictionary(state.info));

    std::string out = "<</Type/Catalog/Pages ";
    append_reference(out, state.pages);
    out += "/Lang";
    append_text_string(out, state.info.language);
    out += "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ";
    append_reference(out, state.shared.structure.write());
    out += "/Metadata ";
    append_reference(out, metadata);
    out += "/PageLabels" + page_labels(state.labels);
    if (!state.bookmarks.empty()) {
        out += "/PageMode/UseOutlines/Outlines ";
        append_reference(out, write_outline(file, state.bookmarks));
    }
    file.put(state.catalog, out + ">>");
    return file.finish(state.catalog, info, file_id(state.info));
}

}  // namespace fabula::typeset
