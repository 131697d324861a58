# Writes <OUT>/<NAME>.S, which holds the bytes, and <OUT>/<NAME>.cpp, which holds the sorted table.
# Run at build time by embed.cmake with FOLDER=… or FILES=name=path|name=path.
cmake_minimum_required(VERSION 3.25)

set(entries "")
if(DEFINED FOLDER)
    file(GLOB_RECURSE paths RELATIVE ${FOLDER} ${FOLDER}/*)
    foreach(path ${paths})
        list(APPEND entries "${path}=${FOLDER}/${path}")
    endforeach()
else()
    string(REPLACE "|" ";" entries "${FILES}")
endif()

set(names "")
foreach(entry ${entries})
    string(REGEX REPLACE "=.*" "" name "${entry}")
    if(NOT name MATCHES "^[A-Za-z0-9/_.+-]+$")
        message(FATAL_ERROR "${name}: an embedded file's name has only letters, digits and /_.+-")
    endif()
    string(REGEX REPLACE "^[^=]*=" "" path_of_${name} "${entry}")
    list(APPEND names "${name}")
endforeach()
list(SORT names COMPARE STRING)

set(bytes "    .section .rodata\n")
set(count 0)

# Appends the file to `bytes`; `view` is what names it in C++.
macro(add_bytes path view)
    set(symbol "fabula_embedded_${NAME}_${count}")
    math(EXPR count "${count} + 1")
    file(SIZE "${path}" size)
    string(APPEND bytes "    .balign 16\n    .global ${symbol}\n    .hidden ${symbol}\n"
        "${symbol}:\n    .incbin \"${path}\"\n    .byte 0\n")
    string(APPEND declared
        "extern \"C\" [[gnu::visibility(\"hidden\")]] const char ${symbol}[];\n")
    set(${view} "{${symbol}, ${size}}")
endmacro()

set(declared "")
set(rows "")
set(row_count 0)
foreach(name ${names})
    string(REGEX REPLACE "\\.(br|gz)$" "" whole "${name}")
    if(NOT whole STREQUAL name AND whole IN_LIST names)
        continue()
    endif()
    add_bytes("${path_of_${name}}" plain)
    set(brotli "{}")
    set(gzip "{}")
    if("${name}.br" IN_LIST names)
        add_bytes("${path_of_${name}.br}" brotli)
    endif()
    if("${name}.gz" IN_LIST names)
        add_bytes("${path_of_${name}.gz}" gzip)
    endif()
    file(SHA256 "${path_of_${name}}" hash)
    string(SUBSTRING ${hash} 0 16 etag)
    string(APPEND rows "    {\"${name}\", ${plain}, ${brotli}, ${gzip}, \"${etag}\"},\n")
    math(EXPR row_count "${row_count} + 1")
endforeach()

file(WRITE ${OUT}/${NAME}.S "${bytes}    .section .note.GNU-stack,\"\",@progbits\n")
file(WRITE ${OUT}/${NAME}.cpp
"#include \"embedded/${NAME}.hpp\"

#include <array>

${declared}
namespace fabula::embedded {
static constexpr std::array<EmbeddedFile, ${row_count}> files{{
${rows}}};
EmbeddedFolder ${NAME}() { return files; }
}  // namespace fabula::embedded
")
