# The engine for browsers: the files of src/screenplay that read, page and print scripts, compiled to
# WebAssembly by Debian's clang with its C and C++ libraries for that target.
#   wasm_engine   the module, for build_web.mjs
find_program(WASM_CXX clang++)
find_path(NLOHMANN_DIR nlohmann/json.hpp REQUIRED)
if(NOT WASM_CXX OR NOT EXISTS /usr/include/wasm32-wasi/c++/v1)
    message(FATAL_ERROR "clang++ or its libraries for wasm32-wasi are missing. "
        "packaging/packages.txt names their packages.")
endif()
debian_source(UTF8PROC_DIR utf8proc)

set(wasm_out ${CMAKE_BINARY_DIR}/wasm)
set(wasm_engine ${wasm_out}/fabula_engine.wasm)
# Of the host's headers only these; its C library's would hide the target's.
file(MAKE_DIRECTORY ${wasm_out}/include)
file(CREATE_LINK ${NLOHMANN_DIR}/nlohmann ${wasm_out}/include/nlohmann SYMBOLIC)

set(wasm_target --target=wasm32-wasi)
set(wasm_flags ${wasm_target} -O2 -ffunction-sections -fdata-sections -DNDEBUG -DUTF8PROC_STATIC
    -DJSON_HAS_FILESYSTEM=0 -DJSON_HAS_EXPERIMENTAL_FILESYSTEM=0
    -I${CMAKE_SOURCE_DIR}/src -I${CMAKE_SOURCE_DIR}/web/engine -isystem ${wasm_out}/include -isystem ${UTF8PROC_DIR})
set(wasm_cxx_flags -std=c++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics
    -Wall -Wextra -Wpedantic -Wshadow -Werror)

include(${CMAKE_SOURCE_DIR}/src/screenplay/files.cmake)
set(engine_files ${screenplay_files})
list(FILTER engine_files INCLUDE REGEX
    "^(grammar|pages)/|^intake/words|^(document|elements_json|format_file|fountain|fountain_diagnostics|layout|layout_options|live_script|outline|pages|pages_json|pages_measure|paginate|source_view)\\.cpp$")
list(TRANSFORM engine_files PREPEND ${CMAKE_SOURCE_DIR}/src/screenplay/)
list(APPEND engine_files ${CMAKE_SOURCE_DIR}/src/base/json_text.cpp
    ${CMAKE_SOURCE_DIR}/src/base/text.cpp ${script_format_source}
    ${CMAKE_SOURCE_DIR}/web/engine/engine.cpp ${CMAKE_SOURCE_DIR}/web/engine/writing.cpp
    ${UTF8PROC_DIR}/utf8proc.c)

set(wasm_objects "")
foreach(source ${engine_files})
    string(MAKE_C_IDENTIFIER ${source} name)
    string(REGEX REPLACE "^.*_(src|sources|web|script_formats)_" "" name ${name})
    set(object ${wasm_out}/${name}.o)
    set(language ${wasm_cxx_flags})
    if(source MATCHES "\\.c$")
        set(language -x c -w)
    endif()
    add_custom_command(
        OUTPUT ${object}
        COMMAND ${WASM_CXX} ${wasm_flags} ${language} -MD -MF ${object}.d -c ${source} -o ${object}
        DEPENDS ${source}
        DEPFILE ${object}.d
        COMMENT "Building for WebAssembly ${name}"
        VERBATIM)
    list(APPEND wasm_objects ${object})
endforeach()
add_custom_command(
    OUTPUT ${wasm_engine}
    COMMAND ${WASM_CXX} ${wasm_target} -O2 -mexec-model=reactor ${wasm_objects} -o ${wasm_engine}
        -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=1048576
    DEPENDS ${wasm_objects}
    COMMENT "Linking ${wasm_engine}"
    VERBATIM)
add_custom_target(engine_wasm DEPENDS ${wasm_engine})
