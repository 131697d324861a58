// Median times of parsing and paginating one Fountain file, and of paging again after a keystroke:
//   paginate_bench FILE [RUNS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "screenplay/fountain.hpp"
#include "screenplay/paginate.hpp"

using namespace fabula::screenplay;

namespace {

using Clock = std::chrono::steady_clock;

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// Milliseconds of one call.
template <class Work>
double time_of(Work&& work) {
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// One more word at the end of the element: what a keystroke in it changes.
Document with_word_in(const Document& document, std::size_t element) {
    Document changed = document;
    changed.elements[element].text += " more";
    return changed;
}

// The last element of the script that prints text, at or above `element`.
std::size_t action_near(const Document& document, std::size_t element) {
    while (element > 0 && document.elements[element].type != ElementType::Action) --element;
    return element;
}

double time_keystroke(const Document& document, const PageOptions& options, std::size_t where,
                      int runs) {
    const Layout layout = layout_for(document, options.paper);
    const Pages pages = paginate(document, layout, options);
    const std::size_t element = action_near(document, where);
    const Document changed = with_word_in(document, element);
    const ElementChange change{static_cast<std::uint32_t>(element), 1, 1};
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        Pages before = pages;
        times.push_back(time_of(
            [&] { before = repaginate(std::move(before), changed, change, layout, options); }));
    }
    return median(times);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: paginate_bench FILE [RUNS]\n", stderr);
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    if (!in) {
        std::fprintf(stderr, "cannot read %s\n", argv[1]);
        return 1;
    }
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const std::string text = bytes.str();
    const int runs = std::max(1, argc > 2 ? std::atoi(argv[2]) : 101);

    Document document;
    Pages pages;
    const PageOptions options;
    std::vector<double> parse;
    std::vector<double> page;
    for (int run = 0; run < runs; ++run) {
        parse.push_back(time_of([&] { document = parse_fountain(text); }));
        page.push_back(time_of([&] { pages = paginate(document, options); }));
    }
    std::printf("%s: %zu bytes, %zu elements, %zu pages, median of %d runs\n", argv[1], text.size(),
                document.elements.size(), pages.pages.size(), runs);
    std::printf("parse      %8.3f ms\npaginate   %8.3f ms\nboth       %8.3f ms\n", median(parse),
                median(page), median(parse) + median(page));
    if (document.elements.empty()) return 0;
    const std::size_t last = document.elements.size() - 1;
    for (const std::size_t where : {last / 10, last / 2, last}) {
        std::printf("keystroke  %8.3f ms at element %zu\n",
                    time_keystroke(document, options, where, runs), where);
    }
    return 0;
}
