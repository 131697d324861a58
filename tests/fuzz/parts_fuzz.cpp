// Fuzzes screenplay
// Any bytes as the body of an office document, a Fade In or Celtx script or the words of a PDF are
// read or refused with a reason. The first byte picks the kind; a zero byte, where there is one,
// ends the body and begins the styles.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/import.hpp"

namespace {

using namespace fabula;
using namespace fabula::screenplay;

struct Kind {
    SourceKind kind;
    std::string_view beside;  // Name of the part behind the body.
};

constexpr std::array kKinds = {
    Kind{SourceKind::Word, "word/styles.xml"},
    Kind{SourceKind::OpenDocument, "styles.xml"},
    Kind{SourceKind::OpenScreenplay, ""},
    Kind{SourceKind::Celtx, "project.rdf"},
    Kind{SourceKind::Pdf, ""},
    Kind{SourceKind::Highland, ""},
};

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const auto& kind = kKinds[data[0] % kKinds.size()];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto end = bytes.find('\0');
    std::vector<SourcePart> parts{{"body", std::string(bytes.substr(0, end))}};
    if (end != std::string_view::npos && !kind.beside.empty()) {
        parts.push_back({std::string(kind.beside), std::string(bytes.substr(end + 1))});
    }
    const auto imported = import_parts(kind.kind, parts, "a.docx");
    if (imported.refusal) {
        require(!imported.refusal->empty() && imported.text.empty(), "a refusal with text");
        return 0;
    }
    require(is_utf8(imported.text), "stored text is not UTF-8");
    require(imported.text.find_first_of(std::string_view("\r\0", 2)) == std::string::npos,
            "stored text holds CR or NUL");
    return 0;
}
