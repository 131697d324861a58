# cpp-httplib 0.18 or later, as the library `httplib`. In this order:
#   -DHTTPLIB_DIR=<folder with httplib.h>   as given
#   the system's package                    from Debian 13 on; it is dynamic, so not for FABULA_STATIC
#   Debian 13's source package              by debian_source()
# From source its implementation is compiled once, without support for TLS and compressed bodies.
set(httplib_version_min 0.18)

# Sets `out` to the version that the header names.
function(read_httplib_version folder out)
    file(STRINGS ${folder}/httplib.h line REGEX "define CPPHTTPLIB_VERSION \"" LIMIT_COUNT 1)
    string(REGEX REPLACE ".*\"([0-9.]+)\".*" "\\1" version "${line}")
    if(NOT version VERSION_GREATER_EQUAL httplib_version_min)
        message(FATAL_ERROR "${folder}/httplib.h is cpp-httplib \"${version}\"; "
            "${httplib_version_min} or later is needed")
    endif()
    set(${out} ${version} PARENT_SCOPE)
endfunction()

# Writes httplib.h with the declarations and httplib.cc with the implementation: what upstream's
# split.py takes from between its two lines of dashes.
function(split_httplib folder out)
    file(READ ${folder}/httplib.h whole)
    set(mark "// ----------------------------------------------------------------------------\n")
    string(LENGTH "${mark}" mark_length)
    string(FIND "${whole}" "${mark}" first)
    string(FIND "${whole}" "${mark}" second REVERSE)
    if(first EQUAL second)
        message(FATAL_ERROR "${folder}/httplib.h does not mark its implementation")
    endif()
    math(EXPR length "${second} - ${first}")
    string(SUBSTRING "${whole}" 0 ${first} before)
    string(SUBSTRING "${whole}" ${first} ${length} implementation)
    string(SUBSTRING "${whole}" ${second} -1 after)
    string(REPLACE "inline " "" implementation "${implementation}")
    file(CONFIGURE OUTPUT ${out}/httplib.h @ONLY CONTENT "@before@@after@")
    file(CONFIGURE OUTPUT ${out}/httplib.cc @ONLY
        CONTENT "#include \"httplib.h\"\nnamespace httplib {\n@implementation@}\n")
endfunction()

add_library(httplib INTERFACE)
if(NOT HTTPLIB_DIR AND NOT FABULA_STATIC)
    pkg_check_modules(httplib_pkg QUIET IMPORTED_TARGET "cpp-httplib>=${httplib_version_min}")
endif()
if(httplib_pkg_FOUND)
    target_link_libraries(httplib INTERFACE PkgConfig::httplib_pkg)
    message(STATUS "cpp-httplib ${httplib_pkg_VERSION} of the system")
else()
    debian_source(HTTPLIB_DIR cpp-httplib trixie)
    read_httplib_version(${HTTPLIB_DIR} httplib_version)
    message(STATUS "cpp-httplib ${httplib_version} from ${HTTPLIB_DIR}")
    split_httplib(${HTTPLIB_DIR} ${CMAKE_BINARY_DIR}/httplib)
    add_library(httplib_compiled STATIC ${CMAKE_BINARY_DIR}/httplib/httplib.cc)
    target_include_directories(httplib_compiled SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/httplib)
    target_compile_definitions(httplib_compiled PUBLIC CPPHTTPLIB_USE_POLL)
    target_compile_options(httplib_compiled PRIVATE -w)
    target_link_libraries(httplib_compiled PUBLIC Threads::Threads)
    target_link_libraries(httplib INTERFACE httplib_compiled)
endif()
