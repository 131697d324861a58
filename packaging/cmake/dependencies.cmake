# Every library from outside, as one interface target named after it. Nothing else in the build
# says where a library comes from.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
include(debian_source)

# system_library(name PKG pkg-config-module… STATIC archive…): the system's package, warnings in its
# headers silenced. The static program links the archives instead, named here with what they need:
# the packages' own lists ask for more (X11, Kerberos) than is used.
function(system_library name)
    cmake_parse_arguments(L "" "" "PKG;STATIC" ${ARGN})
    pkg_check_modules(${name}_pkg REQUIRED IMPORTED_TARGET ${L_PKG})
    add_library(${name} INTERFACE)
    target_include_directories(${name} SYSTEM INTERFACE ${${name}_pkg_INCLUDE_DIRS})
    if(NOT FABULA_STATIC)
        target_link_libraries(${name} INTERFACE PkgConfig::${name}_pkg)
        return()
    endif()
    target_compile_options(${name} INTERFACE ${${name}_pkg_CFLAGS_OTHER})
    foreach(archive ${L_STATIC})
        find_library(archive_${archive} lib${archive}.a REQUIRED)
        target_link_libraries(${name} INTERFACE ${archive_${archive}})
    endforeach()
endfunction()

set(freetype_archives freetype png16 brotlidec brotlicommon bz2 z m)
system_library(utf8proc PKG libutf8proc STATIC utf8proc)
system_library(sodium PKG libsodium STATIC sodium)
system_library(pugixml PKG pugixml STATIC pugixml)
system_library(sqlite PKG sqlite3 STATIC sqlite3 m)
system_library(lmdb PKG lmdb STATIC lmdb)
system_library(zlib PKG zlib STATIC z)
system_library(deflate PKG libdeflate STATIC deflate)
system_library(fribidi PKG fribidi STATIC fribidi)
system_library(freetype PKG freetype2 STATIC ${freetype_archives})
system_library(cairo PKG cairo STATIC cairo pixman-1 fontconfig expat uuid ${freetype_archives})
system_library(png PKG libpng STATIC png16 z m)
system_library(jpeg PKG libjpeg STATIC jpeg)

system_library(crypto PKG libcrypto STATIC crypto)
system_library(ssl PKG libssl libcrypto STATIC ssl crypto)
system_library(qrcodegen PKG qrcodegencpp STATIC qrcodegencpp)

# Debian has no static HarfBuzz; it is made from Debian's source. This one file holds shaping and
# subsetting.
if(FABULA_STATIC)
    debian_source(HARFBUZZ_DIR harfbuzz)
    add_library(harfbuzz STATIC ${HARFBUZZ_DIR}/src/harfbuzz-subset.cc)
    target_include_directories(harfbuzz SYSTEM PUBLIC ${HARFBUZZ_DIR}/src)
    target_compile_options(harfbuzz PRIVATE -w -fno-exceptions -fno-rtti)
else()
    system_library(harfbuzz PKG harfbuzz harfbuzz-subset)
endif()

include(curl)
include(httplib)

add_library(nlohmann INTERFACE)  # Header only.
add_library(mustache INTERFACE)  # Header only.
add_library(cli11 INTERFACE)     # Header only.
