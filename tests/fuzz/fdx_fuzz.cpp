// Fuzzes screenplay
// Any bytes are a Final Draft script or refused with a reason; a script is written as Fountain that
// holds its words.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/fdx.hpp"

namespace {

using namespace fabula::screenplay;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
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
    return 0;
}
