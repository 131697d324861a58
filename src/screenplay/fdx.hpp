// Final Draft files (FDX, versions 1 to 6): to a document and back, without loss where the file
// that a document came from is at hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

struct FdxScript {
    Document document;                   // Without ranges: it was never a text.
    std::string layout;                  // Its pages as words of the title page's "Fmt".
    std::vector<std::string> repairs;    // What Fountain says otherwise, one sentence each.
    std::optional<std::string> refusal;  // Why this is no script.
};

// `text` is UTF-8, whatever its declaration says.
FdxScript read_fdx(std::string_view text);

struct FdxFile {
    std::string text;                    // UTF-8.
    std::vector<std::string> losses;     // What the file does not say, one sentence each.
    std::optional<std::string> refusal;  // Why `original` is no script; the rest is then empty.
};

// A new file in Final Draft's own terms.
FdxFile write_fdx(const Document& document);

// `original`, a file in UTF-8, changed to say what `document` says. Where both agree every node
// and attribute stays; words that stay keep their revisions, tags and colours, notes their place.
// The base of the comparison is what `original` reads as, written as Fountain and read again.
FdxFile merge_fdx(const Document& document, std::string_view original);

}  // namespace fabula::screenplay
