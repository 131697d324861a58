#include "convert/convert.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "convert/conversion.hpp"
#include "drawing/missing.hpp"
#include "screenplay/elements_json.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/pages_json.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/source_form.hpp"
#include "screenplay/statistics_json.hpp"
#include "typeset/script_html.hpp"
#include "typeset/script_lists.hpp"
#include "typeset/script_markdown.hpp"
#include "typeset/script_pdf.hpp"
#include "typeset/script_text.hpp"
#include "typeset/sides.hpp"

namespace fabula::convert {

namespace {

std::string take_pdf(Conversion& conversion, typeset::PdfFileBytes made) {
    for (auto& sentence : drawing::describe_missing(made.missing)) {
        conversion.note(std::move(sentence));
    }
    return std::move(made.bytes);
}

std::uint32_t wanted_character(Conversion& conversion) {
    const auto& name = conversion.wish().character;
    const auto found = typeset::find_character(conversion.statistics(), name);
    if (!found) invalid("character", "Nobody called \"" + name + "\" speaks in the script.");
    return *found;
}

// Marks what differs from the version before.
void mark_changes(Conversion& conversion, typeset::PageMarks& marks) {
    const auto& local = conversion.local();
    if (local.before_name.empty()) return;
    const ConvertWish wish{.name = local.before_name, .format = conversion.wish().format};
    const LocalParts parts{.any_length = local.any_length};
    Conversion before(local.before, wish, parts);
    marks.changed = screenplay::changed_text(before.document(), conversion.document());
    marks.revision = local.revision;
    marks.color = local.revision_color;
}

std::string write_pdf(Conversion& conversion) {
    const auto& wish = conversion.wish();
    typeset::ScriptPdfOptions options{.info = {.language = wish.language},
                                      .watermark = wish.watermark,
                                      .contents = wish.contents,
                                      .notes = wish.notes};
    mark_changes(conversion, options.marks);
    if (!wish.character.empty()) {
        options.marks.looks = typeset::sides_looks(conversion.document(), conversion.statistics(),
                                                   wanted_character(conversion));
        options.only_undimmed = true;
    }
    auto made = typeset::script_pdf(conversion.document(), conversion.pages(), conversion.layout(),
                                    std::move(options));
    return take_pdf(conversion, std::move(made));
}

std::string write_fountain(Conversion& conversion) {
    const auto& source = conversion.source();
    const bool untouched = source.kind == screenplay::SourceKind::Fountain;
    if (untouched && !conversion.wish().portable) {
        return screenplay::restore(source.text, source.form);
    }
    return screenplay::print_portable_fountain(conversion.document());
}

// Final Draft's own file again where it was one, else a new one.
std::string write_final_draft(Conversion& conversion) {
    const auto& original = conversion.source().original;
    auto file = original.empty() ? screenplay::write_fdx(conversion.document())
                                 : screenplay::merge_fdx(conversion.document(), original);
    for (auto& loss : file.losses) conversion.note(std::move(loss));
    return std::move(file.text);
}

std::string write_elements(Conversion& conversion) {
    return screenplay::elements_json(conversion.document()).dump(1) + "\n";
}

std::string write_pages(Conversion& conversion) {
    return screenplay::pages_json(conversion.document(), conversion.pages()).dump(1) + "\n";
}

std::string write_text(Conversion& conversion) {
    return typeset::script_text(conversion.document(), conversion.pages(), conversion.layout());
}

typeset::ScriptExtras extras_of(Conversion& conversion) {
    return {.notes = conversion.wish().notes, .sections = conversion.wish().sections};
}

std::string write_html(Conversion& conversion) {
    return typeset::script_html(conversion.document(), conversion.wish().language,
                                extras_of(conversion));
}

std::string write_markdown(Conversion& conversion) {
    return typeset::script_markdown(conversion.document(), extras_of(conversion));
}

std::string write_statistics(Conversion& conversion) {
    return screenplay::statistics_json(conversion.statistics()).dump(1) + "\n";
}

typeset::Table dialogue_of(Conversion& conversion) {
    if (!conversion.wish().character.empty()) wanted_character(conversion);
    const auto& document = conversion.document();
    const auto measures = screenplay::measure(document, conversion.layout(), conversion.pages());
    return typeset::dialogue_list(document, conversion.statistics(), measures.page_of_element,
                                  conversion.wish().character);
}

typeset::Table scenes_of(Conversion& conversion) {
    return typeset::scene_list(conversion.statistics());
}
typeset::Table cast_of(Conversion& conversion) {
    return typeset::cast_list(conversion.statistics());
}
typeset::Table locations_of(Conversion& conversion) {
    return typeset::location_list(conversion.statistics());
}

using MakeTable = typeset::Table (*)(Conversion&);

template <MakeTable Make>
std::string write_csv(Conversion& conversion) {
    return typeset::table_csv(Make(conversion));
}

template <MakeTable Make>
std::string write_list(Conversion& conversion) {
    auto table = Make(conversion);
    const std::string& title = conversion.source().title;
    if (!title.empty()) table.title = title + ": " + table.title;
    const auto& paper = conversion.layout().page;
    return take_pdf(conversion, typeset::table_pdf(table, {.language = conversion.wish().language},
                                                   paper.width * 72, paper.height * 72));
}

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCsv = "text/csv; charset=utf-8";

// clang-format off
constexpr Output kOutputs[] = {
    {"pdf",           "the script as real pages",                      kPdf,   write_pdf},
    {"fountain",      "the text; untouched Fountain byte for byte",    "text/plain; charset=utf-8",    write_fountain},
    {"fdx",           "Final Draft; from .fdx with all that it held", "application/xml",              write_final_draft},
    {"html",          "one file to read, style and print",             "text/html; charset=utf-8",     write_html},
    {"md",            "Markdown for wikis and notebooks",              "text/markdown; charset=utf-8", write_markdown},
    {"txt",           "the pages as plain text",                       "text/plain; charset=utf-8",    write_text},
    {"elements.json", "its elements with their places in the text",    kJson,  write_elements},
    {"pages.json",    "its pages with the elements that stand there",  kJson,  write_pages},
    {"stats.json",    "its numbers: length, scenes, cast, places",     kJson,  write_statistics},
    {"scenes.pdf",    "the list of scenes",                            kPdf,   write_list<scenes_of>},
    {"scenes.csv",    "the same for spreadsheets",                     kCsv,   write_csv<scenes_of>},
    {"cast.pdf",      "the list of characters",                        kPdf,   write_list<cast_of>},
    {"cast.csv",      "the same for spreadsheets",                     kCsv,   write_csv<cast_of>},
    {"locations.pdf", "the list of places",                            kPdf,   write_list<locations_of>},
    {"locations.csv", "the same for spreadsheets",                     kCsv,   write_csv<locations_of>},
    {"dialogue.pdf",  "what is said, of one with --character",         kPdf,   write_list<dialogue_of>},
    {"dialogue.csv",  "the same for spreadsheets",                     kCsv,   write_csv<dialogue_of>},
};
// clang-format on

std::string endings() {
    std::string out;
    for (const Output& output : kOutputs) {
        if (!out.empty()) out += ", ";
        out.append(".").append(output.ending);
    }
    return out;
}

// Whether `name` is the ending or ends with it behind a dot.
bool has_ending(std::string_view name, std::string_view ending) {
    if (!name.ends_with(ending)) return false;
    return name.size() == ending.size() || name[name.size() - ending.size() - 1] == '.';
}

}  // namespace

std::span<const Output> outputs() {
    return kOutputs;
}

const Output* find_output(std::string_view file_name) {
    const auto name = to_lower_ascii(file_name);
    const Output* found = nullptr;
    for (const Output& output : kOutputs) {
        if (!has_ending(name, output.ending)) continue;
        if (found == nullptr || output.ending.size() > found->ending.size()) found = &output;
    }
    return found;
}

Converted convert(std::string_view source, const ConvertWish& wish, const LocalParts& local) {
    const Output* output = find_output(wish.to);
    if (output == nullptr) {
        invalid("to", "\"" + wish.to + "\" ends in none of " + endings() + ".");
    }
    Conversion conversion(source, wish, local);
    Converted made{
        .bytes = output->write(conversion), .media_type = output->media_type, .notes = {}};
    made.notes = conversion.take_notes();
    return made;
}

}  // namespace fabula::convert
