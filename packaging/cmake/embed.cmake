# Files inside the program. Each call makes a library embedded_<name> and a header
#   #include "embedded/<name>.hpp"     fabula::EmbeddedFolder fabula::embedded::<name>();
# that a module gets by `LINKS embedded_<name>`. In a folder, x.br and x.gz are no files of their
# own but the compressed forms of x. A changed, new or removed file is seen by the next build.
#
#   embed_folder(<name> <folder> [DEPENDS file…])   DEPENDS: what the build makes last in <folder>
#   embed_files(<name> <name-inside>=<file>…)

set(embed_generator ${CMAKE_CURRENT_LIST_DIR}/embed_generate.cmake)

function(embed_folder name folder)
    cmake_parse_arguments(E "" "" "DEPENDS" ${ARGN})
    if(NOT E_DEPENDS)
        file(GLOB_RECURSE E_DEPENDS CONFIGURE_DEPENDS ${folder}/*)
    endif()
    embed_library(${name} "${E_DEPENDS}" -DFOLDER=${folder})
endfunction()

function(embed_files name)
    set(sources ${ARGN})
    list(TRANSFORM sources REPLACE "^[^=]*=" "")
    string(REPLACE ";" "|" listed "${ARGN}")
    embed_library(${name} "${sources}" "-DFILES=${listed}")
endfunction()

function(embed_library name depends)
    set(out ${CMAKE_BINARY_DIR}/embedded)
    file(WRITE ${out}/${name}.hpp.new
"#pragma once
#include \"base/embedded.hpp\"
namespace fabula::embedded {
EmbeddedFolder ${name}();
}
")
    file(COPY_FILE ${out}/${name}.hpp.new ${out}/${name}.hpp ONLY_IF_DIFFERENT)
    add_custom_command(
        OUTPUT ${out}/${name}.S ${out}/${name}.cpp
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${out} ${ARGN} -P ${embed_generator}
        DEPENDS ${depends} ${embed_generator}
        COMMENT "Embedding ${name}"
        VERBATIM)
    add_library(embedded_${name} STATIC EXCLUDE_FROM_ALL ${out}/${name}.S ${out}/${name}.cpp)
    target_include_directories(embedded_${name} PUBLIC ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}/src)
endfunction()
