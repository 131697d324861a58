# The script formats that are built in: templates/screenplay/<name>.json as text in one C++ file, so
# that the engine has them without reading files. A changed file configures anew.
set(script_format_source ${CMAKE_BINARY_DIR}/script_formats/format_texts.cpp)

set(rows "")
foreach(name screenplay manuscript multicam stage audio comic)  # In the order of enum Format.
    set(file ${CMAKE_SOURCE_DIR}/templates/screenplay/${name}.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    string(APPEND rows "    R\"json(${text})json\",\n")
endforeach()
file(WRITE ${script_format_source}.new
"#include \"screenplay/format_texts.hpp\"

#include <array>

namespace fabula::screenplay {

namespace {

constexpr std::array<std::string_view, kFormatNames.size()> kTexts = {
${rows}};

}  // namespace

std::string_view text_of(Format format) noexcept {
    return kTexts[static_cast<std::size_t>(format)];
}

}  // namespace fabula::screenplay
")
file(COPY_FILE ${script_format_source}.new ${script_format_source} ONLY_IF_DIFFERENT)
