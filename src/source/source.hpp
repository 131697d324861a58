// Any story file to stored text: archives are opened and PDFs laid out first, then the engine
// reads.
#pragma once

#include <string_view>

#include "screenplay/import.hpp"

namespace fabula::source {

// Endings of the files that import_file() reads, as a file field of a page takes them.
inline constexpr std::string_view kFileEndings =
    ".fountain,.spmd,.fdx,.fadein,.osf,.highland,.celtx,.docx,.odt,.pdf,.txt,.md,.markdown,"
    ".html,.htm,.xhtml,.xml";

// As screenplay::import_text(), for every kind of file. `bytes` decide before `file_name` does.
screenplay::Imported import_file(std::string_view bytes, std::string_view file_name,
                                 std::size_t text_bytes_max = screenplay::kTextBytesMax);

}  // namespace fabula::source
