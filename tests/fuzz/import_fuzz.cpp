// Fuzzes screenplay
// Any bytes under any name import or are refused with a reason. The first byte picks the name.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/speech.hpp"

namespace {

using namespace fabula;
using namespace fabula::screenplay;

constexpr std::array<std::string_view, 8> kNames = {"a.fountain", "b.txt", "c.md",  "d.html",
                                                    "e.xhtml",    "f.fdx", "g.xml", "h.osf"};

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void check_doubts(const Imported& imported) {
    const auto units = count_utf16_units(imported.text);
    std::uint32_t from = 0;
    for (const auto& doubt : imported.doubts) {
        require(doubt.range.from >= from && doubt.range.to >= doubt.range.from &&
                    doubt.range.to <= units,
                "doubts are out of order or outside of the text");
        from = doubt.range.to;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto imported = import_text(bytes, kNames[data[0] % kNames.size()]);
    if (imported.refusal) {
        require(!imported.refusal->empty() && imported.text.empty(), "a refusal with text");
        return 0;
    }
    require(is_utf8(imported.text), "stored text is not UTF-8");
    require(imported.text.find_first_of(std::string_view("\r\0", 2)) == std::string::npos,
            "stored text holds CR or NUL");
    if (imported.form.exact) {
        require(restore(imported.text, imported.form) == bytes, "the bytes do not come back");
    }
    check_doubts(imported);
    std::vector<Suggestion> all;
    for (const auto& doubt : imported.doubts) all.push_back({doubt.range, doubt.suggestion});
    require(is_utf8(apply_suggestions(imported.text, all)), "suggestions break the text");
    const auto document = parse_fountain(imported.text, imported.format);
    for (const auto& placed : find_speech(document)) {
        const auto& text = document.elements[placed.element].text;
        require(placed.speech.from < placed.speech.to && placed.speech.to <= text.size(),
                "speech stands outside of its paragraph");
    }
    return 0;
}
