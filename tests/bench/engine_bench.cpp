// Times the engine on one Fountain or Final Draft file in process and prints the medians as JSON,
// in ms; "fdx_in" and "fdx_out" are the file read and written as Final Draft's:
//   engine_bench FILE [ROUNDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "screenplay/fdx.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/layout.hpp"
#include "screenplay/live_script.hpp"
#include "screenplay/paginate.hpp"
#include "typeset/script_pdf.hpp"

namespace {

using namespace fabula;

// The processor's time, which other programs on the machine do not lengthen.
template <class Work>
double median_ms(int rounds, Work&& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::clock();
        work();
        times.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[static_cast<std::size_t>(rounds / 2)];
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        std::fprintf(stderr, "usage: engine_bench FILE [ROUNDS]\n");
        return 2;
    }
    std::ifstream in(arguments[1], std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    const auto imported = screenplay::import_text(file, arguments[1]);
    const std::string& text = imported.text;
    const int rounds = argument_count > 2 ? std::max(1, std::atoi(arguments[2])) : 31;

    const auto document = screenplay::parse_fountain(text);
    const auto layout =
        screenplay::layout_for(screenplay::Format::Screenplay, screenplay::Paper::Letter);
    const screenplay::PageOptions options{.paper = screenplay::Paper::Letter};
    const auto pages = screenplay::paginate(document, layout, options);

    const double parse = median_ms(rounds, [&] { screenplay::parse_fountain(text); });
    const double paginate =
        median_ms(rounds, [&] { screenplay::paginate(document, layout, options); });
    std::size_t pdf_bytes = 0;
    const double pdf = median_ms(
        rounds, [&] { pdf_bytes = typeset::script_pdf(document, pages, layout, {}).bytes.size(); });

    // Letters typed one by one in the middle, and a line that moves all below it.
    screenplay::LiveScript live(text, screenplay::Format::Screenplay, options);
    const auto middle = static_cast<std::uint32_t>(
        live.document().elements[live.document().elements.size() / 2].range.from);
    const auto type = [&](std::string_view letters) {
        return median_ms(rounds, [&] { live.apply({middle, middle, letters}); });
    };
    const double keystroke = type("x");
    const double new_line = type("Rain.\n\n");

    // Of a Fountain file the one that would be written of it.
    const bool final_draft = !imported.original.empty();
    const auto fdx = final_draft ? imported.original : screenplay::write_fdx(document).text;
    const double fdx_in = median_ms(rounds, [&] { screenplay::read_fdx(fdx); });
    const double fdx_new = median_ms(rounds, [&] { screenplay::write_fdx(document); });
    auto edited = document;
    edited.elements[edited.elements.size() / 2].text += " Rain.";
    const double fdx_out = median_ms(rounds, [&] { screenplay::merge_fdx(edited, fdx); });

    std::printf(
        "{\"bytes\": %zu, \"parse\": %.3f, \"paginate\": %.3f, \"pdf\": %.3f, "
        "\"pdf_bytes\": %zu, \"keystroke\": %.3f, \"new_paragraph\": %.3f, "
        "\"fdx_in\": %.3f, \"fdx_out\": %.3f, \"fdx_new\": %.3f}\n",
        text.size(), parse, paginate, pdf, pdf_bytes, keystroke, new_line, fdx_in, fdx_out,
        fdx_new);
    return 0;
}
