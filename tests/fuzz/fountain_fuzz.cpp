// Fuzzes screenplay
// Any text is a script: reading it gives ordered elements inside the text, and writing it and
// reading it again gives the same document.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../support/document_dump.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace {

using namespace fabula;
using namespace fabula::screenplay;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void check_element(const Element& element, std::size_t units) {
    require(element.range.from <= element.range.to && element.range.to <= units,
            "an element stands outside of the text");
    std::uint32_t at = 0;
    for (const auto& run : element.runs) {
        require(run.from == at && run.to > run.from, "runs leave a gap");
        at = run.to;
    }
    require(element.runs.empty() || at == element.text.size(), "runs do not cover the text");
}

void check(const std::string& text, Format format) {
    const auto document = parse_fountain(text, format);
    const auto units = count_utf16_units(text);
    std::uint32_t from = 0;
    for (const auto& element : document.elements) {
        check_element(element, units);
        require(element.range.from >= from, "elements are out of order");
        from = element.range.from;
    }
    (void)print_portable_fountain(document);
    const auto printed = print_fountain(document);
    const auto before = screenplay::test::dump(document, screenplay::test::Ranges::Left);
    const auto after =
        screenplay::test::dump(parse_fountain(printed, format), screenplay::test::Ranges::Left);
    if (before == after) return;
    std::fprintf(stderr, "--- read\n%s--- written\n%s\n--- read again\n%s", before.c_str(),
                 printed.c_str(), after.c_str());
    require(false, "what was written reads as something else");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (!fabula::is_utf8(text) || text.find_first_of(std::string_view("\r\0", 2)) != text.npos) {
        return 0;
    }
    for (std::size_t i = 0; i < kFormatNames.size(); ++i) check(text, static_cast<Format>(i));
    return 0;
}
