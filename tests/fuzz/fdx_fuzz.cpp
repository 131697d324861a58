// Fuzzes screenplay
// Any bytes are a Final Draft script or refused with a reason; a script is written as Fountain that
// holds its words; what was not edited comes back as it reads, and a new file reads as the script.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fountain.hpp"

namespace {

using namespace fabula::screenplay;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

std::string words_of(std::string_view fdx) {
    return print_fountain(read_fdx(fdx).document);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (!fabula::is_utf8(text)) return 0;
    const auto script = read_fdx(text);
    if (script.refusal) {
        require(!script.refusal->empty(), "a refusal without a reason");
        return 0;
    }
    require(!script.document.elements.empty(), "a script without elements");
    const auto printed = print_fountain(script.document);
    const auto read = parse_fountain(printed);
    // Whatever the words became, none of them is lost on the way.
    require(!read.elements.empty() || !read.title_page.empty(), "the words are gone");
    const auto merged = merge_fdx(read, text);
    require(!merged.refusal, "a script that was read cannot be merged");
    const bool same = read.elements.size() == script.document.elements.size();
    require(!same || words_of(merged.text) == printed, "an unedited script reads differently");
    // Every other paragraph taken out: whatever is left of them, a script comes back.
    auto edited = read;
    edited.notes.clear();
    for (std::size_t at = 0; at < edited.elements.size(); ++at) {
        edited.elements.erase(edited.elements.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (!edited.elements.empty()) {
        require(!merge_fdx(edited, text).text.empty(), "an edited script is gone");
    }
    const auto written = write_fdx(read);
    const auto once = words_of(written.text);
    const auto twice = words_of(write_fdx(parse_fountain(once)).text);
    require(once == words_of(write_fdx(parse_fountain(twice)).text) || once == twice,
            "a written script goes on changing");
    return 0;
}
