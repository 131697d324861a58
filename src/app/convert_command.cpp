#include "app/convert_command.hpp"

#include <cstdio>

#include "app/local_files.hpp"
#include "base/error.hpp"
#include "screenplay/elements_json.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/pages_json.hpp"
#include "screenplay/paginate.hpp"
#include "typeset/script_pdf.hpp"

namespace fabula::app {

namespace {

struct Laid {
    screenplay::Layout layout;
    screenplay::Pages pages;
};

Laid lay_out(const screenplay::Document& document, const std::string& paper_name) {
    const auto paper = paper_name == "a4" ? screenplay::Paper::A4 : screenplay::Paper::Letter;
    auto layout = screenplay::layout_for(document.format, paper);
    auto pages = screenplay::paginate(document, layout, {.paper = paper});
    return {std::move(layout), std::move(pages)};
}

std::string make_output(const screenplay::Imported& source, const ConvertCommand& command) {
    const auto& name = command.output;
    if (name.ends_with(".fountain")) return screenplay::restore(source.text, source.form);
    const auto document = screenplay::parse_fountain(source.text, source.format);
    if (name.ends_with(".elements.json")) {
        return screenplay::elements_json(document).dump(1) + "\n";
    }
    const auto laid = lay_out(document, command.paper);
    if (name.ends_with(".pages.json")) {
        return screenplay::pages_json(document, laid.pages).dump(1) + "\n";
    }
    if (name.ends_with(".pdf")) {
        return typeset::script_pdf(document, laid.pages, laid.layout, {.title = {}});
    }
    invalid("OUT", name + " ends in none of .pdf, .fountain, .elements.json, .pages.json.");
}

}  // namespace

int run_convert(const ConvertCommand& command) {
    const auto source = screenplay::import_text(read_file(command.input), command.input);
    if (source.refusal) invalid("IN", command.input + ": " + *source.refusal);
    for (const auto& repair : source.repairs) {
        std::fprintf(stderr, "%s: %s\n", command.input.c_str(), repair.c_str());
    }
    for (const auto& doubt : source.doubts) {
        std::fprintf(stderr, "%s: in doubt: %s\n", command.input.c_str(), doubt.message.c_str());
    }
    write_file(command.output, make_output(source, command));
    return 0;
}

}  // namespace fabula::app
