// The words of a PDF and where they stand, as the command pdftotext of poppler-utils says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fabula::source {

struct PdfWords {
    std::string xml;                     // As `pdftotext -bbox` writes it.
    std::optional<std::string> refusal;  // One sentence with the cause and what helps.
};

// Asks the command in a process of its own, which sees nothing but the PDF: no shell, no files, at
// most 20 seconds of the processor, a gigabyte of memory and 100 MB of answer. Two at a time;
// others wait. `program` is the command's path; empty: where Linux systems keep it.
PdfWords read_pdf_words(std::string_view pdf, const std::string& program = {});

// Begins as PDFs do; readers allow some bytes in front, so `file_name` may say it too.
bool is_pdf(std::string_view bytes, std::string_view file_name) noexcept;

}  // namespace fabula::source
