// Readers of files that other programs keep scripts in: each makes a document of the words as they
// came, says in repairs what it left out, and refuses only what holds no script.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/import.hpp"

namespace fabula::screenplay {

struct ReadScript {
    Document document;                   // Without ranges: it was never a text.
    std::vector<std::string> repairs;    // What was left out or changed, one sentence each.
    std::optional<std::string> refusal;  // One sentence; the rest is then empty.
};

ReadScript refused_script(std::string why);

// Open Screenplay Format, as Fade In keeps it.
bool is_open_screenplay(std::string_view head) noexcept;
ReadScript read_open_screenplay(std::string_view text);

// Plays encoded by the guidelines of the Text Encoding Initiative (P5, "performance texts").
bool is_tei(std::string_view head) noexcept;
ReadScript read_tei(std::string_view text);

// The script of a Celtx project (a page of HTML) and its project.rdf.
ReadScript read_celtx(const std::vector<SourcePart>& parts);

// WordprocessingML (ECMA-376) and OpenDocument text (1.3): the body, then styles and metadata.
ReadScript read_docx(const std::vector<SourcePart>& parts);
ReadScript read_odt(const std::vector<SourcePart>& parts);

// What `pdftotext -bbox-layout` says of a PDF: words and where they stand.
ReadScript read_pdf_layout(std::string_view xml);

}  // namespace fabula::screenplay
