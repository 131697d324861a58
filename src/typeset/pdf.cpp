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
    int catalog = 0, pages = 0;
    std::vector<int> page_objects{};
    std::vector<std::string> labels{};
    std::vector<PdfBookmark> bookmarks{};
    double page_height = 0;
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

void PdfDocument::add_page(const drawing::Drawing& page, const PdfPageOptions& options) {
    State& state = *state_;
    PdfFile& file = state.shared.file;
    const int object = file.reserve(), contents = file.reserve();
    state.shared.structure.begin_page(object);
    PdfContent content(state.shared, page.height, PdfContent::Tags::Yes);
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
    append_integer(out, static_cast<std::int64_t>(state.page_objects.size()));
    file.put(object, out + ">>");

    state.page_objects.push_back(object);
    state.labels.push_back(options.label);
    state.page_height = page.height;
}

void PdfDocument::add_bookmark(std::string_view title, double y, int level) {
    State& state = *state_;
    if (state.page_objects.empty()) return;
    state.bookmarks.push_back(
        {std::string(title), level, state.page_objects.back(), state.page_height - y});
}

std::string PdfDocument::finish() {
    State& state = *state_;
    PdfFile& file = state.shared.file;
    state.shared.fonts.write();

    std::string out = "<</Type/Pages/Count ";
    append_integer(out, static_cast<std::int64_t>(state.page_objects.size()));
    out += "/Kids[";
    for (const int object : state.page_objects) {
        append_reference(out, object);
        out += ' ';
    }
    file.put(state.pages, out + "]>>");

    const int metadata = file.reserve(), info = file.reserve();
    // Not compressed, so that programs that know nothing of PDF find it.
    file.put_encoded(metadata, "/Type/Metadata/Subtype/XML", xmp_packet(state.info));
    file.put(info, info_dictionary(state.info));

    out = "<</Type/Catalog/Pages ";
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
